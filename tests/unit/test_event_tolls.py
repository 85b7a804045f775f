"""How many were killed and injured, as the words have it."""

from __future__ import annotations

import pytest

from geodata.events.sentences import split_sentences
from geodata.events.toll import find_toll, read_toll_words

WORDS = read_toll_words()


def counts(text: str) -> tuple[tuple[int, int, int | None] | None, ...]:
    """Killed and injured of a sentence as (best, low, high)."""
    (sentence,) = split_sentences(text)
    toll = find_toll(sentence, 0, len(sentence.words), WORDS)
    return tuple(
        (count.best, count.low, count.high) if count else None
        for count in (toll.killed, toll.injured)
    )


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("At least 13 people were killed.", (13, 13, None), None),
        ("The blast killed 7 and wounded 12.", (7, 7, 7), (12, 12, 12)),
        ("A bomb killed nine people, wounding more than 30.", (9, 9, 9), (30, 30, None)),
        ("Up to 20 people died in the flood.", (20, 0, 20), None),
        ("Dozens were killed.", (12, 2, None), None),
        ("Shells landed on a farm, killing a shepherd and eleven of his animals.", (1, 1, 1), None),
        ("Two conscripts and a sergeant of the border guard were shot dead.", (3, 3, 3), None),
        ("Twenty-one soldiers were killed.", (21, 21, 21), None),
        ("The fighting left two hundred dead.", (200, 200, 200), None),
        ("1,200 people died.", (1200, 1200, 1200), None),
        ("A teenager was stabbed to death and died in hospital.", (1, 1, 1), None),
        ("Three people were killed or wounded.", (3, 3, 3), (3, 3, 3)),
        ("Four are missing after the ferry sank.", None, None),
        ("Two died and more than 300 were forced from their homes.", (2, 2, 2), None),
        ("The attack on 12 March killed nobody.", None, None),
        ("The shelling destroyed 40 houses and killed 3 people.", (3, 3, 3), None),
        ("Police arrested 11 people.", None, None),
        ("The death toll from the crash has risen to 48, officials said.", (48, 48, 48), None),
        ("The toll stood at at least 20.", (20, 20, None), None),
        ("The toll fell on 12 villages.", None, None),
        ("Five soldiers and three suspected militants were killed.", (8, 8, 8), None),
        ("A bomb killed three policemen and two civilians.", (5, 5, 5), None),
        ("A man and a woman have died.", (2, 2, 2), None),
        ("Five were killed in Mosul and three in Tikrit.", (5, 5, 5), None),
        ("Twenty-nine people including a boy of five died.", (29, 29, 29), None),
        ("Ten civilians including three children have been killed.", (10, 10, 10), None),
        ("There were 212 cases, including four deaths.", (4, 4, 4), None),
        ("One, 27, was taken away injured.", None, (1, 1, 1)),
        ("Seventeen people, five of them children, were killed.", (17, 17, 17), None),
        ("The strain infected 171 people, and killed 93 of them.", (93, 93, 93), None),
        ("At least 70 people, among them three infants, were killed.", (70, 70, None), None),
        ("Soldiers shot dead a Palestinian and wounded eight others.", (1, 1, 1), (8, 8, 8)),
        ("It went off, killing a street vendor and a 14-year-old boy.", (2, 2, 2), None),
        ("Two brothers, aged 35 and 41, were killed.", (2, 2, 2), None),
        ("Five men between the ages of 19 and 31 were executed.", (5, 5, 5), None),
        ("A landslip killed a family of five in their sleep.", (5, 5, 5), None),
        ("A total of 37 people died.", (37, 37, 37), None),
        ("Nine members of one family died when a house was struck.", (9, 9, 9), None),
        ("The roof fell in, killing a couple and their infant daughter.", (3, 3, 3), None),
        ("A wall gave way, killing a couple and their three children.", (5, 5, 5), None),
        ("The ambush left the driver and a guard dead.", (2, 2, 2), None),
        ("A woman of 37 and her son were killed at a bus stop.", (2, 2, 2), None),
        ("A trader was shot dead by two masked men.", (1, 1, 1), None),
        ("Bheki Ndlela, 46, died at the scene.", (1, 1, 1), None),
        ("His charred body was found at daybreak.", (1, 1, 1), None),
        ("Both drivers burned to death.", (2, 2, 2), None),
        ("Both sides shelled the village.", None, None),
        ("The army lost three men.", (3, 3, 3), None),
        ("A driver lost two fingers.", None, None),
        ("The official count of the dead stands at 2,248.", (2248, 2248, 2248), None),
        ("The number who died in the fire has climbed to ten.", (10, 10, 10), None),
        ("Three bodies were taken to the port.", (3, 3, 3), None),
        ("The assault left him dead on the spot.", (1, 1, 1), None),
        ("She was detained over the murder of two traders.", (2, 2, 2), None),
        ("45 more were found dead in the town of 25,000.", (45, 45, 45), None),
        ("There were 167 fresh infections, with no deaths.", (0, 0, None), None),
        ("Two lorries were burnt and a driver beheaded.", (1, 1, 1), None),
        ("No life was lost.", (0, 0, 0), None),
        ("There were no reports of casualties.", (0, 0, None), (0, 0, None)),
        ("The attack killed a number of people.", None, None),
        ("An accident on U.S. 380 claimed the life of Dale Wayne.", (1, 1, 1), None),
        ("Rescuers have recovered 32 bodies from a lake.", (32, 32, 32), None),
        ("The body of a woman in her thirties was found.", (1, 1, 1), None),
        ("Two bodies of experts disagreed on the body of a law.", None, None),
        ("Eighteen people, including three women and a child, were killed.", (18, 18, 18), None),
        ("Hundreds walked behind the coffin of a man who died on Friday.", (1, 1, 1), None),
        ("Five men who were beaten died in hospital.", (5, 5, 5), None),
        ("The toll stands at 14 dead.", (14, 14, 14), None),
        ("Its pilot did not survive.", (1, 1, 1), None),
        ("A sixth-former bled to death after being knifed.", (1, 1, 1), None),
        ("A father of three was beaten to death with a bat.", (1, 1, 1), None),
        ("Soldiers shot a youth of 19 dead.", (1, 1, 1), None),
        ("Ten people succumbed to sunstroke.", (10, 10, 10), None),
        ("It hit a bakery, killing a father and his three children.", (4, 4, 4), None),
        ("The fire killed a father and son.", (2, 2, 2), None),
        ("A mother and her baby did not survive.", (2, 2, 2), None),
        ("She blew up a bus, killing six passengers and herself.", (7, 7, 7), None),
        ("Police put the dead at 31.", (31, 31, 31), None),
        ("Raiders slit the throats of ten villagers.", (10, 10, 10), None),
        ("Nobody was hurt.", (0, 0, 0), (0, 0, 0)),
        ("No one was killed.", (0, 0, 0), None),
        ("No casualties were reported.", (0, 0, None), (0, 0, None)),
        ("It ended without loss of life.", (0, 0, 0), None),
        ("There was no information on casualties.", None, None),
        ("Nobody was hurt but three cows died.", (0, 0, 0), (0, 0, 0)),
        ("He was arrested over the killing of a trader.", (1, 1, 1), None),
        ("A gang was blamed for the deaths.", None, None),
        ("Troops neutralised seven of them.", (7, 7, 7), None),
        (
            "Blasts on a train carrying hundreds of passengers killed at least seven people.",
            (7, 7, None),
            None,
        ),
    ],
)
def test_counts_are_of_killed_and_injured_people(
    text: str,
    killed: tuple[int, int, int | None] | None,
    injured: tuple[int, int, int | None] | None,
) -> None:
    """Numbers count for what became of the people, with the bounds that the words give."""
    assert counts(text) == (killed, injured)


def test_count_knows_its_words() -> None:
    """The span of a count covers the number in the article."""
    text = "At least thirteen people were killed."
    (sentence,) = split_sentences(text)
    toll = find_toll(sentence, 0, len(sentence.words), WORDS)
    assert toll.killed is not None
    assert toll.killed.span.of(text) == "thirteen"
