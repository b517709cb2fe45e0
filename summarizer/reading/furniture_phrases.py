"""The words of page furniture: what sites print around their articles, whatever the article."""

from __future__ import annotations

import re

__all__ = ["CREDIT", "LINK", "LIST_HEAD", "MENU_WORDS", "NOTICE", "PHRASE", "TAIL"]


def _any(*forms: str, unless: str | None = None) -> re.Pattern[str]:
    """Any of the forms, as long as ``unless`` is nowhere in the line."""
    guard = f"(?!.*{unless})" if unless else ""
    return re.compile(rf"{guard}(?:{'|'.join(forms)})", re.IGNORECASE)


_SITE = (
    r"(?:x|twitter|facebook|instagram|linkedin|whatsapp|youtube|tiktok|telegram|reddit|threads|bluesky"
    r"|pinterest|messenger|flipboard|google news|apple news|e-?mail|rss|social media)"
)
_SITES = rf"{_SITE}(?:,? (?:(?:and|or|&) )?{_SITE}){{0,8}}"
_AGENCY = (
    r"(?:getty(?: images)?|afp|reuters|ap(?: photo)?|epa|pa(?: media| wire| images)?|shutterstock|alamy"
    r"|istock|xinhua|handout|bloomberg|anadolu|file photo)"
)

MENU_WORDS = frozenset(
    re.split(
        r"\|",
        "home|homepage|front page|news|latest|latest news|top stories|breaking news|world|world news|"
        "uk|uk news|us|us news|europe|asia|africa|americas|middle east|australia|latin america|"
        "asia pacific|us & canada|international|national|local|local news|politics|business|economy|"
        "money|markets|finance|tech|technology|science|science & technology|science & environment|"
        "environment|climate|climate crisis|health|education|culture|arts|entertainment|"
        "entertainment & arts|lifestyle|life|life & style|style|fashion|food|travel|sport|sports|"
        "football|cricket|rugby|tennis|golf|weather|opinion|comment|columnists|editorial|letters|"
        "cartoons|obituaries|features|investigations|in depth|in pictures|pictures|photos|gallery|"
        "galleries|video|videos|audio|podcasts|podcast|radio|tv|tv guide|tv schedule|live|live tv|"
        "watch live|play live|iplayer|sounds|bitesize|games|puzzles|crosswords|crossword|sudoku|"
        "horoscopes|competitions|jobs|property|homes|motors|cars|motoring|announcements|"
        "family notices|classifieds|public notices|events|what's on|newsletters|newsletter|e-paper|"
        "epaper|archive|more|show more|see all|view all|menu|navigation menu|main menu|close menu|"
        "open menu|show navigation menu|search|click here to search|clear|close|skip links|"
        "skip to content|skip to main content|skip to navigation|sign in|sign up|log in|login|"
        "log out|register|subscribe|subscriptions|my account|account|profile|notifications|settings|"
        "contribute|donate|support us|about|about us|contact|contact us|help|faq|faqs|accessibility|"
        "accessibility help|advertise|advertise with us|careers|work for us|press|press office|"
        "privacy|privacy policy|privacy notice|cookies|cookie policy|cookie preferences|"
        "cookie settings|manage cookies|terms|terms of use|terms of service|terms & conditions|"
        "terms and conditions|code of ethics|editorial guidelines|community guidelines|corrections|"
        "complaints|site map|sitemap|apps|mobile apps|our channels|our network|connect|follow us|"
        "share|save|print|email|copy link|copy|tweet|facebook|twitter|instagram|youtube|linkedin|"
        "whatsapp|telegram|rss|tiktok|comments|advertisement|ad|ads|interactives|explainers|"
        "explainer|live updates|show more sections|show more news sections|submit a tip|"
        "channel finder|edition|international edition|uk edition|us edition|previous|next|"
        "back to top|top|tags|topics|related",
    )
)
"""Names of sections and pages, in lower case; furniture only among their like."""

PHRASE = _any(
    r"skip (?:to (?:main )?(?:content|navigation|footer)|links)",
    r"(?:show |close |open |toggle )?navigation menu",
    r"share (?:this|the) (?:article|story|page|post|link)(?: (?:on|via|with|by).{0,60})?",
    rf"share (?:this|on {_SITES})|share:? {_SITES}|tweet this|copy link|link copied",
    r"share(?:,? (?:save|print|tweet|email|comment|copy link)){0,4}|about sharing",
    r"(?:send|e-?mail|print) (?:this )?(?:article|story|page|(?:to|by|via) e-?mail)",
    r"save (?:this )?(?:article|story|for later)|add to (?:favou?rites|reading list)|open in (?:app|browser)",
    r"advertisement|advertising|ad feedback|sponsored(?: content)?|paid content|promoted content",
    r"(?:story|article) continues (?:below|after)(?: (?:this |the )?(?:ad|advert|advertisement))?",
    r"continue reading(?: below)?(?: (?:this |the )?(?:main story|ad|advertisement))?",
    r"scroll (?:down )?to continue(?: reading)?|skip (?:advertisement|ad|past newsletter promotion)",
    r"after newsletter promotion|end of list|you (?:may|might) (?:also )?like(?: to (?:read|watch))?",
    r"this article is more than .{1,20} old",
    r"listen to (?:this )?(?:article|story)(?: \d+ min(?:ute)?s?)?",
    r"\d{1,3}[ -]min(?:ute)?s? (?:read|listen|watch)|(?:estimated )?reading time:? .{1,20}",
    r"\d[\d,.]{0,8}k? (?:comments?|shares?|views?|likes?|reactions?)",
    r"(?:view|show|read|see|load|leave|post|add|join)(?: all| more| a| the)? (?:comments?|conversation)",
    r"comments? (?:are )?(?:closed|disabled|off)|be the first to comment",
    r"(?:view|enlarge|open) (?:this )?(?:image|picture|photo)(?: in full ?screen)?|view in full ?screen",
    r"click (?:here )?to (?:enlarge|expand|share|play|read more)",
    r"(?:this )?video can ?not be played|media caption|loading",
    r"(?:back|return|go) to (?:the )?(?:top|home ?page)|(?:previous|next) (?:article|story|post)",
    r"(?:you need to |please )?enable javascript.{0,60}|javascript is (?:disabled|required).{0,60}",
    r"(?:accept|reject|manage)(?: all)? (?:cookies|consent)|cookie (?:settings|preferences)",
    r"support (?:our|independent|quality) journalism.{0,40}",
    rf"follow (?:us|me|our .{{2,40}}|(?:the )?(?-i:[A-Z@]).{{1,40}}) on:? {_SITES}",
    r"(?:follow|like|find) us(?: on)?|(?:an?|\d{1,2}) (?:min(?:ute)?|hour|day|week|month)s? ago",
    r"reporting from|[\w.+-]{2,40}@[\w-]{2,30}(?:\.[\w-]{2,20}){1,3}",
    r"(?:connect|get in touch) with us|get (?:the )?app|download (?:our|the) (?:.{2,30} )?app(?: .{2,40})?",
    r"subscribe (?:now|today|here|to (?:our|the (?-i:[A-Z])"
    r"|the .{0,30}(?:newsletter|channel|podcast)).{0,60})",
    r"already (?:a subscriber|have an account)",
    r"(?:sign up|register)(?: here| now| today| for free| to our .{2,60}| for (?:our|the) .{2,60})",
    r".{2,40} [-–|] back to home(?: ?page)?|close panel|(?:image|video|media|photo) caption,?|read in app",
    r"share (?:page|full article)|share or comment on this (?:article|story).{0,200}|be the first to know",
    r"a ?a ?\+? ?text size.{0,60}|text size:? (?:small|a).{0,40}|gift (?:this )?article|view on .{2,20} app",
    r"(?:only|just|from) [$£€]\d[\d.]{0,5}(?: a (?:week|month))? for"
    r" (?:the first )?(?:\d{1,2}|one|six) (?:weeks?|months?|year)s?",
    r"(?:give|unlimited) .{0,20}digital access.{0,60}|cancel any ?time",
    r"(?:topics?|tags?|categor(?:y|ies)|(?:filed|posted) (?:under|in)):? ?[:,].{1,200}",
)
"""A whole line that is furniture wherever it stands."""

LIST_HEAD = _any(
    r"(?:most|more) (?:read|popular|viewed|watched|shared|commented)(?: (?:stories|articles))?"
    r"(?: (?:in|on) .{2,30})?",
    r"related (?:article|story|video)s?|read more (?:from|on|about) .{2,40}"
    r"|you (?:can|may) also (?:check|read|like)",
    r"more (?:on|about) this (?:story|topic)|more from .{2,40}",
    r"more (?:top )?(?:stories|news|articles)(?: (?:on|in|from|about) .{2,40})?",
    r"(?:related|recommended|similar|suggested|trending|popular|latest|top|featured"
    r"|editor['’]s) (?:stories|articles|topics|news|content|links|reading|posts|videos|coverage|picks|tags"
    r"|now|for you)",
    r"trending(?: now)?|recommended(?: for you| by .{2,20})?",
    r"you (?:may|might) (?:also )?be interested in|explore more on these topics",
    r"read (?:more|next|also)(?: (?:on|about) this(?: story)?)?|also read|what to read next|see also",
    r"don['’]t miss|keep reading|up next|around the (?:web|bbc)|from (?:the web|our partners)|related"
    r"|elsewhere on .{2,30}",
)
"""A heading over a list of links to other articles."""

LINK = _any(
    r"(?:(?:also )?read(?: (?:more|also|next))?|related(?: (?:article|story|stories|news|coverage))?|see also"
    r"|more on this(?: story)?|don['’]t miss)\s?[:|»›>→]\s?.{4,180}"
    r"|related (?:article|video) (?-i:[A-Z‘“]).{12,180}"
)
"""A line that only links to another article."""

_SAYING = (
    r"(?:said|says?|told|tells?|wrote|writes?|thinks?|thought|laugh(?:s|ed)?|jok(?:es?|ed)|not(?:es?|ed)"
    r"|(?:complain|warn|claim|add|explain|insist|recall|report|suggest|lament|boast|grumble?|grumbl|reckon"
    r"|counter|respond|answer|protest|shout|ask|confirm|maintain|contend)(?:s|ed|d)?"
    r"|(?:argu|believ|conclud|advis|observ|conced|urg|promis|agre|acknowledg|stat|declar)(?:es?|ed)"
    r"|(?:admit|quip)(?:s|ted|ped)?|found|finds?)"
)
_ATTRIBUTION = (
    r"(?:\b(?:said|says|told)\b|\baccording to\b"
    rf"|,[”\"]? (?!(?:you|we|and|or) )[^,.:]{{2,60}}\b{_SAYING}\b(?: [^,.]{{1,60}})?[.!]?$)"
)
"""What tells who said it: reporters write that, sites do not."""

_SITE_MATTER = (
    r"(?:experience|web ?sites?|sites?|brows(?:er|e|ing)|consent|accept|preferences?|settings|analy[sz]e"
    r"|analytics|traffic|personali[sz]ed?|personali[sz]ing|ads?|adverts?|advertising|polic(?:y|ies)|services?|content"
    r"|third[- ]part(?:y|ies)|devices?|performance|partners?|technolog(?:y|ies)|features)"
)

NOTICE = _any(
    r"(?:we|(?:this|our) (?:site|website|page)|our partners) (?:and our partners )?(?:may )?uses? cookies"
    rf"(?:\.| (?:to|and|on|for|or)\b.{{0,300}}?\b{_SITE_MATTER}\b).{{0,400}}",
    r"by (?:continuing|using|browsing|clicking|signing up)\b.{0,60}\byou (?:agree|accept|consent)\b.{0,200}"
    r"\b(?:terms|polic(?:y|ies)|cookies|conditions|privacy|agreement|e-?mails?|newsletters?)\b.{0,200}",
    r"(?:sign up|subscribe|register)(?: here| now| today)? (?:to|for) (?=.{0,250}\b(?:our|your|us|my|free"
    r"|daily|weekly|morning|evening|here|inbox)\b|[^.!?]{0,250}$).{0,120}"
    r"\b(?:newsletters?|inbox|e-?mails?|alerts?|briefings?)\b.{0,160}",
    r"get (?=.{0,250}\b(?:news|stories|newsletters?|updates?|briefings?|alerts?|headlines|best|delivered|sent"
    r"|straight|directly)\b).{2,120}\b(?:to|in) your (?:e-?mail )?inbox\b.{0,100}",
    rf"(?:follow (?:us|me|our .{{2,60}}|(?:the )?(?-i:[A-Z@]).{{1,80}})|like (?:us|our page)) on"
    rf" (?:our )?{_SITES}"
    r"(?:[.:!,]? ?(?:@|for|to|and|at|or|https?:).{0,120}|[.!:]?)",
    r"\(?(?:additional |with )?reporting (?:and writing )?by (?-i:[A-Z])[^.]{4,200};.{0,20}"
    r"(?:editing|writing|compiled) by (?-i:[A-Z]).{2,120}|_{3,}",
    r"our standards: .{0,80}trust principles\.?|privacy notice: newsletters? .{0,300}",
    r"a version of this (?:article|story) (?:appears|appeared) in (?:the )?print\b.{0,250}",
    r"(?-i:[A-Z]).{2,200} contributed (?:to this (?:report|story|article)|reporting)"
    r"(?: (?:from|in) .{2,80})?\.?",
    r"(?:©|\(c\)|copyright\b)\s?(?:©|\(c\))?\s?(?:19|20)\d\d\b.{0,300}|© .{0,200}",
    r"(?:.{0,120}[.,|] )?all rights (?:are )?reserved(?:\.(?: .{0,250})?)?",
    r"this (?:material|content|article) may not be (?:published|reproduced|copied)\b.{0,200}",
    r"(?:the )?.{2,40} is not responsible for the content of external (?:internet )?(?:sites|websites)\b"
    r".{0,150}",
    r"read about our approach to external linking\.?",
    r"registered (?:office(?::| is)|in england (?:and wales )?(?:no|number|with|under|as))\b.{0,200}",
    r"to (?:continue|keep) reading,? (?:please )?(?:subscribe|sign|log|register)\b.{0,150}",
    r"(?:click|tap) here (?:to|for) (?:subscribe|sign|download|join|more|read|the latest|get)\b.{0,150}",
    unless=_ATTRIBUTION,
)
"""A line of furniture that may read like a sentence."""

CREDIT = _any(
    r"(?:image|photo|picture|video)s? (?:source|credit|copyright)s?\s?[,:] ?.{2,70}",
    r"(?:credit|source)s?: .{2,70}|\(?(?:photograph|photo|picture|image) by .{2,60}",
    rf"\(?{_AGENCY}(?:\s?(?:/|,|\||via)\s?{_AGENCY})*\)?",
)
"""A bare picture credit; a caption is content and is kept."""

TAIL = _any(
    r"(?:©|\(c\)|copyright\b).{0,200}|.{0,80}all rights reserved.{0,80}",
    r"about the authors?|(?:about|contact|follow|connect with) us.{0,40}|(?:privacy|cookie) policy.{0,60}",
    r"(?:\d[\d,.]* )?comments?(?: \(?\d+\)?)?|(?:article )?tags?|topics|filed under"
    r"|more on this (?:story|topic)",
    r"(?:leave a|join the) (?:comment|reply|conversation)",
)
"""A line below the last sentence from which on only furniture follows."""
