"""Names that a place is also known by, derived from its own by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geodata.folding import fold
from geodata.model import Place

# What kind of region it is, before or after its name, in English and as GeoNames spells it.
_SUFFIX = re.compile(
    r"\s+(?:county(?: borough)?|parish|borough|census area|municipality|district|province|"
    r"governorate|state|region|oblast[’']?|o?krug|krai|kray|republic|department|prefecture|"
    r"voivodeship|canton|division|emirate|territory|municipio|metropolitan city|city|shire|"
    r"regency|rayon|raion|county council|autonomous (?:region|okrug|republic|oblast))$",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:(?:autonomous )?(?:province|state|county|region|city and borough|city and county|city|"
    r"district|borough|department|republic|municipality|governorate|royal borough|community|"
    r"principality|land|city state|free state|metropolitan borough|london borough|prefecture)"
    r"(?: of)? |departamento (?:de |del )?|provincia (?:de |del |di )?|"
    r"département (?:de |du |des |d[’'])?|wilaya (?:de |d[’'])?)",
    re.IGNORECASE,
)
# How English news calls a region of a country.
_ADM1_WORDS = ("province", "region", "state", "governorate", "district")
_ADM1_WORD = {
    "RU": ("oblast", "region", "republic"), "UA": ("oblast", "region", "province"),
    "BY": ("oblast", "region"), "KZ": ("oblast", "region"), "JP": ("prefecture",),
    "GR": ("prefecture", "region"), "US": ("state",), "IN": ("state",), "NG": ("state",),
    "BR": ("state",), "MX": ("state",), "VE": ("state",), "DE": ("state",), "AU": ("state",),
    "MY": ("state",), "SD": ("state",), "SS": ("state",), "AT": ("state",),
    "MM": ("state", "region"), "PE": ("department", "region"), "PL": ("province",),
    "SY": ("province", "governorate", "countryside"), "GB": (), "CO": ("department", "province"),
    "BO": ("department",), "PY": ("department",), "UY": ("department",),
    "GT": ("department",), "HN": ("department",), "SV": ("department",), "HT": ("department",),
    "CH": ("canton",), "FR": ("region",), "IE": (), "AE": (), "EE": ("county",), "HU": ("county",),
    "RO": ("county",), "HR": ("county",), "NO": ("county",), "SE": ("county",), "KE": ("county",),
    "LR": ("county",), "JM": ("parish",), "BB": ("parish",), "BD": ("division",),
}  # fmt: skip
_ARABIC = frozenset(
    "AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE IL ER IR".split()
)
_ARTICLE = re.compile(
    r"(?<!\S)(?:al|el|an|ar|as|ash|at|az|ad|adh|ath|ed|en|er|es|ez|et|esh)[ \-](?=\w)",
    re.IGNORECASE,
)
_SILENT_H = re.compile(r"(?<=a)h\b")


def iter_variants(place: Place, alternates: tuple[str, ...]) -> Iterator[str]:
    """Other names of a place; a name may come twice, or be one that it has already."""
    if place.feature_code in {"ADM1", "ADM2"}:
        yield from _iter_region_names(place)
    if place.country_code in _ARABIC:
        for name in (place.name, *alternates):
            if name.isascii() or name == place.name:
                yield from _iter_arabic(name)


def core_name(name: str) -> str:
    """A region's name without the word that says what kind of region it is."""
    core = _PREFIX.sub("", _SUFFIX.sub("", name)).strip()
    return core if len(core) > 1 else name


def _iter_region_names(place: Place) -> Iterator[str]:
    core = core_name(place.name)
    yield core
    if place.feature_code == "ADM1":
        for word in _ADM1_WORD.get(place.country_code or "", _ADM1_WORDS):
            yield f"{core} {word}"
    elif place.country_code == "US" and core != place.name:
        yield f"{core} Co."
    elif core == place.name:
        yield f"{core} district"
        if place.country_code == "GB":
            yield f"County {core}"


def _iter_arabic(name: str) -> Iterator[str]:
    """The article in its one form, "al", and left out; a final "ah" without its silent h."""
    folded = _SILENT_H.sub("", fold(name.replace("-", " ")))
    yield folded
    if _ARTICLE.search(folded):
        yield _ARTICLE.sub("al ", folded)
        bare = _ARTICLE.sub("", folded)
        if len(bare) >= 4:
            yield bare
