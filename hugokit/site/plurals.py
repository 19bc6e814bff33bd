"""English plurals as Hugo puts them into the titles of sections without a file (its library is gobuffalo/flect)."""

from __future__ import annotations

import re

# Words with a plural of their own, `singular plural`, one with `!` only as a whole word, `>` never read as a plural.
_WORDS = """
aircraft aircraft|beef beef|bison bison|blues blues>|chassis chassis|deer deer|fish fish|moose moose|police police
salmon salmon|series series|sheep sheep|shrimp shrimp|species species|swine swine|trout trout|tuna tuna|you you
child children|ox oxen!|foot feet|goose geese|man men|human humans|louse lice!|mouse mice|tooth teeth|woman women
die dice!|person people|adieu adieux|fabliau fabliaux|bureau bureaus|criterion criteria|ganglion ganglia
lexicon lexica|mitochondrion mitochondria|noumenon noumena|phenomenon phenomena|taxon taxa|media media|medium media>
stadium stadiums|aquarium aquaria|auditorium auditoria|symposium symposia|curriculum curriculums|quota quotas
alumnus alumni|bacillus bacilli|cactus cacti|coccus cocci|focus foci|locus loci|nucleus nuclei|octopus octupuses
radius radii|syllabus syllabi|corpus corpora|genus genera|alumna alumnae|vertebra vertebrae|differentia differentiae
minutia minutiae|vita vitae|larva larvae|postcava postcavae|praecava praecavae|uva uvae|apex apices|codex codices
index indices|latex latices|vertex vertices|vortex vortices|appendix appendices|radix radices|helix helices|axis axes!
crisis crises|ellipsis ellipses>|genesis geneses|oasis oases|thesis theses|testis testes|base bases|basis bases>
alias aliases!|vedalia vedalias|use uses!|abuse abuses|cause causes|clause clauses|cruse cruses|excuse excuses
fuse fuses|house houses|misuse misuses|muse muses|pause pauses|ache aches|topaz topazes|buffalo buffaloes
potato potatoes|tomato tomatoes|equipment equipment|information information|jeans jeans|money money|news news|rice rice
dwarf dwarfs|hoof hoofs|thief thieves|chive chives|hive hives|move moves|movie movies|cookie cookies
pretorium pretoriums|agenda agendas|formula formulas|shoe shoes|toe toes!|graffiti graffiti|ID IDs!
"""
# Other words that Hugo takes for plurals already.
_PLURALS = frozenset(
    "beefs fishes salmons shrimps swines adieus bureaux ganglions lexicons mitochondrions stadia aquariums auditoriums "
    "symposiums curricula alumnuses cactuses focuses locuses nucleuses octopi radiuses corpuses apexes codexes indexes "
    "latexes vertexes vortexes appendixes radixes helixes buffalos dwarves hooves formulae".split()
)
# Endings in the order in which they are tried.
_ENDINGS = """
tive tives|eaf eaves|oaf oaves|afe aves|arf arves|rfe rves|rf rves|lf lves|fe ves|ay ays|ey eys|oy oys|quy quies|uy uys
y ies|eau eaux|bula bulae|dula bulae|lula bulae|nula bulae|vula bulae|hedron hedra|ium ia|seum seums|eum ea|oum oa
stracum straca|dum da|elum ela|ilum ila|olum ola|ulum ula|llum lla|ylum yla|imum ima|ernum erna|gnum gna|brum bra
crum cra|terum tera|serum sera|trum tra|antum anta|atum ata|entum enta|etum eta|itum ita|otum ota|utum uta|ctum cta
ovum ova|trix trices|iasis iases|mesis meses|kinesis kineses|resis reses|gnosis gnoses|opsis opses|ysis yses
ouse ouses|lause lauses|us uses|ch ches|io ios|sh shes|ss sses|ez ezzes|iz izzes|tz tzes|zz zzes|ano anos|lo los
to tos|oo oos|o oes|x xes|S Ses
"""
_LAST_PART = re.compile(r"[^\s_\-]+\Z")


def _pairs(text: str) -> list[tuple[str, str]]:
    entries = (entry.split() for entry in text.replace("\n", "|").split("|") if entry.strip())
    return [(single, plural) for single, plural in entries]


_DICTIONARY = {single: plural.rstrip("!>") for single, plural in _pairs(_WORDS)}
_KNOWN_PLURALS = _PLURALS | {plural.rstrip("!") for _, plural in _pairs(_WORDS) if not plural.endswith(">")}
_AS_ENDINGS = [(s, p.rstrip(">")) for s, p in reversed(_pairs(_WORDS)) if not p.endswith("!")]
_RULES = [rule for single, plural in [*_AS_ENDINGS, *_pairs(_ENDINGS)] for rule in ((plural, plural), (single, plural))]


def pluralize(text: str) -> str:
    """The text with its last word in the plural."""
    found = _LAST_PART.search(text)
    if not found:
        return text
    return text[: found.start()] + _plural(found.group(), text)


def _plural(word: str, whole: str) -> str:
    if whole in _DICTIONARY and word == whole:
        return _DICTIONARY[whole]
    low = word.lower()
    if whole in _KNOWN_PLURALS or low in _KNOWN_PLURALS:
        return word
    if low in _DICTIONARY:
        plural = _DICTIONARY[low]
        return plural[:1].upper() + plural[1:] if word[:1].isupper() else plural
    for ending, replacement in _RULES:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + replacement
    return word if low.endswith("s") else word + "s"
