"""Policy fields by words: what a document is said to be about."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["GENERAL", "fields_of"]

GENERAL = "integrated-development"  # cooperation over many fields at once

_WORDS = {
    "integrated-development": r"integrated development|regional (?:integration|development)|all-round|"
    r"multi-field|sister (?:provinc|state)\w*|friendly (?:cit|relations|provinc)\w*|"
    r"various fields|many fields|wide range of "
    r"(?:areas|fields)|sister[- ]cit|twin(?:ning|ned)|friendship cit|bilateral cooperation in",
    "transport": r"transport\w*|rail\w*|roads?\b|highway|motorway|expressway|aviation|airport|air "
    r"(?:service|link|traffic)s?|flights?|airline|ports?\b|port-|shipping|maritime "
    r"(?:transport|link)|logistics|"
    r"freight|metro\b|bus(?:es)?\b|ferr(?:y|ies)|trains?\b|commuter|waterway|express "
    r"delivery|vehicles? crossing|bridge|tunnel|cargo|open skies",
    "industry": r"industr\w+|manufactur\w+|factor(?:y|ies)|mining|mine[sd]?\b|minerals?|steel|"
    r"automo\w+|cars\b|vehicles?\b|electronics|semiconductor\w*|pharmaceutical\w*|materials\b|"
    r"aluminium|aluminum|chemical\w*|textile|"
    r"shipbuilding|sand and gravel|biomedicine|assembly plant|production "
    r"(?:base|plant|line)|aerospace|lithium|copper|machinery|liquor|drugs that|r&d center",
    "trade-investment": r"\btrad(?:e|ing)\b|free[- ]trade|customs|tariff\w*|invest\w*|exports?\b|imports?\b|"
    r"open ports?|opening[- ]up|market access|e-commerce|commerce|commercial|business "
    r"(?:links|ties|cooperation|council)|entrepreneur\w*|"
    r"double taxation|economic (?:cooperation|partnership|matters|ties)|supply chains?",
    "finance-tax": r"financ\w+|bank\w*|tax\w*|currenc\w+|swap|loans?\b|insurance(?! "
    r"fund)|securities|capital market|bills? of exchange|credits?\b|"
    r"fintech|stock exchange|monetary|fiscal|payments?\b|debt|grants?\b",
    "science-technology": r"scien\w+|technolog\w+|research\w*|innovat\w+|laborator\w+|r&d|(?:outer |in )space\b|"
    r"space (?:agenc|cooperation|exploration|research|technolog|program)\w*|satellite\w*|"
    r"nuclear research|biotech\w*|incubat\w+|start-ups?|quantum|astronom\w+|academy of "
    r"sciences",
    "digital-data": r"digital\w*|\bdata\b|big data|artificial intelligence|\bai\b|cyber\w*|telecom\w*|"
    r"broadband|internet|e-government|government "
    r"services|online (?:platform|service|system|approval)s?|blockchain|cloud (?:comput|service|platform|technolog)\w*|"
    r"software|information technology|\bict\b|5g|smart "
    r"cit\w+|"
    r"electronic systems|one-stop",
    "education": r"educat\w*|school\w*|universit\w+|student\w*|teach\w*|training|scholarship\w*|"
    r"vocational|academic|curricul\w+|campus|language "
    r"learning|lecturers?|faculty|diplomas?|degrees?\b",
    "health": r"health\w*|medic\w+|hospital\w*|pharma\w*|vaccin\w*|disease\w*|nurs\w+|clinic\w*|"
    r"epidemic|pandemic|drugs?\b|patients?|cancer|maternal|malaria|reproductive",
    "employment-social-security": r"employment|labou?r\b|workers?\b|pension\w*|social (?:security|insurance)|medical "
    r"insurance|jobs?\b|migrant workers|human resources|wages?|recruitment|talents?\b|"
    r"occupational",
    "civil-affairs": r"civil affairs|elderly|disab\w+|social (?:services|welfare|assistance)|resettle\w*|"
    r"adoption|orphans?|homeless\w*|marriage registration|volunteers?|charit\w+|refugees?",
    "culture-tourism": r"cultur\w+|touris\w+|museum\w*|heritage|film\w*|arts?\b|theat\w+|archaeolog\w+|"
    r"librar\w+|music\w*|festivals?|creative|artefacts?|artifacts?|literary|"
    r"publishing|travel (?:agenc|industry|trade)\w*|bookstore",
    "sport": r"sports?\b|football|olympic\w*|athlet\w+|basketball|rugby|cricket|stadium",
    "environment": r"radiation|environment\w*|ecolog\w+|eco-\w+|pollut\w+|climate|water "
    r"(?:resources|quality|management|treatment|basin)?|waste\w*|biodivers\w+|carbon|"
    r"emission\w*|conservation|river\w*|forest\w*|wildlife|green (?:development|growth)|"
    r"wetlands?|recycl\w+|sustainab\w+|national parks?|marine protect\w+|natural resources|desertification",
    "energy": r"energy|electric\w*|power (?:plant|grid|station|supply|lines?|purchase|generation|"
    r"project)s?|\bgas\b|\boil\b|pipelines?|solar|wind (?:farm|power)s?|hydrogen|nuclear "
    r"(?:power|energy|plant|reactors?)|hydropower|renewables?|petrol\w+|lng|"
    r"geothermal|interconnector|coal|uranium|refiner\w+|photovoltaic",
    "agriculture-rural": r"agricultur\w*|farm\w*|food (?:supply|security|aid)|rural|crops?\b|livestock|fish\w*|"
    r"irrigation|grains?\b|rice\b|wheat|seeds?\b|dairy|cattle|veterinar\w+|horticultur\w+|"
    r"fertili[sz]er\w*|coffee|cocoa|tea\b|agri\w*|villages?\b",
    "urban-planning": r"urban\w*|spatial planning|town planning|housing|construction of|real estate|city "
    r"planning|land use|redevelop\w*|architectur\w+|smart city",
    "market-regulation": r"market (?:regulation|supervision|access)|food safety|intellectual "
    r"property|patents?|trademarks?|competition "
    r"(?:law|policy|authority)|antitrust|standards? "
    r"(?:and|for)|consumer\w*|metrology|quality (?:inspection|supervision)|"
    r"competitive\w*|certification|accreditation|standardi[sz]ation|anti-monopoly|delegate power",
    "judiciary": r"court\w*|judici\w+|procurat\w+|legal\b|justice|extradit\w*|prosecut\w*|rule of "
    r"law|arbitration|law (?:society|cooperation)|prisoners?|litigation|mutual legal "
    r"assistance|lawyers?|notar\w+|sector of law|law\b(?! enforcement)",
    "diplomacy": r"diplomat\w*|friendship (?:treaty|and)|treaty of friendship|border "
    r"(?:treaty|demarcation|agreement|dispute)|boundar\w+|visa\w*|consul(?:ate|ates|ar|s)?\b|peace "
    r"(?:treaty|agreement|accord|deal)|relations between|embass\w+|sovereignty|maritime "
    r"border|foreign (?:ministr|affairs|policy)\w*|political "
    r"consultations?|ceasefire|normali[sz]\w+",
    "defence": r"defen[cs]e|militar\w+|armed forces|army\b|navy|naval|weapons?|arms\b|troops|security "
    r"pact|missile\w*|joint exercises?|soldiers?|warships?|fighter jets?",
    "public-security": r"police\w*|crim(?:e|es|inal)\b|traffick\w+|smuggl\w+|terroris\w+|border "
    r"(?:security|control|guard)s?|law enforcement|"
    r"security (?:matters|cooperation|affairs)|matters of security|migration|narcotic\w*|public "
    r"security|counter-terror\w*|drug (?:trade|smuggling)|immigration|illegal|fraud",
    "emergency-management": r"emergenc\w+|disaster\w*|rescue|firefight\w*|fire "
    r"(?:service|brigade)s?|flood\w*|earthquake\w*|accidents?|civil protection|relief|work "
    r"safety|wildfire\w*",
}


_NAMED_PORT = re.compile(r"\bPort (?!of\b|and\b)[A-Z][\w-]+")  # Port Louis is a town
_OTHER_SENSES = re.compile(  # words of a field where they mean something else
    r"\b(?:belt and road|(?:silk|joint) roads?|road ?maps?|on the road to|paves? the road"
    r"|(?:edible|vegetable|olive|palm|cooking|rapeseed|essential) oils?|grains? and oils?|supply and demand"
    r"|river delta|banks? of the|health(?:y|ier) (?:development|growth|and stable)"
    r"|(?:office|parking|storage|living) space"
    r"|construction of (?:an? |the )?(?:[\w-]+ )?(?:mechanism|platform|community|system|economic|circle|corridor)"
    r"|cloud sign\w+|sign\w* online|online (?:ceremony|meeting|conference)|state of the art|school of thought"
    r"|bridges? (?:between|of friendship)|grants? (?:the|them|it|each)|marketing|law firms?|legally"
    r"|(?:in|by|into) law)\b"
)
_WEAK = re.compile(
    r"\b(?:strategic|comprehensive) (?:strategic )?(?:cooperation|partnership)|economic circle|regional cooperation"
)


@cache
def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    return [(code, re.compile(rf"\b(?:{words})")) for code, words in _WORDS.items()]


def fields_of(words: str) -> list[str]:
    """Codes of the fields that ``words`` speak of, in the order of the scheme's table."""
    low = _NAMED_PORT.sub(" ", words).lower()  # once, for a search that ignores case takes twice as long
    plain = _OTHER_SENSES.sub(" ", low)
    found = [code for code, pattern in _compiled() if pattern.search(plain)]
    return found or ([GENERAL] if _WEAK.search(plain) else [])
