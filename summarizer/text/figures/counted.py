"""The noun that a number counts: what follows it, as far as rules carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.text.candidates import Stretch

__all__ = ["Counted", "counts_persons", "find_counted", "is_people", "singular"]

_TOKEN = re.compile(
    r"[ \u00a0\u202f\u2009\n]?((?:[A-Za-z]\.){2,}|[A-Za-z][A-Za-zÀ-ÿ]*(?:[-’'][A-Za-zÀ-ÿ0-9]+)*)"
)
_OF = re.compile(
    r"[ \u00a0\n](?:(?:of[ \u00a0\n])?(?:the|its|his|her|their|our|my|your|these|those|all|them)[ \u00a0\n]|of[ \u00a0\n]|more[ \u00a0\n](?!than))",
)
_LONGEST = 7
"""Words between a number and the noun that it counts, at most."""

_STOPS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "who", "whom", "whose", "which", "what", "when", "where", "why", "how", "and", "or", "but", "nor", "yet", "so", "as", "than", "if", "then", "while", "because", "since", "until", "till", "although", "though", "whether", "in", "on", "at", "by", "to", "from", "for", "with", "without", "of", "off", "into", "onto", "over", "under", "above", "below", "between", "among", "amid", "across", "through", "during", "before", "after", "against", "about", "around", "near", "behind", "beyond", "within", "along", "toward", "towards", "inside", "outside", "upon", "per", "via", "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "not", "no", "never", "also", "only", "just", "even", "still", "already", "too", "very", "there", "here", "now", "ago", "later", "earlier", "away", "apart", "died", "fled", "came", "went", "said", "says", "told", "took", "made", "gave", "got", "including", "compared", "according", "each", "up", "down", "out", "back", "remain", "remains", "remained", "won", "scored", "he", "she", "it", "they", "we", "you", "i", "him", "them", "us", "me"]
)
_PARTICIPLES = frozenset(
    ["killed", "injured", "wounded", "hurt", "dead", "missing", "arrested", "displaced", "hospitalised", "hospitalized", "lost", "left", "detained", "captured", "trapped", "stranded", "rescued", "evacuated", "feared"]
)
"""Adjectives before a noun (“60 injured Palestinians”), verbs without one (“60 injured in the blast”)."""
_NOT_NOUNS = frozenset(
    ["is", "was", "has", "does", "says", "goes", "comes", "makes", "takes", "gives", "gets", "keeps", "shows", "means", "needs", "wants", "seems", "remains", "includes", "this", "thus", "perhaps", "always", "sometimes", "besides", "towards", "yes", "less", "its", "his", "hers", "ours", "theirs", "yours", "as", "us", "plus", "across", "various", "previous", "serious", "famous", "dangerous", "religious", "numerous", "continuous", "consecutive", "afterwards", "overseas", "indoors", "outdoors", "upstairs", "downstairs", "times"]
)
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "teeth": "tooth", "feet": "foot",
    "mice": "mouse", "geese": "goose", "police": "police", "personnel": "people", "staff": "people",
    "cattle": "cattle", "sheep": "sheep", "fish": "fish", "aircraft": "aircraft", "spacecraft": "spacecraft",
    "hovercraft": "hovercraft", "crew": "people", "youth": "people", "infantry": "people", "media": "medium",
    "data": "datum", "criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium",
    "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf", "halves": "half", "leaves": "leaf",
    "series": "series", "species": "species", "crises": "crisis", "buses": "bus", "gases": "gas",
    "viruses": "virus", "bonuses": "bonus", "campuses": "campus", "statuses": "status", "houses": "house", "times": "time",
    "cases": "case", "bases": "base", "movies": "movie", "cookies": "cookie", "heroes": "hero", "potatoes": "potato",
    "offspring": "offspring", "troops": "troops", "folk": "people", "deer": "deer", "salmon": "salmon", "dice": "die",
}  # fmt: skip
_COLLECTIVE = frozenset(
    ["population", "workforce", "electorate", "territory", "land", "budget", "public", "audience", "vote", "turnout", "output"]
)
"""Singular nouns of which a share is taken."""
_PEOPLE = frozenset(
    ["people", "person", "persons", "man", "men", "woman", "women", "child", "children", "boy", "boys", "girl", "girls", "baby", "babies", "infant", "infants", "toddler", "toddlers", "kid", "kids", "teenager", "teenagers", "teen", "teens", "adult", "adults", "youth", "youths", "adolescent", "pensioner", "resident", "residents", "citizen", "citizens", "civilian", "civilians", "soldier", "soldiers", "troop", "troops", "personnel", "staff", "crew", "fighter", "fighters", "militant", "militants", "rebel", "rebels", "gunman", "gunmen", "insurgent", "insurgents", "guerrilla", "guerrillas", "terrorist", "terrorists", "attacker", "attackers", "hostage", "hostages", "prisoner", "prisoners", "detainee", "detainees", "captive", "captives", "inmate", "inmates", "convict", "convicts", "suspect", "suspects", "officer", "officers", "policeman", "policemen", "policewoman", "policewomen", "cop", "cops", "guard", "guards", "firefighter", "firefighters", "medic", "medics", "doctor", "doctors", "nurse", "nurses", "patient", "patients", "midwife", "midwives", "paramedic", "paramedics", "surgeon", "surgeons", "worker", "workers", "employee", "employees", "labourer", "labourers", "laborer", "laborers", "miner", "miners", "farmer", "farmers", "fisherman", "fishermen", "driver", "drivers", "passenger", "passengers", "pilot", "pilots", "sailor", "sailors", "traveller", "travellers", "traveler", "travelers", "tourist", "tourists", "visitor", "visitors", "pilgrim", "pilgrims", "migrant", "migrants", "refugee", "refugees", "evacuee", "evacuees", "expatriate", "expatriates", "immigrant", "immigrants", "survivor", "survivors", "victim", "victims", "casualty", "casualties", "fatality", "fatalities", "witness", "witnesses", "other", "others", "dead", "wounded", "injured", "injury", "injuries", "death", "deaths", "life", "lives", "soul", "souls", "volunteer", "volunteers", "student", "students", "pupil", "pupils", "teacher", "teachers", "professor", "professors", "researcher", "researchers", "scientist", "scientists", "expert", "experts", "academic", "academics", "graduate", "graduates", "scholar", "scholars", "child's", "leader", "leaders", "commander", "commanders", "general", "generals", "official", "officials", "minister", "ministers", "lawmaker", "lawmakers", "senator", "senators", "mp", "mps", "deputy", "deputies", "councillor", "councillors", "governor", "governors", "mayor", "mayors", "president", "presidents", "judge", "judges", "juror", "jurors", "lawyer", "lawyers", "prosecutor", "prosecutors", "defendant", "defendants", "plaintiff", "plaintiffs", "voter", "voters", "candidate", "candidates", "delegate", "delegates", "member", "members", "participant", "participants", "protester", "protesters", "protestor", "protestors", "demonstrator", "demonstrators", "activist", "activists", "supporter", "supporters", "spectator", "spectators", "fan", "fans", "player", "players", "athlete", "athletes", "footballer", "footballers", "swimmer", "swimmers", "runner", "runners", "rider", "riders", "cyclist", "cyclists", "motorist", "motorists", "pedestrian", "pedestrians", "bystander", "bystanders", "neighbour", "neighbours", "neighbor", "neighbors", "relative", "relatives", "parent", "parents", "mother", "mothers", "father", "fathers", "son", "sons", "daughter", "daughters", "brother", "brothers", "sister", "sisters", "grandchild", "grandchildren", "orphan", "orphans", "widow", "widows", "friend", "friends", "colleague", "colleagues", "customer", "customers", "client", "clients", "user", "users", "subscriber", "subscribers", "consumer", "consumers", "shopper", "shoppers", "buyer", "buyers", "owner", "owners", "tenant", "tenants", "homeowner", "homeowners", "investor", "investors", "shareholder", "shareholders", "trader", "traders", "analyst", "analysts", "economist", "economists", "executive", "executives", "director", "directors", "manager", "managers", "engineer", "engineers", "journalist", "journalists", "reporter", "reporters", "editor", "editors", "author", "authors", "writer", "writers", "actor", "actors", "actress", "actresses", "artist", "artists", "musician", "musicians", "singer", "singers", "dancer", "dancers", "guest", "guests", "attendee", "attendees", "holder", "holders", "applicant", "applicants", "claimant", "claimants", "recipient", "recipients", "beneficiary", "beneficiaries", "donor", "donors", "taxpayer", "taxpayers", "jobseeker", "jobseekers", "freelancer", "freelancers", "contractor", "contractors", "astronaut", "astronauts", "cosmonaut", "cosmonauts", "climber", "climbers", "hiker", "hikers", "diver", "divers", "companion", "companions", "national", "nationals", "foreigner", "foreigners", "passport-holders", "ally", "allies", "opponent", "opponents", "rescuer", "rescuers", "peacekeeper", "peacekeepers", "reservist", "reservists", "recruit", "recruits", "conscript", "conscripts", "veteran", "veterans", "ranger", "rangers", "marine", "marines", "paratrooper", "paratroopers", "sniper", "snipers", "smuggler", "smugglers", "trafficker", "traffickers", "thief", "thieves", "robber", "robbers", "burglar", "burglars", "murderer", "murderers", "killer", "killers", "offender", "offenders", "arrest", "democrat", "democrats", "republican", "republicans", "conservative", "conservatives", "tory", "tories", "liberal", "liberals", "catholic", "catholics", "protestant", "protestants", "muslim", "muslims", "christian", "christians", "hindu", "hindus", "jew", "jews", "sikh", "sikhs", "kurd", "kurds", "turk", "turks", "serb", "serbs", "croat", "croats", "swede", "swedes", "dane", "danes", "finn", "finns", "pole", "poles", "spaniard", "spaniards", "greek", "greeks", "arab", "arabs", "czech", "czechs", "thai", "thais", "filipino", "filipinos", "swiss", "briton", "britons", "scot", "scots", "dutchman", "englishman", "frenchman", "irishman", "welshman", "englishmen", "frenchmen", "kiwi", "kiwis", "kenyan", "villager", "villagers", "townsfolk", "islander", "islanders", "inhabitant", "inhabitants", "commuter", "commuters", "worshipper", "worshippers", "mourner", "mourners", "partygoer", "partygoers", "reveller", "revellers", "holidaymaker", "holidaymakers", "festivalgoer", "festivalgoers", "churchgoers", "moviegoers", "returnee", "returnees", "respondent", "respondents", "adherent", "adherents", "follower", "followers", "devotee", "devotees", "entrant", "entrants", "contestant", "contestants", "finalist", "finalists", "nominee", "nominees", "winner", "winners", "debutant", "rookie", "rookies", "newcomer", "newcomers", "asylum-seeker", "asylum-seekers", "seeker", "seekers", "individual", "individuals", "aide", "aides", "adviser", "advisers", "advisor", "advisors", "bodyguard", "bodyguards"]
)
_PEOPLE_SUFFIX = re.compile(
    r"(?:women|persons?|(?<!hu)mens?|(?:i|t|c|g|k|r|l|b|n|d)ans|(?<!l)ists|(?<!th)eses?|crats|goers|holders|seekers"
    r"|keepers|workers|makers|fighters|owners|lovers|officers|players|leaders|members)$"
)
_NOT_PEOPLE = frozenset(
    ["plans", "loans", "fans", "scans", "clans", "organs", "vans", "pans", "cans", "cleans", "oceans", "means", "beans", "jeans", "trans", "orphans", "specimens", "regimens", "lists", "playlists", "checklists", "wishlists", "cans", "caravans", "veterans", "spans", "bans", "turbans", "guardians", "pelicans", "urbans", "titans", "romans", "hurricanes", "theses"]
) - {"veterans", "orphans", "guardians", "fans"}
_DEMONYM = re.compile(r"[A-Z][a-zé]+(?:ans|is|ians|eans|ese|ards|ers|men|women)$")


_SOMEBODY = re.compile(
    rf"[ \u00a0\n](?:more[ \u00a0\n])?(?:{'|'.join(sorted(_PARTICIPLES - {'left', 'lost', 'feared'}))})\b"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun phrase and the unit that it stands for."""

    phrase: Stretch
    unit: str


def is_people(noun: str) -> bool:
    """Whether a noun, as written, means persons."""
    lower = noun.lower()
    if lower in _PEOPLE or lower.rpartition("-")[2] in _PEOPLE:
        return True
    if _DEMONYM.match(noun):
        return True
    return lower not in _NOT_PEOPLE and _PEOPLE_SUFFIX.search(lower) is not None


def singular(noun: str) -> str:
    """The singular of an English noun, by rule."""
    lower = noun.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower


def _is_plural(word: str) -> bool:
    lower = word.lower()
    if lower in _IRREGULAR or lower == "others" or lower in _COLLECTIVE:
        return True
    if lower in _NOT_NOUNS or len(lower) < 4:
        return lower in ("mps", "ngos")
    if word[0].isupper() and _DEMONYM.match(word):
        return True
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is", "’s", "'s"))


def counts_persons(text: str, position: int) -> bool:
    """Whether a number that ends at ``position`` counts persons without a noun: “12 dead”, “six injured”."""
    return _SOMEBODY.match(text, position) is not None


def find_counted(text: str, position: int, *, one: bool = False) -> Counted | None:
    """The noun phrase counted by a number that ends at ``position``.

    Args:
        text: The text.
        position: Where the number and its unit of measure end.
        one: Whether the number is one, so that a singular noun counts.
    """
    of = _OF.match(text, position)
    if of:
        position = of.end() - (1 if text[of.end() - 1] in " \u00a0\n" else 0)
    words: list[tuple[str, int, int]] = []
    head: int | None = None
    at = position
    for index in range(_LONGEST):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        word = match[1]
        if word.lower() in _STOPS and not (index == 0 and word.lower() == "other"):
            break
        if word.lower() in _PARTICIPLES:
            following = _TOKEN.match(text, match.end())
            if following is None or not _is_plural(following[1]):
                break
        words.append((word, match.start(1), match.end(1)))
        at = match.end()
        if _is_plural(word):
            head = index
        elif head is not None:
            break
        elif one and is_people(word):
            head = index
            break
    if head is None and one and words and words[0][0][0].islower():
        head = (
            min(len(words), 2) - 1
            if words[0][0].lower().endswith(("al", "ic", "ous", "ive", "an", "er", "ed"))
            else 0
        )
    if head is None:
        return None
    first = next((index for index in range(head + 1) if not words[index][0].endswith(("’s", "'s"))), head)
    start, end = words[first][1], words[head][2]
    noun = words[head][0]
    unit = "people" if is_people(noun) else singular(noun)
    return Counted(Stretch(start, end, text[start:end]), "people" if unit == "person" else unit)
