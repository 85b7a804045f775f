"""Which words tell an event, and which only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import LexiconError
from geodata.events.cues import read_cues
from geodata.events.factuality import is_actual
from geodata.events.inflection import noun_forms, verb_forms
from geodata.events.sentences import split_sentences
from geodata.events.taxonomy import read_event_types
from geodata.events.triggers import read_triggers
from geodata.lexicon.told_as import read_told_as

CUES = read_cues()
TYPES = read_event_types()
TRIGGERS = read_triggers(CUES, sub_event_types=frozenset(TYPES))


def told(text: str) -> list[str]:
    """The trigger words of a text that tell something that happened."""
    return [
        " ".join(sentence.words[match.first : match.end])
        for sentence in split_sentences(text)
        for match in TRIGGERS.find(sentence)
        if match.supported and is_actual(sentence, match, CUES)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen attacked a convoy.", ["attacked"]),
        ("The rebels have stormed the town.", ["stormed"]),
        ("A car bomb exploded near the market.", ["car bomb", "exploded"]),
        ("Rebels managed to seize the bridge.", ["seize"]),
        ("Soldiers can be seen looting shops.", ["looting"]),
        ("Troops were reported to have shelled the village.", ["shelled"]),
        ("Twelve miners died when a mine collapsed.", ["died", "collapsed"]),
        ("Thousands marched in March.", ["marched"]),
        ("The union said drivers went on strike.", ["went on strike"]),
        ("Two men who tried to stop them were shot dead.", ["shot dead"]),
        ("Troops fire on a crowd.", ["fire on"]),
        ("A knifeman hacked at two men.", ["hacked at"]),
        ("Gunmen made off with 39 students.", ["made off with"]),
        ("Nine girls were snatched from a school.", ["snatched"]),
        ("Militants led away the men of the village.", ["led away"]),
        ("Thieves made off with 20 cows.", ["made off with"]),
        ("Troops raised their flag over the town.", ["raised their flag"]),
        ("Rebels drove army units from the village.", ["drove"]),
        ("The army forced the militants out of the city.", ["forced"]),
        ("A rocket tore through a school.", ["tore through"]),
        ("A drone came down near the airport.", ["came down"]),
        ("Air defences brought down a missile.", ["brought down"]),
        ("The county reported 40 suspected cases of measles.", ["suspected cases of measles"]),
        ("Cholera: 212 suspected cases were reported.", ["cholera", "cases"]),
        ("The relief convoy came under fire at the school.", ["came under fire"]),
        (
            "Thousands gathered outside parliament to denounce the law.",
            ["gathered outside parliament to denounce"],
        ),
        ("Settlers beat a shepherd with clubs.", ["beat a shepherd with clubs"]),
        ("The Danube spilled into the old town after days of downpours.", ["spilled into"]),
        ("A student was sexually assaulted in a moving car.", ["sexually assaulted"]),
        ("Police and robbers traded shots.", ["traded shots"]),
        ("A man had a knife wound in the back.", ["knife wound"]),
        ("Officers found two tonnes of cocaine.", ["cocaine"]),
        ("A journalist was beaten by masked men.", ["beaten"]),
        ("A mosque was set alight at night.", ["set alight"]),
        ("Pirates boarded a tanker.", ["boarded"]),
        ("Farmers dumped manure at the gates.", ["dumped manure"]),
        ("Five people died of heatstroke.", ["died of heatstroke"]),
        ("The soldier died of his wounds.", ["died"]),
        ("Gunmen with rifles snatched two fishermen.", ["snatched"]),
        ("A mob burned to death a thief.", ["burned to death"]),
        ("A freight train jumped the tracks.", ["jumped the tracks"]),
        ("Gunmen sprayed the bar with bullets.", ["sprayed the bar with bullets"]),
        ("People have been killed since Sunday.", ["killed"]),
        ("A light aircraft ditched off the coast.", ["ditched"]),
        ("Burglars ransacked a pharmacy.", ["ransacked"]),
        ("A convoy of aid trucks was looted.", ["looted"]),
        ("The march turned violent at noon.", ["march turned violent"]),
        ("Students occupied the university.", ["occupied the university"]),
        ("Police used batons to break up a vigil.", ["break up a vigil"]),
        ("Rebels handed over the airport.", ["handed over the airport"]),
        ("A robber took staff hostage.", ["took staff hostage"]),
        ("Soldiers mutinied at a barracks.", ["mutinied"]),
        ("Police found a drug lab.", ["drug lab"]),
        ("Two climbers fell to their deaths.", ["fell to their deaths"]),
        ("Fighting has been reported near the city.", ["fighting has been reported"]),
        ("A woman died after a fire at her bungalow.", ["died", "fire"]),
        ("Youths set three police cars on fire.", ["set three police cars on fire"]),
        ("The group took full control of the town.", ["took full control of"]),
        ("A farmer ran over an anti-tank mine.", ["ran over an anti-tank mine"]),
        ("A hillside gave way after the rains.", ["gave way"]),
    ],
)
def test_words_of_what_happened_are_triggers(text: str, words: list[str]) -> None:
    """Verbs in all their forms, nouns and phrases tell events, the longest words first."""
    assert told(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The general threatened to attack the city.",
        "Rebels will attack the city.",
        "The army denied attacking the village.",
        "Troops did not storm the building.",
        "No one was killed.",
        "The city has not been attacked since then.",
        "If rebels attack the city, the army may flee.",
        "Officials warned of a possible attack.",
        "The minister called for protests on Friday.",
        "Did the rebels attack the town?",
        "They failed to capture the bridge.",
        "Fears of clashes grew.",
        "A protest is planned for Sunday.",
        "He was charged with the murder of two men.",
        "He got ten years for killing a man.",
        "Unions called another strike.",
        "Kyiv rarely comments on attacks inside Russia.",
        "The government condemned what it called an attack on the nation.",
        "It was the fourth kidnapping in the region since May.",
        "This is the deadliest attack of the year.",
        "Officials have blamed similar attacks on militias.",
        "The ministers discussed the shelling of the port.",
        "A strike by pilots at the airport was averted.",
        "The march on the ministry was called off.",
        "It was the bloodiest day since unrest began in December.",
        "More than 1,100 people have been killed since the war began in April.",
        "A man was sentenced to life at the court on Tuesday for stabbing a clerk.",
        "A woman was fined by magistrates for attacking a nurse.",
        "Drones were launched from occupied Crimea.",
        "They were chasing stolen cattle.",
        "The van was on a routine patrol.",
        "The policemen beat a retreat.",
        "Kidnapping for ransom has become an industry.",
        "A strong quake beneath the sea could destroy thousands of buildings.",
        "Three officers went on trial on Monday over the kidnapping of 12 workers.",
        "Rescuers rehearsed their response to a mock missile attack.",
        "The ministry dismissed as a fabrication the claim that a raid hit the village.",
        "Road crashes kill about 1.2 million people each year.",
        "Landslips and flash floods could follow.",
        "Lives would be lost if a crash happened at the same time as a house fire.",
        'How many more before somebody is killed?"',
        "The villagers held a man suspected of stealing a motorcycle.",
        "The militias agreed to stop shooting.",
        "The council condemned all attacks on schools.",
        "More than 6,000 people have died since 2011.",
        "At least 40 people have been killed this year.",
    ],
)
def test_plans_threats_denials_and_negations_are_no_events(text: str) -> None:
    """What is only planned, feared, denied, asked or did not happen is no event."""
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She had a heart attack.",
        "The two companies struck a deal.",
        "It was a box office bomb.",
        "The meeting in March was long.",
        "The damage was small.",
        "A legal battle over the name goes on.",
        "The school had been empty since the beginning of March.",
        "Crews put out a small kitchen fire on Union Street.",
        "The wounded were flown to a hospital.",
        "Both candidates attacked each other in the debate.",
        "They now control most of the countryside.",
        "A soldier on patrol found a wallet.",
        "Gunners kept up their fire on the school.",
        "He had robbed three children of a father.",
        "The body of a kidnapped engineer lay in the river.",
        "The striker snatched victory in the last minute.",
        "Crews sprayed foam on the tank.",
        "The party is holding villagers hostage with its plan.",
    ],
)
def test_figures_of_speech_are_no_triggers(text: str) -> None:
    """Fixed expressions that borrow words of violence tell nothing."""
    assert told(text) == []


def test_regular_forms_follow_the_rules_of_spelling() -> None:
    """A final e goes, a short vowel doubles the consonant, y becomes i; phrases bend their head."""
    assert verb_forms("seize") == ("seize", "seizes", "seized", "seizing")
    assert verb_forms("stab") == ("stab", "stabs", "stabbed", "stabbing")
    assert verb_forms("bomb") == ("bomb", "bombs", "bombed", "bombing")
    assert verb_forms("set up a base") == (
        "set up a base",
        "sets up a base",
        "set up a base",
        "setting up a base",
    )
    assert noun_forms("bank robbery") == ("bank robbery", "bank robberies")


def test_user_adds_a_trigger_without_code(tmp_path: Path) -> None:
    """A line in the user's own folder makes a word a trigger."""
    (tmp_path / "triggers.csv").write_text(
        "trigger,pos,forms,sub_event_type,rule,frame,weight,needs,unless,source\n"
        "kneecap,verb,kneecapped|kneecapping,Attack,assault,agent,3,,,our desk\n",
        encoding="utf-8",
    )
    triggers = read_triggers(CUES, sub_event_types=frozenset(TYPES), folder=tmp_path)
    (sentence,) = split_sentences("Masked men kneecapped a driver.")
    assert [match.trigger.lemma for match in triggers.find(sentence)] == ["kneecap"]


def test_unknown_type_in_a_list_is_refused_with_its_line(tmp_path: Path) -> None:
    """A trigger of a type that is not listed raises, and the message names file, line and value."""
    (tmp_path / "triggers.csv").write_text(
        "trigger,pos,forms,sub_event_type,rule,frame,weight,needs,unless,source\n"
        "kneecap,verb,,Kneecapping,assault,agent,3,,,our desk\n",
        encoding="utf-8",
    )
    with pytest.raises(LexiconError, match=r"triggers\.csv, line 2.*Kneecapping"):
        read_triggers(CUES, sub_event_types=frozenset(TYPES), folder=tmp_path)


def test_every_type_that_may_be_told_as_another_is_listed() -> None:
    """Which types may be told as one another is said both ways, of types that exist."""
    told_as = read_told_as()
    for name, others in told_as.items():
        assert others <= set(TYPES)
        assert all(name in told_as[other] for other in others)
