"""What a noun says about its number and its unit: plural, singular, and whether it means persons."""

from __future__ import annotations

import re

from summarizer.text.words import word_set

__all__ = ["PARTICIPLES", "is_people", "is_person", "is_plural", "singular"]

PARTICIPLES = word_set(
    """
    killed injured wounded hurt dead missing arrested displaced hospitalised hospitalized lost left detained
    captured trapped stranded rescued evacuated feared
    """
)
"""Adjectives before a noun (“60 injured Palestinians”), verbs without one (“60 injured in the blast”)."""

_NOT_PLURAL = word_set(
    """
    is was has does says goes comes makes takes gives gets keeps shows means needs wants seems remains
    includes this thus perhaps always sometimes besides towards yes less its his hers ours theirs yours as us
    plus across various previous serious famous dangerous religious numerous continuous consecutive afterwards
    overseas indoors outdoors upstairs downstairs times
    """
)
"""Words in -s that are no plural nouns."""

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "teeth": "tooth",
    "feet": "foot", "mice": "mouse", "geese": "goose", "police": "police", "personnel": "people",
    "staff": "people", "cattle": "cattle", "sheep": "sheep", "fish": "fish", "aircraft": "aircraft",
    "spacecraft": "spacecraft", "hovercraft": "hovercraft", "crew": "people", "youth": "people",
    "infantry": "people", "media": "medium", "data": "datum", "criteria": "criterion",
    "phenomena": "phenomenon", "bacteria": "bacterium", "lives": "life", "wives": "wife",
    "knives": "knife", "wolves": "wolf", "halves": "half", "leaves": "leaf", "series": "series",
    "species": "species", "crises": "crisis", "buses": "bus", "gases": "gas", "viruses": "virus",
    "bonuses": "bonus", "campuses": "campus", "statuses": "status", "houses": "house", "times": "time",
    "cases": "case", "bases": "base", "movies": "movie", "cookies": "cookie", "heroes": "hero",
    "potatoes": "potato", "offspring": "offspring", "troops": "troops", "folk": "people", "deer": "deer",
    "salmon": "salmon", "dice": "die",
}  # fmt: skip
"""Plurals that rules would get wrong, and nouns for many that have no plural form."""

_COLLECTIVE = word_set(
    """
    population workforce electorate territory land budget public audience vote turnout output
    """
)
"""Singular nouns of which a share is taken: “40% of the workforce”."""

_PEOPLE = word_set(
    """
    people person persons man men woman women child children boy boys girl girls baby babies infant infants
    toddler toddlers kid kids teenager teenagers teen teens adult adults youth youths adolescent pensioner
    resident residents citizen citizens civilian civilians soldier soldiers troop troops personnel staff crew
    fighter fighters militant militants rebel rebels gunman gunmen insurgent insurgents guerrilla guerrillas
    terrorist terrorists attacker attackers hostage hostages prisoner prisoners detainee detainees captive
    captives inmate inmates convict convicts suspect suspects officer officers policeman policemen policewoman
    policewomen cop cops guard guards firefighter firefighters medic medics doctor doctors nurse nurses
    patient patients midwife midwives paramedic paramedics surgeon surgeons worker workers employee employees
    labourer labourers laborer laborers miner miners farmer farmers fisherman fishermen driver drivers
    passenger passengers pilot pilots sailor sailors traveller travellers traveler travelers tourist tourists
    visitor visitors pilgrim pilgrims migrant migrants refugee refugees evacuee evacuees expatriate
    expatriates immigrant immigrants survivor survivors victim victims casualty casualties fatality fatalities
    witness witnesses other others dead wounded injured injury injuries death deaths life lives soul souls
    volunteer volunteers student students pupil pupils teacher teachers professor professors researcher
    researchers scientist scientists expert experts academic academics graduate graduates scholar scholars
    child's leader leaders commander commanders general generals official officials minister ministers
    lawmaker lawmakers senator senators mp mps deputy deputies councillor councillors governor governors mayor
    mayors president presidents judge judges juror jurors lawyer lawyers prosecutor prosecutors defendant
    defendants plaintiff plaintiffs voter voters candidate candidates delegate delegates member members
    participant participants protester protesters protestor protestors demonstrator demonstrators activist
    activists supporter supporters spectator spectators fan fans player players athlete athletes footballer
    footballers swimmer swimmers runner runners rider riders cyclist cyclists motorist motorists pedestrian
    pedestrians bystander bystanders neighbour neighbours neighbor neighbors relative relatives parent parents
    mother mothers father fathers son sons daughter daughters brother brothers sister sisters grandchild
    grandchildren orphan orphans widow widows friend friends colleague colleagues customer customers client
    clients user users subscriber subscribers consumer consumers shopper shoppers buyer buyers owner owners
    tenant tenants homeowner homeowners investor investors shareholder shareholders trader traders analyst
    analysts economist economists executive executives director directors manager managers engineer engineers
    journalist journalists reporter reporters editor editors author authors writer writers actor actors
    actress actresses artist artists musician musicians singer singers dancer dancers guest guests attendee
    attendees holder holders applicant applicants claimant claimants recipient recipients beneficiary
    beneficiaries donor donors taxpayer taxpayers jobseeker jobseekers freelancer freelancers contractor
    contractors astronaut astronauts cosmonaut cosmonauts climber climbers hiker hikers diver divers companion
    companions national nationals foreigner foreigners passport-holders ally allies opponent opponents rescuer
    rescuers peacekeeper peacekeepers reservist reservists recruit recruits conscript conscripts veteran
    veterans ranger rangers marine marines paratrooper paratroopers sniper snipers smuggler smugglers
    trafficker traffickers thief thieves robber robbers burglar burglars murderer murderers killer killers
    offender offenders arrest democrat democrats republican republicans conservative conservatives tory tories
    liberal liberals catholic catholics protestant protestants muslim muslims christian christians hindu
    hindus jew jews sikh sikhs kurd kurds turk turks serb serbs croat croats swede swedes dane danes finn
    finns pole poles spaniard spaniards greek greeks arab arabs czech czechs thai thais filipino filipinos
    swiss briton britons scot scots dutchman englishman frenchman irishman welshman englishmen frenchmen kiwi
    kiwis kenyan villager villagers townsfolk islander islanders inhabitant inhabitants commuter commuters
    worshipper worshippers mourner mourners partygoer partygoers reveller revellers holidaymaker holidaymakers
    festivalgoer festivalgoers churchgoers moviegoers returnee returnees respondent respondents adherent
    adherents follower followers devotee devotees entrant entrants contestant contestants finalist finalists
    nominee nominees winner winners debutant rookie rookies newcomer newcomers asylum-seeker asylum-seekers
    seeker seekers individual individuals aide aides adviser advisers advisor advisors bodyguard bodyguards
    striker strikers midfielder
    midfielders winger wingers defender defenders goalkeeper goalkeepers rapper rappers comedian comedians
    boxer boxers golfer golfers
    """
)
_PEOPLE_ENDING = re.compile(
    r"""
    (?: women | persons? | (?<!hu)mens?                            # spokeswomen, cameramen; not “humen”
      | (?: i | t | c | g | k | r | l | b | n | d )ans             # musicians, Africans, Germans
      | (?<!l)ists | (?<!th)eses?                                  # tourists, Chinese; not lists, theses
      | crats | goers | holders | seekers | keepers | workers | makers | fighters | owners | lovers | officers
      | players | leaders | members
    )$
    """,
    re.VERBOSE,
)
_NOT_PEOPLE = word_set(
    """
    plans loans scans clans organs vans pans cans cleans oceans means beans jeans trans specimens regimens
    lists playlists checklists wishlists caravans spans bans turbans pelicans urbans titans romans hurricanes
    theses assists twists mists wrists fists heists gists waists hoists trysts cysts consists exists insists
    resists persists assist wrist
    """
)
"""Nouns with such an ending that are none."""

_DEMONYM = re.compile(r"[A-Z][a-zé]+(?:ans|is|ians|eans|ese|ards|ers|men|women)$")
"""Palestinians, Israelis, Japanese, Spaniards, Londoners."""


def is_people(noun: str) -> bool:
    """Whether a noun, as written, means persons."""
    lower = noun.lower()
    if lower in _PEOPLE or lower.rpartition("-")[2] in _PEOPLE:
        return True
    if _DEMONYM.match(noun):
        return True
    return lower not in _NOT_PEOPLE and _PEOPLE_ENDING.search(lower) is not None


def is_person(noun: str) -> bool:
    """Whether a noun in lower case means one person: “passenger”, “cyclist”; not “passengers”."""
    return not noun.endswith(("s", "men")) and (noun in _PEOPLE or is_people(f"{noun}s"))


def singular(noun: str) -> str:
    """The singular of an English noun, by rule."""
    lower = noun.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ympics")):
        return lower[:-1]
    return lower


def is_plural(word: str) -> bool:
    """Whether a word, as written, can be a noun for more than one."""
    lower = word.lower()
    if lower in _IRREGULAR or lower == "others" or lower in _COLLECTIVE:
        return True
    if lower in _NOT_PLURAL or len(lower) < 4:
        return lower in ("mps", "ngos")
    if word[0].isupper() and _DEMONYM.match(word):
        return True
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is", "’s", "'s"))
