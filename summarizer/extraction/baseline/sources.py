"""From the words before or after a verb of saying to the source that they name: who, in what role, of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.records import Source, SourceKind, Span

__all__ = ["Speaker", "classify_source", "is_media", "read_speaker"]

_ROLES = frozenset(
    ["spokesman", "spokeswoman", "spokesperson", "official", "officials", "minister", "president", "premier", "chancellor", "secretary", "ambassador", "envoy", "diplomat", "director", "chief", "head", "leader", "commander", "general", "colonel", "captain", "lieutenant", "major", "sergeant", "brigadier", "admiral", "officer", "chairman", "chairwoman", "chair", "chairperson", "founder", "co-founder", "executive", "ceo", "cfo", "manager", "analyst", "economist", "strategist", "expert", "professor", "lecturer", "researcher", "scientist", "historian", "author", "writer", "editor", "journalist", "reporter", "correspondent", "doctor", "physician", "surgeon", "nurse", "medic", "paramedic", "lawyer", "attorney", "barrister", "solicitor", "prosecutor", "judge", "justice", "magistrate", "coroner", "senator", "congressman", "congresswoman", "lawmaker", "legislator", "mp", "councillor", "mayor", "governor", "commissioner", "superintendent", "inspector", "detective", "constable", "sheriff", "deputy", "coach", "manager", "captain", "player", "defender", "striker", "goalkeeper", "midfielder", "quarterback", "pitcher", "resident", "villager", "farmer", "fisherman", "teacher", "student", "pupil", "mother", "father", "parent", "brother", "sister", "son", "daughter", "witness", "survivor", "victim", "worker", "driver", "passenger", "pilot", "engineer", "activist", "campaigner", "organiser", "organizer", "coordinator", "adviser", "advisor", "aide", "negotiator", "mediator", "representative", "delegate", "candidate", "king", "queen", "prince", "princess", "pope", "bishop", "archbishop", "rabbi", "imam", "sheikh", "owner", "partner", "trader", "investor", "fund", "broker", "consultant", "forecaster", "meteorologist", "hydrologist", "seismologist", "gazan", "palestinian", "israeli", "ukrainian", "russian", "american", "briton", "actor", "actress", "singer", "director", "producer", "artist", "dj", "treasurer", "auditor", "regulator", "banker", "watchdog", "treasurer", "steward", "shopkeeper", "pensioner", "retiree", "umpire", "referee"]
)
_TITLES = frozenset(
    ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof", "prof.", "sir", "dame", "lord", "lady", "baroness", "rev", "rev.", "sen", "sen.", "rep", "rep.", "gov", "gov.", "lt", "lt.", "col", "col.", "gen", "gen.", "maj", "maj.", "capt", "capt.", "sgt", "sgt.", "cpl", "pc", "dc", "di", "ds", "dci", "supt", "insp", "det", "det.", "cllr", "hon", "hon.", "judge", "justice", "president", "king", "queen", "prince", "princess", "pope", "archbishop", "bishop", "sheikh", "imam", "brigadier-general", "lieutenant-colonel", "major-general", "lieutenant-general", "rear-admiral", "vice-admiral", "attorney-general", "inspector-general", "first", "second", "prime", "minister", "chief", "vice", "defense", "defence", "foreign", "finance", "interior", "health"]
)
_PARTICLES = frozenset(
    ["al", "el", "bin", "ibn", "abu", "de", "del", "della", "da", "dos", "la", "le", "van", "von", "der", "den", "ter", "ben", "ould", "bint", "mac", "o"]
)
_NOT_PERSON = frozenset(
    ["city", "county", "state", "states", "united", "republic", "kingdom", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "street", "road", "university", "college", "school", "hospital", "institute", "institution", "centre", "center", "council", "committee", "commission", "court", "supreme", "ministry", "department", "office", "agency", "bureau", "authority", "authorities", "army", "force", "forces", "navy", "police", "guard", "brigade", "brigades", "battalion", "party", "group", "bank", "corp", "inc", "ltd", "llc", "plc", "company", "co", "holdings", "industries", "systems", "airlines", "airways", "motors", "association", "federation", "union", "league", "club", "fc", "united", "council", "society", "foundation", "trust", "fund", "network", "news", "times", "post", "journal", "tv", "radio", "house", "senate", "congress", "parliament", "government", "cabinet", "administration", "command", "service", "services", "board", "nations", "crescent", "cross", "movement", "front", "camp", "strip", "gaza", "bay", "river", "lake", "mount", "island", "islands", "airport", "station", "white", "pentagon", "kremlin", "reserve", "office", "survey", "observatory", "laboratory", "games", "cup", "olympics", "world", "national", "international", "federal", "central", "royal", "security", "military", "militant", "health", "television", "broadcasting", "communications", "media", "group", "labour", "labor", "conservative", "democrats", "market", "research", "town", "athletic", "sans", "frontieres", "frontières", "rovers", "wanderers", "albion", "hall", "house", "palace", "park", "square", "bridge", "stadium", "capital", "partners", "securities", "analytics", "insurance", "energy", "oil", "gas", "foods", "pharma", "labs", "studios", "pictures", "records", "entertainment", "jazeera", "arabiya", "standard", "act", "bill", "law", "report", "review", "treaty", "accord", "prize", "award", "awards", "valley", "hills", "beach", "coast", "harbor", "harbour", "port", "district", "province", "region", "avenue", "lane", "green", "forest", "desert", "sea", "ocean", "canal", "dam", "tower", "church", "cathedral", "mosque", "temple", "abbey", "museum", "gallery", "theatre", "theater", "library", "academy", "clinic", "ward", "prison", "jail", "police", "base", "line", "express", "railway", "rail", "metro", "bus", "station", "terminal", "survey", "index", "composite", "exchange", "average", "day", "week", "month", "year", "festival", "week", "network", "project", "programme", "program", "operation", "mission", "plan", "fund", "rugby", "cricket", "football", "tennis", "racing", "open", "grand", "prix", "republicans", "hamas", "israel", "israeli", "palestinian", "palestinians", "american", "british", "russian", "chinese", "un", "eu", "nato", "al-qaeda"]
)
_OFFICIAL = re.compile(
    r"(?i)\b(?:ministr\w+|minister|government|governor|authorit\w+|officials?|police|military|army|navy|air force|defen[cs]e forces?|court|judge|tribunal"
    r"|prosecutors?|department|treasury|white house|kremlin|pentagon|state|president|presidency|parliament|senate|congress|council|commission(?:er)?|embassy|consulate|municipality"
    r"|mayor|sheriff|fire (?:service|department|chief)|coastguard|coast guard|central bank|federal reserve|fed|bank of england|statistics|bureau|administration|regulator|agency|office|"
    r"high commissioner|secretary|cabinet|forces|troops|command|security service|intelligence|customs|meteorolog\w+|weather service|geological survey|figures)\b"
)
_ORGANISATION = re.compile(
    r"(?i)\b(?:brigades?|hamas|hezbollah|jihad|taliban|isis|islamic state|militia|rebels?|group|movement|party|front|fighters|wings?|militants|inc|corp|ltd|plc|llc|company|companies|firm|airline|bank|union|association|federation"
    r"|club|league|team|charity|foundation|ngo|organi[sz]ations?|crescent|red cross|amnesty|human rights watch|unicef|university|institute|college|hospital|school|church|oxfam|save the children"
    r"|greenpeace|campaigners|coalition|alliance|committee|society|network|trust|group's|manufacturer|retailer|operator|carmaker|maker|lender|studio|publisher|doctors without borders)\b"
)
_WITNESS = re.compile(
    r"(?i)\b(?:eye-?witness(?:es)?|witness(?:es)?|residents?|medics?|paramedics?|survivors?|villagers?|locals|neighbou?rs?|bystanders?|passengers?|onlookers?|rescuers?|displaced|people who|relatives?|nurses?|fishermen|farmers)\b"
)
_ANONYMOUS = re.compile(
    r"(?i)\b(?:sources?|insiders?|person|people|man|woman|official|officials|diplomats?|aides?|officer|executive|banker|lawmaker|one|somebody|someone)\b"
)
_COUNTRIES = frozenset(
    ["israel", "palestine", "egypt", "jordan", "lebanon", "syria", "iraq", "iran", "turkey", "russia", "ukraine", "china", "japan", "india", "pakistan", "afghanistan", "germany", "france", "britain", "england", "scotland", "wales", "ireland", "italy", "spain", "portugal", "greece", "poland", "hungary", "sweden", "norway", "finland", "denmark", "canada", "mexico", "brazil", "argentina", "chile", "colombia", "venezuela", "peru", "australia", "qatar", "kuwait", "yemen", "sudan", "ethiopia", "kenya", "nigeria", "ghana", "uganda", "rwanda", "somalia", "libya", "tunisia", "algeria", "morocco", "taiwan", "vietnam", "thailand", "indonesia", "malaysia", "philippines", "singapore", "myanmar", "bangladesh", "nepal", "cuba", "haiti", "washington", "moscow", "beijing", "kyiv", "london", "berlin", "paris", "brussels", "tehran", "ankara", "tokyo", "delhi", "islamabad", "cairo", "riyadh", "jerusalem", "seoul", "pyongyang"]
) | {
    "united states",
    "us",
    "u.s.",
    "uk",
    "united kingdom",
    "european union",
    "eu",
    "saudi arabia",
    "north korea",
    "south korea",
    "new zealand",
    "south africa",
    "tel aviv",
    "new delhi",
}
_MEDIA = re.compile(
    r"(?:\b(?:Reuters|AFP|AP|Associated Press|Agence France[- ]Presse|Al[- ]Jazeera|Al[- ]Arabiya|BBC|CNN|CNBC|ABC|NBC|CBS|MSNBC|NPR|PBS|ITV|Sky|Bloomberg|Xinhua|TASS|Tass|RIA Novosti"
    r"|Interfax|DPA|dpa|ANSA|EFE|Kyodo|Yonhap|PTI|ANI|IANS|NHK|RTE|RTÉ|CBC|CTV|SBS|AAP|Anadolu|IRNA|Haaretz|Axios|Politico|Guardian|Telegraph|Independent"
    r"|Le Monde|Le Figaro|El País|El Pais|Der Spiegel|Die Zeit|Bild|Wafa|WAFA|Fox|Vox|Variety|ESPN|TMZ|NDTV|Dawn)\b"
    r"|\b[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)* (?:News|Radio|TV|Television|Times|Post|Journal|Herald|Tribune|Gazette|Mail|Press|Daily|Magazine|Observer|Chronicle|Globe|Star|Sun|Mirror|Standard|Today|Weekly|Agency|news agency|newspaper|broadcaster|channel|network)\b"
    r"|\b(?:the )?(?:newspaper|broadcaster|news agency|state media|local media|local radio|state television|state TV|reporters of)\b)"
)
_DETERMINER = re.compile(
    r"(?:the|a|an|another|one|its|his|her|their|our|some|several|this|that|these|those|both|other)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as named at one place, before it is known who else it is."""

    name: str
    start: int
    end: int
    role: str | None
    kind: SourceKind

    def source(self, text: str) -> Source:
        """The source record with this one mention."""
        return Source(name=self.name, mentions=(Span.of(text, self.start, self.end),))


def is_media(name: str) -> bool:
    """Whether a name is that of a news outlet or agency."""
    return _MEDIA.search(name) is not None


def classify_source(name: str, role: str | None, *, person: bool, indefinite: bool) -> SourceKind:
    """What kind of source a name or description stands for, by its words."""
    if person:
        return "named_person"
    if _WITNESS.search(name):
        return "witness"
    if is_media(name):
        return "media"
    lower = name.lower()
    if lower in _COUNTRIES:
        return "officials"
    head = lower.split(" of ")[0].split(" in ")[0].split(" with ")[0].split(" close ")[0]
    if re.search(r"\bsources?\b", head) or (
        indefinite and _ANONYMOUS.search(head) and not _ORGANISATION.search(name)
    ):
        return "anonymous"
    if _ORGANISATION.search(name):
        return "organisation"
    if (
        re.search(r"(?i)\bspokes(?:man|woman|person|people)\b", name)
        or _OFFICIAL.search(name)
        or _OFFICIAL.search(role or "")
    ):
        return "officials"
    if _ANONYMOUS.search(head):
        return "anonymous"
    return "organisation"


def _is_name_word(word: str) -> bool:
    bare = word.strip(".,’'()")
    return bool(bare) and (
        bare[0].isupper()
        or bare.lower() in _PARTICLES
        or re.match(r"(?:al|el|ash|as|an)-[A-Z]", bare) is not None
    )


def _person_start(words: list[re.Match[str]]) -> int | None:
    """Index of the first word of a person's name that ends the phrase, or None."""
    if (
        not words
        or (not words[-1][0].strip(".,’'()")[:1].isupper()
        and not re.match(r"(?:al|el)-[A-Z]", words[-1][0]))
    ):
        return None
    index = len(words)
    while (
        index > 0
        and _is_name_word(words[index - 1][0])
        and words[index - 1][0].lower() not in _ROLES | _TITLES
    ):
        if words[index - 1][0].lower().strip(".,’'()") in _NOT_PERSON:
            break
        index -= 1
    while index < len(words) and words[index][0].lower() in _PARTICLES and not words[index][0][0].isupper():
        index += 1
    length = len(words) - index
    if length == 0 or length > 4:
        return None
    rest = words[:index]
    titled = bool(rest) and rest[-1][0].lower() in _ROLES | _TITLES
    if any(word[0].lower().strip(".,") in _NOT_PERSON for word in words[index:]):
        return None
    if length == 1:
        return index if titled and words[index][0].lower() not in _COUNTRIES else None
    joined = " ".join(word[0] for word in words[index:]).lower()
    if joined in _COUNTRIES or re.search(r"['’]s\b", joined.rsplit(" ", 1)[0]):
        return None
    if rest and not titled and rest[-1][0].lower() in ("the", "of", "in", "for", "at", "from"):
        return None
    return index


def read_speaker(text: str, start: int, end: int) -> Speaker | None:
    """The source that the noun phrase from ``start`` to ``end`` names, or None.

    Handles “Role Name”, “Name, role”, “role, Name” and plain descriptions.
    """
    parts = _parts(text, start, end)
    if not parts:
        return None
    words = [list(_WORD.finditer(text, *part)) for part in parts]
    first = _person_start(words[0])
    if first is not None:
        begin, stop = words[0][first].start(), parts[0][1]
        before = text[parts[0][0] : begin].strip()
        after = text[parts[1][0] : end].strip(" ,") if len(parts) > 1 else ""
        role = after or _DETERMINER.sub("", before, count=1) or None
        return Speaker(text[begin:stop], begin, stop, role, "named_person")
    if len(parts) > 1:
        second = _person_start(words[1])
        if second is not None and len(words[1]) <= 6:
            begin, stop = words[1][second].start(), parts[1][1]
            return Speaker(text[begin:stop], begin, stop, text[parts[0][0] : parts[0][1]], "named_person")
    if len(parts) > 1 and _is_described_name(text, parts[0], parts[1]):
        role = text[parts[0][0] : parts[0][1]]
        begin, stop = parts[1]
        determiner = _DETERMINER.match(text, begin, stop)
        begin = determiner.end() if determiner else begin
        name = text[begin:stop]
        return Speaker(name, begin, stop, role, classify_source(name, role, person=False, indefinite=False))
    begin, stop = parts[0]
    determiner = _DETERMINER.match(text, begin, stop)
    indefinite = determiner is not None and determiner[0].strip().lower() in (
        "a",
        "an",
        "one",
        "another",
        "some",
        "several",
    )
    if determiner and determiner.end() < stop:
        begin = determiner.end()
    name = text[begin:stop]
    if not name or len(name) > 120:
        return None
    role = text[parts[1][0] : end].strip(" ,") if len(parts) > 1 else None
    return Speaker(name, begin, stop, role, classify_source(name, role, person=False, indefinite=indefinite))


def _is_described_name(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """“The industry body, the Coalition of Legal Operators,”: a description, then the name."""
    described = _DETERMINER.sub("", text[first[0] : first[1]], count=1)
    named = _DETERMINER.sub("", text[second[0] : second[1]], count=1)
    return (
        described[:1].islower()
        and named[:1].isupper()
        and len(named.split()) <= 8
        and not re.search(r"\d", named)
    )


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The comma-separated parts of a phrase, white space trimmed off."""
    parts = []
    position = start
    for piece in re.split(r",(?!\d)", text[start:end]):
        left = position + len(piece) - len(piece.lstrip())
        right = position + len(piece.rstrip())
        if left < right:
            parts.append((left, right))
        position += len(piece) + 1
    return parts
