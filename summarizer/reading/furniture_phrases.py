"""The words of page furniture: what sites print around their articles, whatever the article."""

from __future__ import annotations

import re

__all__ = ["CREDIT", "LIST_HEAD", "MENU_WORDS", "NOTICE", "PHRASE", "TAIL"]

_SITES = (
    r"(?:x|twitter|facebook|instagram|linkedin|whatsapp|youtube|tiktok|telegram|reddit|threads|bluesky|pinterest"
    r"|messenger|flipboard|google news|apple news|e-?mail|rss|social media)"
)
_SITE_LIST = rf"{_SITES}(?:(?:,| and| or| &|,? (?:and|or))? {_SITES}){{0,8}}"

MENU_WORDS = frozenset(
    """
    home|homepage|front page|news|latest|latest news|top stories|breaking news|world|world news|uk|uk news|us|us news
    |europe|asia|africa|americas|middle east|australia|latin america|asia pacific|us & canada|international|national|local
    |local news|politics|business|economy|money|markets|finance|tech|technology|science|science & technology
    |science & environment|environment|climate|climate crisis|health|education|culture|arts|entertainment
    |entertainment & arts|lifestyle|life|life & style|style|fashion|food|travel|sport|sports|football|cricket|rugby|tennis
    |golf|weather|opinion|comment|columnists|editorial|letters|cartoons|obituaries|features|investigations|in depth
    |in pictures|pictures|photos|gallery|galleries|video|videos|audio|podcasts|podcast|radio|tv|tv guide|tv schedule|live
    |live tv|watch live|play live|iplayer|sounds|bitesize|games|puzzles|crosswords|crossword|sudoku|horoscopes|competitions
    |jobs|property|homes|motors|cars|motoring|announcements|family notices|classifieds|public notices|events|what's on
    |newsletters|newsletter|e-paper|epaper|archive|more|show more|see all|view all|menu|navigation menu|main menu
    |close menu|open menu|show navigation menu|search|click here to search|clear|close|skip links|skip to content
    |skip to main content|skip to navigation|sign in|sign up|log in|login|log out|register|subscribe|subscriptions|my account
    |account|profile|notifications|settings|contribute|donate|support us|about|about us|contact|contact us|help|faq|faqs
    |accessibility|accessibility help|advertise|advertise with us|careers|work for us|press|press office|privacy|privacy policy
    |privacy notice|cookies|cookie policy|cookie preferences|cookie settings|manage cookies|terms|terms of use|terms of service
    |terms & conditions|terms and conditions|code of ethics|editorial guidelines|community guidelines|corrections|complaints
    |site map|sitemap|apps|mobile apps|our channels|our network|connect|follow us|share|save|print|email|copy link|copy|tweet
    |facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|rss|tiktok|comments|comment|advertisement|ad|ads
    |interactives|explainers|explainer|live updates|show more sections|show more news sections|coronavirus|ukraine war|submit a tip
    |channel finder|edition|international edition|uk edition|us edition|previous|next|back to top|top|tags|topics|related
    """.replace("\n", "")
    .replace("  ", "")
    .strip()
    .split("|")
)
"""Names of sections and pages; furniture only among their like."""

PHRASE = re.compile(
    rf"(?:skip (?:to (?:main )?(?:content|navigation|footer)|links)|(?:show |close |open |toggle )?navigation menu"
    rf"|share (?:this|the) (?:article|story|page|post|on|via|link)(?: (?:on|via|with|by).{{0,60}})?|share on {_SITE_LIST}"
    rf"|share this|share(?:,? (?:save|print|tweet|email|comment|copy link)){{1,4}}|share:? {_SITE_LIST}|tweet this|copy link"
    rf"|send (?:this )?(?:to|by|via) e-?mail|e-?mail this (?:article|story)|print this (?:article|story|page)"
    rf"|save (?:this )?(?:article|story|for later)|add to (?:favou?rites|saved|reading list)|open in (?:app|browser)"
    r"|advertisement|advertising|sponsored(?: content)?|paid content|promoted(?: content| stories)?"
    r"|(?:story|article) continues (?:below|after)(?: (?:this |the )?(?:ad|advert|advertisement))?"
    r"|continue reading(?: below)?(?: (?:this |the )?(?:main story|ad|advertisement))?|scroll (?:down )?to continue(?: reading)?"
    r"|skip (?:advertisement|ad|past newsletter promotion)|after newsletter promotion|end of list|keep reading"
    r"|listen to (?:this )?(?:article|story)(?: \d+ min(?:ute)?s?)?|(?:listen|watch|read)(?: time)?:? ?\d{1,3}[ -]min(?:ute)?s?(?: read)?"
    r"|\d{1,3}[ -]min(?:ute)?s? (?:read|listen|watch)|(?:estimated )?reading time:? .{1,20}|\d[\d,.]{0,8}k? (?:comments?|shares?|views?|likes?|reactions?)"
    r"|(?:view|show|read|see|load|leave|post|add|join)(?: all| more| a| the)? (?:comments?|conversation|discussion)"
    r"|comments? (?:are )?(?:closed|disabled|off)|be the first to comment|(?:view|enlarge) (?:image|picture|photo)(?: in full ?screen)?"
    r"|(?:view|open) (?:image )?in full ?screen|image source(?:[,:] .{1,60})?|click (?:here )?to (?:enlarge|expand|share|play|read more)"
    r"|(?:media caption|this video can ?not be played|video can ?not be played|loading)"
    r"|(?:back|return|go) to (?:top|the top|home ?page)|(?:previous|next) (?:article|story|post)|javascript is (?:disabled|required).{0,60}"
    r"|you need to enable javascript.{0,60}|please enable javascript.{0,60}|accept (?:all )?cookies|manage (?:cookies|consent)"
    r"|reject all(?: cookies)?|cookie (?:settings|preferences)|support (?:our|independent|quality) journalism.{0,40}"
    rf"|follow (?:us|me|.{{2,40}}) on:? {_SITE_LIST}|(?:follow|like|find) us(?: on)?|(?:connect|get in touch) with us"
    r"|download (?:our|the) (?:free )?(?:.{2,30} )?app(?: .{2,40})?|get (?:the )?app|subscribe(?: now| today| here| to (?:our|the) .{2,60})"
    r"|(?:sign up|register)(?: here| now| today| for free| to our .{2,60}| for (?:our|the) .{2,60})|already (?:a subscriber|have an account)"
    r"|topics?: .{2,150}|(?:filed|posted|published) (?:under|in): ?.{2,150}|tags?: .{2,200}|categor(?:y|ies): .{2,100})",
    re.IGNORECASE,
)
"""A whole line that is furniture wherever it stands."""

LIST_HEAD = re.compile(
    r"(?:(?:most|more) (?:read|popular|viewed|watched|shared|commented)(?: stories| articles| in .{2,30}| on .{2,30})?"
    r"|(?:more (?:on|about) this (?:story|topic)|more from .{2,40}|more (?:top )?(?:stories|news|articles)(?: (?:on|in|from|about) .{2,40})?)"
    r"|(?:related|recommended|similar|suggested|trending|popular|latest|top|featured|editor['’]s)"
    r" (?:stories|articles|topics|news|content|links|reading|posts|videos|coverage|picks|tags|now|for you)"
    r"|trending(?: now)?|recommended(?: for you| by .{2,20})?|(?:you (?:may|might) (?:also )?(?:like|be interested in)|what to read next)"
    r"|read (?:more|next|also)(?: (?:on|about) this(?: story)?| stories)?|also (?:read|see|on .{2,30})|see also|don['’]t miss|must read|must reads"
    r"|keep reading|up next|around the (?:web|bbc)|from the web|from our partners|on the same topic|related|elsewhere on .{2,30})",
    re.IGNORECASE,
)
"""A heading over a list of links to other articles."""

LINK = re.compile(
    r"(?:read (?:more|also|next|our .{2,40})|also read|related(?: (?:article|story|stories|news|coverage))?|see also|more on this(?: story)?|recommended"
    r"|don['’]t miss|in (?:other|related) news|more(?: here)?)\s?[:|»›>→]\s?(?P<rest>.{4,180})",
    re.IGNORECASE,
)
"""A line that only links to another article."""

NOTICE = re.compile(
    r"(?:(?:we|this (?:site|website|page)|our (?:site|website|partners)) (?:and our partners )?(?:use|uses|store|may use) (?:cookies|information on)\b.{0,500}"
    r"|by (?:continuing|using|browsing|clicking|signing up)\b.{0,60}\b(?:you agree|you accept|you consent)\b.{0,300}"
    r"|(?:sign up|subscribe|register)(?: here| now| today)? (?:to|for)\b.{0,120}\b(?:newsletters?|inbox|e-?mails?|alerts?|briefings?)\b.{0,160}"
    r"|get .{2,120}\b(?:delivered |straight |sent |right )?(?:direct(?:ly)? )?(?:to|in) your (?:e-?mail )?inbox\b.{0,100}"
    rf"|(?:follow|like) .{{2,80}} on (?:our )?(?:new )?{_SITE_LIST}\b.{{0,120}}"
    r"|(?:©|\(c\)|copyright\b)\s?(?:©|\(c\))?\s?(?:19|20)\d\d\b.{0,300}|(?:©|copyright ©) .{0,200}"
    r"|.{0,120}\ball rights (?:are )?reserved\b.{0,250}"
    r"|this (?:material|content|article) may not be (?:published|reproduced|copied)\b.{0,200}"
    r"|(?:the )?.{2,40} is not responsible for the content of external (?:sites|websites|internet sites)\b.{0,150}"
    r"|read about our approach to external linking\.?|registered (?:office|in england)\b.{0,200}"
    r"|to (?:continue|keep) reading,? (?:please )?(?:subscribe|sign|log|register)\b.{0,150}"
    r"|(?:click|tap) here (?:to|for) (?:subscribe|sign|download|join|more|read|the latest|get)\b.{0,150})",
    re.IGNORECASE,
)
"""A line of furniture that may read like a sentence."""

CREDIT = re.compile(
    r"(?:(?:image|photo|picture|video)s? (?:source|credit|copyright)s?\s?[,:] ?.{2,70}|(?:credit|source)s?: .{2,70}"
    r"|\(?(?:photograph|photo|picture|image) by .{2,60}"
    r"|(?:getty(?: images)?|afp|reuters|ap(?: photo)?|epa|pa(?: media| wire| images)?|shutterstock|alamy|istock|file photo|xinhua|handout"
    r"|bloomberg|anadolu)(?:\s?(?:/|,|\||via)\s?(?:getty(?: images)?|afp|reuters|ap(?: photo)?|epa|shutterstock|alamy|handout|file photo))*)",
    re.IGNORECASE,
)
"""A bare picture credit; a caption is content and is kept."""

TAIL = re.compile(
    r"(?:(?:©|\(c\)|copyright\b).{0,200}|.{0,80}all rights reserved.{0,80}|(?:about|contact|follow|connect with) us.{0,40}|comments?"
    r"|(?:\d[\d,.]* )?comments?|(?:leave a|join the) (?:comment|reply|conversation)|source: .{2,80}|(?:privacy|cookie) policy.{0,60})",
    re.IGNORECASE,
)
"""A line below the last sentence from which on only furniture follows."""
