"""The words by which a happening and its type are told."""

from __future__ import annotations

import re

from summarizer.records import EventType

__all__ = ["HAPPENING", "TYPES", "VIOLENCE"]

_TYPE_WORDS: dict[EventType, str] = {
    "bombardment": r"""
        air[ ]?strikes?|air[ ]raids?|air[ ]attacks?|bomb(?:ed|ing|ardment)|shell(?:ed|ing)|pound(?:ed|ing)
        |drones?[ ](?:hit|struck|attacks?|strikes?)
        |missile[ ]strikes?|strikes?[ ](?:killed|hit)|rockets?[ ](?:fired|hit)
        |fire[ ]rockets
    """,
    "military_movement": r"""
        # “tanks have pushed on”
        (?:troops|tanks|forces|army|military)[ ](?:have[ ]|has[ ]|had[ ])?(?:\w+[ ])?
            (?:advanc|expand|deepen|thrust|mov|enter|push|withdr|amass|surround|continu|roll)\w*
        |ground[ ](?:operation|offensive|incursion)s?|amassing|withdrawal|incursion
    """,
    "armed_clash": r"""
        clash(?:es|ed)|fight(?:ing|ers)|battl(?:e|es|ed|ing)|exchang\w+[ ]fire|ambush(?:es|ed)?|fought|combat
        |gunfight|skirmish\w*
    """,
    "attack": r"""
        attack(?:s|ed)?|assault(?:ed)?|stabb(?:ed|ing)|shooting|gunm[ae]n|abduct(?:ed|ing)|kidnapp\w+|hostages?
    """,
    "displacement": r"""
        displac(?:ed|ing|ement)|fled|flee(?:ing)?|evacuat(?:ed|ing|ions?)|refugees
    """,
    "humanitarian": r"""
        humanitarian|aid[ ](?:convoy|agencies|trucks)|blockade|food[ ]shortages?|shelters?|relief
        |passport[ ]holders|crossing
    """,
    "disaster": r"""
        earthquake|quake|flood(?:s|ed|ing)?|hurricane|cyclone|typhoon|tornado|wildfires?|storm|landslides?
        |drought|eruption|tsunami|heatwave|blizzard
    """,
    "accident": r"""
        crash(?:ed|es)?|collid(?:ed|es)|collision|derail(?:ed|ment)|explo(?:ded|sion)|blaze
        |fire[ ](?:broke|destroyed|swept)|capsiz(?:ed|ing)|sank
    """,
    "legal": r"""
        court|sentenced|convicted|jail(?:ed)?|acquitted|verdict|trial|lawsuit|sued|charged|indict(?:ed|ment)
        |pleaded|judge|ruling|appeal
    """,
    "crime": r"""
        murder(?:ed)?|robb(?:ed|ery)|arrest(?:ed|s)?|police[ ](?:said|were|are)|theft|stolen|fraud|smuggl\w+
        |trafficking|burgl\w+
    """,
    "protest": r"""
        protest(?:s|ed|ers?)?|demonstrat(?:ed|ions?|ors)|march(?:ed|ers)|rall(?:y|ied|ies)
    """,
    "labour": r"""
        strik(?:e|es|ing)[ ](?:over|action|by|at|in)|walk(?:ed)?[ ]out|union|picket
        |pay[ ](?:deal|dispute|offer)|layoffs?|job[ ]cuts|workers
    """,
    "order": r"""
        order(?:ed|s)?[ ](?:\w+[ ])?(?:to|the)|bann(?:ed|ing)|curfew|lockdown|decree|impos(?:ed|es|ing)
        |evacuation[ ]orders?
    """,
    "diplomacy": r"""
        talks|ceasefire|negotiat\w+|summit|ambassador|treaty|agreement|deal|mediat\w+|foreign[ ]minister
        |secretary[ ]of[ ]state|sanctions|visit(?:ed|s)?|called[ ]for|urged|United[ ]Nations
    """,
    "politics": r"""
        election|vot(?:e|ed|es|ers|ing)|parliament|senate|congress|bill|president|prime[ ]minister|minister
        |cabinet|party|coalition|resign(?:ed|ation)|lawmakers?|governor|campaign
    """,
    "economy": r"""
        inflation|interest[ ]rates?|central[ ]bank|gdp|unemployment|economy|budget|tax(?:es)?|exports?
        |imports?|federal[ ]reserve|recession|currency
    """,
    "business": r"""
        profits?|revenue|sales|shares|company|merger|acquisition|acquir\w+|earnings|ipo|investors?|stake|stock
        |launch(?:ed|es)|ceo|chief[ ]executive|plant|factory|bought|sold
    """,
    "health": r"""
        hospitals?|clinics?|patients?|disease|outbreak|virus|vaccin\w+|infection|cases|cancer|drug|treatment
        |doctors|health
    """,
    "science": r"""
        scientists?|researchers?|study|spacecraft|nasa|satellite|rocket|telescope|fossil|species
        |discover(?:ed|y)|experiment|mission|orbit|lunar
    """,
    "sport": r"""
        goals?|match|game|season|league|cup|championship|tournament|innings|wickets?|coach|striker|touchdown
        |quarterback|scored|beat|defeated|won|victory|final|semi-final|olympic
    """,
    "culture": r"""
        film|movie|album|festival|museum|exhibition|award|oscar|actor|novel|concert|artist|box[ ]office
        |painting
    """,
}
TYPES: tuple[tuple[EventType, re.Pattern[str]], ...] = tuple(
    (type_, re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.VERBOSE))
    for type_, words in _TYPE_WORDS.items()
)
"""Each type with its words; on a tie the earlier one counts."""

HAPPENING = re.compile(
    r"""\b(?:
        kill(?:ed|ing)|died|injur(?:ed|ing)|wound(?:ed|ing)|attack(?:ed|ing)|hit|struck|strik(?:e|es|ing)
        |bomb(?:ed|ing)|shell(?:ed|ing)|target(?:ed|s)|advanc(?:ed|ing)|expand(?:ed|ing)|deepened
        |entered|moved|moving|withdr[ae]w\w*|fled|flee|displac(?:ed|ing)|evacuat(?:ed|ing)|left
        |ordered|arrested|charged|convicted|sentenced|jailed|ruled|acquitted|sued|resigned|elected|voted
        |won|lost|beat|defeated|scored|launched|opened|closed|announced|agreed|signed|approved|rejected|passed
        |fell|rose|dropped|gained|cut|raised|bought|sold|acquired|merged|hired|fired
        |crashed|collided|sank|exploded|collapsed|destroyed|damaged|flooded|swept|burn(?:ed|t)
        |found|discovered|detected|released|published|visited|met|arrived|began|started|ended|stopped
        |suspended|resumed|continued|continu(?:e|es|ing)|allowed|called[ ]for|urged|demanded|proposed|accepted
        |protest(?:ed|ing)|marched|rallied|walked[ ]out|clash(?:ed|es)|engaged|fought|fighting|fired
        |abducted|captured|seized|rescued|recovered|taken|took|given|gave|sent|fac(?:e|ing)|suffered
        |reported|recorded|reached|broke[ ]out|triggered|unfolded|scheduled|plans?[ ]to|will|due[ ]to
        |accelerated|staged|interrupted|stepped[ ]up|steps[ ]up|burning|out[ ]of[ ]service|overwhelmed
        |concentrated|trapped|missing|forced|carried[ ]out|imposed|delayed|cancelled|canceled|appointed|named
        |confirmed|unveiled|completed|landed|broken|set
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Verbs of what happens, and of what is set to happen."""

VIOLENCE = re.compile(r"\b(?:kill(?:ed|ing|s)|shot|gunned|slain|blast|bomber?)\b", re.IGNORECASE)
"""What makes an attack of a happening that has no other type."""
