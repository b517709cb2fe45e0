"""The words by which a source is told: roles, titles, what no person is called, and each kind's own words."""

from __future__ import annotations

import re

__all__ = [
    "ANONYMOUS",
    "BODIES",
    "COUNTRIES",
    "MEDIA",
    "NOT_PERSON",
    "OFFICIAL",
    "ORGANISATION",
    "PARTICLES",
    "PERSON_NOUN",
    "TITLED",
    "WITNESS",
    "small_letters",
]

_ONE_FOR_ONE = (("İ", "i"), ("ı", "i"), ("ſ", "s"))
"""Letters that a pattern takes for “i” and “s” where case does not count."""

_ROLE_WORDS = """
    spokesman spokeswoman spokesperson official officials minister president premier chancellor secretary
    ambassador envoy diplomat director chief head leader commander general colonel captain lieutenant major
    sergeant brigadier admiral officer chairman chairwoman chair chairperson founder co-founder executive ceo
    cfo manager analyst economist strategist expert professor lecturer researcher scientist historian author
    writer editor journalist reporter correspondent doctor physician surgeon nurse medic paramedic lawyer
    attorney barrister solicitor prosecutor judge justice magistrate coroner senator congressman congresswoman
    lawmaker legislator mp councillor mayor governor commissioner superintendent inspector detective constable
    sheriff deputy coach player defender striker goalkeeper midfielder quarterback pitcher umpire referee
    resident villager farmer fisherman teacher student pupil mother father parent brother sister son daughter
    witness survivor victim worker driver passenger pilot engineer activist campaigner organiser organizer
    coordinator adviser advisor aide negotiator mediator representative delegate candidate king queen prince
    princess pope bishop archbishop rabbi imam sheikh owner partner trader investor fund broker consultant
    forecaster meteorologist hydrologist seismologist gazan palestinian israeli ukrainian russian american
    briton actor actress singer producer artist dj treasurer auditor regulator banker watchdog steward
    shopkeeper pensioner retiree
"""
_TITLE_WORDS = """
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady baroness rev rev. hon hon.
    sen sen. rep rep. gov gov. cllr president king queen prince princess pope archbishop bishop sheikh imam
    lt lt. col col. gen gen. maj maj. capt capt. sgt sgt. cpl pc dc di ds dci supt insp det det. judge justice
    brigadier-general lieutenant-colonel major-general lieutenant-general rear-admiral vice-admiral
    attorney-general inspector-general class
    first second prime minister chief vice defense defence foreign finance interior health
"""
TITLED = frozenset(_ROLE_WORDS.split()) | frozenset(_TITLE_WORDS.split())
"""Roles and titles that stand right before a person's name: “finance director Joanna Pryce”."""

_BODY_WORDS = """
    company firm bank lender retailer airline carrier carmaker automaker chipmaker drugmaker maker
    manufacturer producer developer operator insurer brokerage chain startup start-up studio publisher
    distributor supplier provider group giant major conglomerate charity union club agency regulator watchdog
    consultancy pollster modeler modeller utility platform app outlet newspaper broadcaster
"""
BODIES = frozenset(_BODY_WORDS.split())
"""Nouns that stand right before the name of a company or another body: “truck maker Brandt Motors”."""

_PARTICLE_WORDS = """
    al el bin ibn abu de del della da dos la le van von der den ter ben ould bint mac o
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Small words inside a person's name: “Ludwig van Beethoven”."""

_NOT_PERSON_WORDS = """
    city county state states united republic kingdom north south east west northern southern eastern western
    street road university college school hospital institute institution centre center council committee
    commission court supreme ministry department office agency bureau authority authorities army force forces
    navy police guard brigade brigades battalion party group bank corp inc ltd llc plc company co holdings
    industries systems airlines airways motors association federation union league club fc society foundation
    trust fund network news times post journal tv radio house senate congress parliament government cabinet
    administration command service services board nations crescent cross movement front camp strip gaza bay
    river lake mount island islands airport station white pentagon kremlin reserve survey observatory
    laboratory games cup olympics world national international federal central royal security military
    militant health television broadcasting communications media labour labor conservative democrats market
    research town athletic sans frontieres frontières rovers wanderers albion hall palace park square bridge
    stadium capital partners securities analytics insurance energy oil gas foods pharma labs studios pictures
    records entertainment jazeera arabiya standard act bill law report review treaty accord prize award awards
    valley hills beach coast harbor harbour port district province region avenue lane green forest desert sea
    ocean canal dam tower church cathedral mosque temple abbey museum gallery theatre theater library academy
    clinic ward prison jail base line express railway rail metro bus terminal index composite exchange average
    day week month year festival project programme program operation mission plan rugby cricket football
    tennis racing open grand prix republicans hamas israel israeli palestinian palestinians american british
    russian chinese un eu nato al-qaeda organization organisation rights staff watch affairs coalition
    alliance tribunal statistics exchange
"""
NOT_PERSON = frozenset(_NOT_PERSON_WORDS.split())
"""Words that no person's name holds: “Bay State Bank” is not a person."""

_COUNTRY_WORDS = """
    israel palestine egypt jordan lebanon syria iraq iran turkey russia ukraine china japan india pakistan
    afghanistan germany france britain england scotland wales ireland italy spain portugal greece poland
    hungary sweden norway finland denmark canada mexico brazil argentina chile colombia venezuela peru
    australia qatar kuwait yemen sudan ethiopia kenya nigeria ghana uganda rwanda somalia libya tunisia
    algeria morocco taiwan vietnam thailand indonesia malaysia philippines singapore myanmar bangladesh nepal
    cuba haiti us u.s. uk eu
    washington moscow beijing kyiv london berlin paris brussels tehran ankara tokyo delhi islamabad cairo
    riyadh jerusalem seoul pyongyang
"""
COUNTRIES = frozenset(_COUNTRY_WORDS.split()) | {
    "european union",
    "new delhi",
    "new zealand",
    "north korea",
    "saudi arabia",
    "south africa",
    "south korea",
    "tel aviv",
    "united kingdom",
    "united states",
}
"""States, and the capitals that stand for them: “Moscow denied”."""

PERSON_NOUN = re.compile(
    r"""(?:
        # by their endings: “the 24-year-old”, “the lawyer”, “the activist”, “the politician”
        -old|[aeo]r|ist|man|woman|ian|ant|ent
        |american|briton|australian|official|witness|resident|judge|mayor|minister|mother|father|captain|coach
        |boss|chief|source|player|veteran|star|widow|student|farmer|nurse|pensioner|skipper|recorder
    )$""",
    re.VERBOSE,
)
"""How a noun ends that means one person."""


def small_letters(text: str) -> str:
    """The text in small letters, character for character: the patterns here but for ``MEDIA`` read these."""
    if not text.isascii():
        for letter, plain in _ONE_FOR_ONE:
            text = text.replace(letter, plain)
    return text.lower()


OFFICIAL = re.compile(
    r"""\b(?:
        ministr\w+|minister|government|governor|authorit\w+|officials?
        |police|military|army|navy|air[ ]force|defen[cs]e[ ]forces?
        |court|judge|tribunal|prosecutors?
        |department|treasury|white[ ]house|kremlin|pentagon|state|president|presidency
        |parliament|senate|congress|council|commission(?:er)?|embassy|consulate|municipality
        |mayor|sheriff|fire[ ](?:service|department|chief)|coastguard|coast[ ]guard
        |central[ ]bank|federal[ ]reserve|fed|bank[ ]of[ ]england
        |statistics|bureau|administration|regulator|agency|office
        |high[ ]commissioner|secretary|cabinet|forces|troops|command|security[ ]service|intelligence|customs
        |meteorolog\w+|weather[ ]service|geological[ ]survey|figures
    )\b""",
    re.VERBOSE,
)
"""Words of a state's or an authority's bodies and people."""

ORGANISATION = re.compile(
    r"""\b(?:
        brigades?|hamas|hezbollah|jihad|taliban|isis|islamic[ ]state|militia|rebels?
        |group|movement|party|front|fighters|wings?|militants
        |inc|corp|ltd|plc|llc|company|companies|firm|airline|bank
        |union|association|federation|club|league|team|charity|foundation|ngo|organi[sz]ations?
        |crescent|red[ ]cross|amnesty|human[ ]rights[ ]watch|unicef
        |university|institute|college|hospital|school|church
        |oxfam|save[ ]the[ ]children|greenpeace|campaigners
        |coalition|alliance|committee|society|network|trust|group's
        |manufacturer|retailer|operator|carmaker|maker|lender|studio|publisher|doctors[ ]without[ ]borders
    )\b""",
    re.VERBOSE,
)
"""Words of armed groups, parties, companies, charities and schools."""

WITNESS = re.compile(
    r"""\b(?:
        eye-?witness(?:es)?|witness(?:es)?|residents?|medics?|paramedics?|survivors?|villagers?|locals
        |neighbou?rs?|bystanders?|passengers?|onlookers?|rescuers?|displaced|people[ ]who|relatives?|nurses?
        |fishermen|farmers
    )\b""",
    re.VERBOSE,
)
"""Words for those who lived it or saw it."""

ANONYMOUS = re.compile(
    r"""\b(?:
        sources?|insiders?|person|people|man|woman|official|officials|diplomats?|aides?|officer|executive
        |banker|lawmaker|one|somebody|someone
    )\b""",
    re.VERBOSE,
)
"""Words for somebody whom the article does not name."""

MEDIA = re.compile(
    r"""
    \b(?:
        Reuters|AFP|AP|Associated[ ]Press|Agence[ ]France[- ]Presse|Al[- ]Jazeera|Al[- ]Arabiya
        |BBC|CNN|CNBC|ABC|NBC|CBS|MSNBC|NPR|PBS|ITV|Sky|Bloomberg
        |Xinhua|TASS|Tass|RIA[ ]Novosti|Interfax|DPA|dpa|ANSA|EFE|Kyodo|Yonhap|PTI|ANI|IANS|NHK
        |RTE|RTÉ|CBC|CTV|SBS|AAP|Anadolu|IRNA|Haaretz|Axios|Politico|Guardian|Telegraph|Independent
        |Le[ ]Monde|Le[ ]Figaro|El[ ]País|El[ ]Pais|Der[ ]Spiegel|Die[ ]Zeit|Bild|Wafa|WAFA
        |Fox|Vox|Variety|ESPN|TMZ|NDTV|Dawn
    )\b
    # “Harbour City News”: any name that ends like an outlet's
    |\b[A-Z][\w’'.-]*(?:[ ][A-Z][\w’'.-]*)*[ ](?:
        News|Radio|TV|Television|Times|Post|Journal|Herald|Tribune|Gazette|Mail|Press|Daily|Magazine|Observer
        |Chronicle|Globe|Star|Sun|Mirror|Standard|Today|Weekly|Agency
        |news[ ]agency|newspaper|broadcaster|channel|network|television|radio
    )\b
    # “state media”: an outlet without a name
    |\b(?:the[ ])?(?:
        newspaper|broadcaster|news[ ]agency|outlet|tabloid|news[ ]site|news[ ]website
        |state[ ]media|local[ ]media|local[ ]radio|state[ ]television|state[ ]TV|reporters[ ]of
    )\b
    """,
    re.VERBOSE,
)
"""Names of news outlets and agencies, and words for them."""
