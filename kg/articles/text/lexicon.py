"""Words of English by the part they play in names of bodies, places, offices and documents.

Only general words stand here, no names of particular bodies or places but a few organisations of states.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

__all__ = [
    "ADMIN_ADJECTIVES", "BODY_HEADS", "FUNCTION_WORDS", "GROUP_NOUNS", "HONORIFICS", "INTERNATIONAL", "LOWER_HEADS",
    "NO_PLACES", "NUMBERS",
    "OFFICES", "PLACE_HEADS", "PLURAL_HEADS", "SINGULAR", "SUFFIXES", "is_topic", "number",
]  # fmt: skip


def _table(**kinds: str) -> dict[str, str]:
    return {word: kind.replace("_", "-") for kind, words in kinds.items() for word in words.split()}


BODY_HEADS = MappingProxyType(
    _table(
        government="government council cityhall",
        department="ministry department bureau commission administration office agency authority "
        "directorate secretariat "
        "inspectorate customs treasury cabinet committee division police command taxation embassy "
        "regulator gendarmerie "
        "board service prosecutor constabulary army navy",
        court="court procuratorate tribunal judiciary prosecution",
        association="association society federation union chamber foundation league alliance confederation "
        "guild trust club "
        "consortium cooperative congregation",
        enterprise="company corporation group bank airlines airline airways holdings railways railway "
        "motors firm operator "
        "exchange fund insurance energy petroleum oil power electric telecom technologies pharmaceuticals industries "
        "enterprise enterprises airport airports shipping lines steel mining systems networks press newspaper",
        university="university college school academy polytechnic faculty institute conservatory",
        hospital="hospital clinic infirmary",
        park="park zone area reserve hub",
        port="port harbour harbor seaport",
        international_organisation="organization organisation",
        other="museum library laboratory centre center observatory theatre theater orchestra gallery "
        "archive archives tribe "
        "nation band church institution parliament congress assembly senate festival programme program",
    )
)
SUFFIXES = frozenset(
    "co co. ltd ltd. inc inc. corp corp. plc llc gmbh ag sa spa nv bv oy ab asa pty pty. bhd sdn bhd. sdn. limited "
    "incorporated kk pjsc ojsc jsc llp holding holdings".split()
)
_IRREGULAR = {
    "ministries": "ministry", "universities": "university", "agencies": "agency", "authorities": "authority",
    "societies": "society", "companies": "company", "countries": "country", "cities": "city", "counties": "county",
    "municipalities": "municipality", "territories": "territory", "parties": "party", "bodies": "body",
    "academies": "academy",
    "faculties": "faculty", "embassies": "embassy", "armies": "army", "navies": "navy", "libraries": "library",
    "laboratories": "laboratory", "observatories": "observatory", "galleries": "gallery", "judiciaries": "judiciary",
    "churches": "church", "secretaries": "secretary", "deputies": "deputy", "dignitaries": "dignitary",
    "treasuries": "treasury",
    "treaties": "treaty", "memoranda": "memorandum", "communities": "community", "parishes": "parish",
}  # fmt: skip
PLURAL_HEADS = MappingProxyType(
    {plural: one for plural, one in _IRREGULAR.items() if one in BODY_HEADS}
    | {f"{head}s": head for head in BODY_HEADS if not head.endswith(("s", "y")) and f"{head}s" not in BODY_HEADS}
    | {"railways": "railway", "enterprises": "enterprise", "airlines": "airline", "presses": "press"}
)
SINGULAR = MappingProxyType(_IRREGULAR)
PLACE_HEADS = MappingProxyType(
    {
        "province": "province", "city": "city", "district": "district", "county": "county",
        "municipality": "municipality",
        "prefecture": "prefecture-city", "region": "region", "state": "province", "town": "city",
        "township": "district",
        "village": "district", "borough": "district", "emirate": "province", "canton": "province",
        "governorate": "province",
        "territory": "province", "voivodeship": "province", "oblast": "province", "republic": "country",
        "kingdom": "country",
        "commonwealth": "country", "island": "region", "islands": "region", "parish": "district", "commune": "city",
        "regency": "district", "raion": "district", "shire": "county", "sultanate": "country",
        "principality": "country",
        "emirates": "country", "department": "province",
    }
)  # fmt: skip
LOWER_HEADS = frozenset(
    "government governments ministry bureau court courts authorities authority customs police council "
    "commission parliament "
    "taxation procuratorate procuratorates university agency department administration chamber office "
    "hospital port navy army "
    "judiciary ministries bureaus departments universities agencies airport port ports municipality "
    "legislature secretariat embassy "
    "group company companies firm firms bank delegation delegations side board regulator force forces "
    "administrations commissions chambers offices hospitals schools boards councils banks institutes federations "
    "associations societies directorates inspectorates services directorate inspectorate archives institute "
    "association federation museum library academy society fund foundation corporation".split()
)
ADMIN_ADJECTIVES = frozenset(
    "municipal provincial city county district state regional federal national prefectural central local metropolitan "
    "autonomous territorial royal".split()
)
OFFICES = frozenset(
    "minister president governor mayor chairman chairwoman chairperson chair director secretary "
    "ambassador ceo chief premier "
    "commissioner rector chancellor head official officer representative delegate delegation leader negotiator envoy "
    "counterpart vice-president vice-governor vice-mayor vice-minister vice-chairman vice-chancellor vice-premier "
    "director-general "
    "secretary-general governor-general undersecretary under-secretary administrator superintendent "
    "dean president-elect king "
    "queen emir sultan prince executive managing-director manager spokesperson spokesman spokeswoman "
    "deputy-mayor attorney-general "
    "deputy-minister vice-rector provost consul consul-general judge magistrate prosecutor-general lawmaker senator "
    "congressman congresswoman councillor councilor lieutenant-governor general colonel admiral "
    "treasurer principal founder co-founder ombudsman registrar colleague attorney minister-president "
    "commander coordinator supervisor trustee alderman gov. lawmakers negotiators dignitary "
    "ceos chairs signatory".split()
)
HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. h.e. sen. gov. gen. rep. prof. prof hon. hon sir dame lord professor sheikh shaikh "
    "sheikha col. lt. madam madame comrade academician princess".split()
)
GROUP_NOUNS = MappingProxyType(
    {
        "companies": "enterprise", "firms": "enterprise", "enterprises": "enterprise", "businesses": "enterprise",
        "banks": "enterprise", "corporations": "enterprise", "manufacturers": "enterprise", "airlines": "enterprise",
        "operators": "enterprise", "utilities": "enterprise", "investors": "enterprise", "start-ups": "enterprise",
        "startups": "enterprise", "universities": "university", "colleges": "university", "schools": "university",
        "institutes": "other", "hospitals": "hospital", "districts": None, "counties": None, "cities": None,
        "provinces": None, "municipalities": None, "towns": None, "villages": None, "states": None, "countries": None,
        "nations": None, "regions": None, "governments": "government", "departments": "department",
        "ministries": "department", "agencies": "department", "authorities": "department", "bureaus": "department",
        "regulators": "department", "customs": "department",
        "courts": "court", "procuratorates": "court", "associations": "association",
        "societies": "association", "organizations": "association", "organisations": "association", "ngos":
        "association", "unions": "association", "bodies": "other", "institutions": "other", "museums": "other",
        "libraries": "other", "laboratories": "other", "ports": "port", "parks": "park", "partners": None, "members":
        None, "economies": None, "groups": None, "clubs": "association", "communities": None, "tribes": "other",
        "entities": None, "units": None, "parishes": None, "boroughs": None, "prefectures": None, "islands": None,
    }
)  # fmt: skip
INTERNATIONAL = frozenset(
    "united-nations un unesco unicef unhcr undp unep unido who wto ilo imo icao itu fao imf iaea "
    "interpol wipo iom world-bank "
    "european-union eu european-commission african-union au asean nato oecd opec osce ecowas mercosur "
    "apec gcc caricom sadc "
    "arab-league commonwealth saarc brics world-health-organization world-trade-organization "
    "council-of-europe iea irena wfp "
    "asian-development-bank african-development-bank inter-american-development-bank european-investment-bank "
    "european-central-bank gulf-cooperation-council world-food-programme red-cross east-african-community eac".split()
)
FUNCTION_WORDS = frozenset(
    "the a an and or but nor so yet if as at by for from in into of off on onto out over per to up "
    "upon via with without within "
    "while when where which who whom whose what that this these those it its he she they them their "
    "his her him we our us i you "
    "your my is are was were be been being am has have had do does did will would shall should can "
    "could may might must not no "
    "also both all each other another others some many more most much few several one two three four "
    "five six seven eight nine "
    "ten after before during under between among since until till about above below through throughout "
    "toward towards against "
    "along alongside together there here then thus hence however meanwhile moreover furthermore "
    "besides additionally earlier "
    "later today yesterday tomorrow now once again only just even still already recently currently "
    "previously accordingly "
    "because although though unless whether than such same any every either neither according "
    "following including based "
    "despite amid amongst regarding concerning given due speaking asked how why yes not first second third last next "
    "nearly almost around over some according further separately finally specifically indeed instead "
    "overall until apart "
    "signs signed sign signing inks inked ink agreement agreements seal seals sealed concludes "
    "concluded conclude enter enters "
    "entered reaches reached photo caption source updated published".split()
)
NUMBERS = MappingProxyType(
    dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
             "fifteen sixteen seventeen "
             "eighteen nineteen twenty".split(), range(21), strict=True))
    | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
       "dozen": 12, "hundred": 100, "both": 2, "pair": 2, "couple": 2}
)  # fmt: skip
NO_PLACES = (
    frozenset(
        "university college union bank central mobile reading nice metro victoria police law energy "
        "general deputy mission "
        "enterprise liberty independence commerce industry progress concord orange santa san los las "
        "new north south east west "
        "northern southern eastern western young date may march august male most man bar split bath "
        "sale wells deal hope "
        "ministry bureau office agency premier president minister mayor secretary chairman director "
        "council committee party "
        "house street park green white black brown lincoln jackson madison jefferson washington-carver "
        "carter taylor wilson "
        "nelson kingston-upon federal national royal media center centre summit forum conference international "
        "global world pacific atlantic arctic memorandum protocol treaty agreement convention science "
        "technology health "
        "culture sport sports education transport trade economy economic social security "
        "development innovation investment foreign affairs people republic kingdom state city district county "
        "province region municipality island islands nord sud est ouest along best bella much ball "
        "sunday monday friday tuesday wednesday thursday saturday april june july september october november december "
        "january february chairwoman li wang zhang liu chen yang zhao huang zhou wu xu sun zhu kim lee park "
        "this they then that same some such there than".split()
    )
    | HONORIFICS
    | frozenset(FUNCTION_WORDS)
)
_TOPIC_ENDINGS = re.compile(
    r"(?:tion|tions|ment|logy|logies|ics|ity|ities|ture|ism|ance|ence|ing|graphy|nomy|istry|ship|care|"
    r"ness|ery|eries|tics|sions?)$"
)
TOPICS = frozenset(
    "science sciences technology trade industry health environment energy water forest forests "
    "forestry tourism culture sport sports "
    "arts art youth women labor labour finance economy economic commerce transport transportation justice law defense "
    "defence interior foreign affairs home welfare works housing roads highways rail railways aviation "
    "climate mines minerals "
    "agriculture fisheries food rural urban development innovation research education higher digital data information "
    "communications communication media telecommunications post petroleum oil gas power electricity "
    "human resources social "
    "security employment family children veterans planning budget tax taxation revenue customs statistics property "
    "intellectual market regulation regulations supervision medical medicine medicines drugs drug pharmaceutical "
    "gynecology obstetrics maternal maternity child "
    "film radio television broadcasting parks wildlife lands land livestock marine ocean oceans "
    "sea maritime space nuclear emergency management disaster civil services service public safety border immigration "
    "refugees emigration religious religion islamic heritage antiquities archives standards metrology quality change "
    "growth enterprise enterprises small business competition consumer consumers protection ecology "
    "natural conservation "
    "supply industries industrial manufacturing infrastructure logistics engineering mechanical "
    "electrical chemical physics "
    "chemistry biology biotechnology mathematics nursing dentistry veterinary design architecture "
    "music drama languages "
    "language studies business economics politics political international cooperation technical "
    "vocational exports imports "
    "export import investment investments banking insurance securities capital tourism hydrocarbons geology "
    "mining steel textiles fashion cotton tea coffee grain irrigation drainage rivers lakes fishery "
    "aquaculture equality gender "
    "integration reform modernization administration local government community communities peace "
    "reconciliation culture "
    "entrepreneurship cooperatives artificial intelligence robotics materials automation renewable "
    "coal metallurgy sanitation environmental agricultural cultural educational maritime judicial fiscal financial "
    "commercial electoral ecological meteorological scientific technological geological statistical".split()
)


@lru_cache(maxsize=20_000)
def is_topic(word: str) -> bool:
    """Whether a word of a name is a subject (Health, Fisheries) rather than a proper name."""
    low = word.lower()
    return low in TOPICS or (len(low) > 5 and _TOPIC_ENDINGS.search(low) is not None)


def number(word: str) -> int | None:
    """The whole number that a word or numeral writes."""
    if word[:1].isdigit():
        digits = word.replace(",", "")
        return int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 9 else None
    first, _, second = word.partition("-")
    if second and first in NUMBERS and second in NUMBERS:
        return NUMBERS[first] + NUMBERS[second]
    return NUMBERS.get(word)
