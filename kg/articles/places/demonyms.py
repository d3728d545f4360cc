"""Demonyms and usual English names of countries, by ISO 3166-1 code; pycountry has neither."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["COUNTRY_ALIASES", "DEMONYMS"]

DEMONYMS = MappingProxyType(
    {
        "AF": "Afghan", "AL": "Albanian", "DZ": "Algerian", "AD": "Andorran", "AO": "Angolan",
        "AR": "Argentine,Argentinian",
        "AM": "Armenian", "AU": "Australian", "AT": "Austrian", "AZ": "Azerbaijani,Azeri", "BS": "Bahamian",
        "BH": "Bahraini",
        "BD": "Bangladeshi", "BB": "Barbadian", "BY": "Belarusian", "BE": "Belgian", "BZ": "Belizean", "BJ": "Beninese",
        "BT": "Bhutanese", "BO": "Bolivian", "BA": "Bosnian", "BW": "Botswanan", "BR": "Brazilian", "BN": "Bruneian",
        "BG": "Bulgarian", "BF": "Burkinabe", "BI": "Burundian", "KH": "Cambodian", "CM": "Cameroonian",
        "CA": "Canadian",
        "CV": "Cape Verdean", "TD": "Chadian", "CL": "Chilean", "CN": "Chinese", "CO": "Colombian", "KM": "Comorian",
        "CG": "Congolese", "CR": "Costa Rican", "HR": "Croatian", "CU": "Cuban", "CY": "Cypriot", "CZ": "Czech",
        "DK": "Danish",
        "DJ": "Djiboutian", "DO": "Dominican", "EC": "Ecuadorian,Ecuadorean", "EG": "Egyptian", "SV": "Salvadoran",
        "ER": "Eritrean", "EE": "Estonian", "ET": "Ethiopian", "FJ": "Fijian", "FI": "Finnish", "FR": "French",
        "GA": "Gabonese", "GM": "Gambian", "GE": "Georgian", "DE": "German", "GH": "Ghanaian", "GR": "Greek",
        "GT": "Guatemalan", "GN": "Guinean", "GY": "Guyanese", "HT": "Haitian", "HN": "Honduran", "HU": "Hungarian",
        "IS": "Icelandic", "IN": "Indian", "ID": "Indonesian", "IR": "Iranian", "IQ": "Iraqi", "IE": "Irish",
        "IL": "Israeli",
        "IT": "Italian", "CI": "Ivorian", "JM": "Jamaican", "JP": "Japanese", "JO": "Jordanian",
        "KZ": "Kazakh,Kazakhstani",
        "KE": "Kenyan", "KW": "Kuwaiti", "KG": "Kyrgyz", "LA": "Lao,Laotian", "LV": "Latvian", "LB": "Lebanese",
        "LS": "Basotho", "LR": "Liberian", "LY": "Libyan", "LT": "Lithuanian", "LU": "Luxembourgish", "MG": "Malagasy",
        "MW": "Malawian", "MY": "Malaysian", "MV": "Maldivian", "ML": "Malian", "MT": "Maltese", "MR": "Mauritanian",
        "MU": "Mauritian", "MX": "Mexican", "MD": "Moldovan", "MN": "Mongolian", "ME": "Montenegrin", "MA": "Moroccan",
        "MZ": "Mozambican", "MM": "Burmese", "NA": "Namibian", "NP": "Nepali,Nepalese", "NL": "Dutch",
        "NZ": "New Zealand",
        "NI": "Nicaraguan", "NE": "Nigerien", "NG": "Nigerian", "KP": "North Korean", "MK": "Macedonian",
        "NO": "Norwegian",
        "OM": "Omani", "PK": "Pakistani", "PS": "Palestinian", "PA": "Panamanian", "PG": "Papua New Guinean",
        "PY": "Paraguayan", "PE": "Peruvian", "PH": "Filipino,Philippine", "PL": "Polish", "PT": "Portuguese",
        "QA": "Qatari",
        "RO": "Romanian", "RU": "Russian", "RW": "Rwandan", "WS": "Samoan", "SA": "Saudi", "SN": "Senegalese",
        "RS": "Serbian",
        "SC": "Seychellois", "SL": "Sierra Leonean", "SG": "Singaporean", "SK": "Slovak", "SI": "Slovenian,Slovene",
        "SB": "Solomon Islander", "SO": "Somali", "ZA": "South African", "KR": "South Korean,Korean",
        "SS": "South Sudanese",
        "ES": "Spanish", "LK": "Sri Lankan", "SD": "Sudanese", "SR": "Surinamese", "SE": "Swedish", "CH": "Swiss",
        "SY": "Syrian", "TW": "Taiwanese", "TJ": "Tajik", "TZ": "Tanzanian", "TH": "Thai", "TL": "Timorese",
        "TG": "Togolese",
        "TO": "Tongan", "TT": "Trinidadian", "TN": "Tunisian", "TR": "Turkish", "TM": "Turkmen", "UG": "Ugandan",
        "UA": "Ukrainian", "AE": "Emirati", "GB": "British", "US": "American", "UY": "Uruguayan", "UZ": "Uzbek",
        "VU": "Vanuatuan,ni-Vanuatu", "VE": "Venezuelan", "VN": "Vietnamese", "YE": "Yemeni", "ZM": "Zambian",
        "ZW": "Zimbabwean",
    }
)  # fmt: skip
# the first is the name that a record gives
COUNTRY_ALIASES = MappingProxyType(
    {
        "AE": "United Arab Emirates,UAE,U.A.E.", "BN": "Brunei,Brunei Darussalam", "BO": "Bolivia", "CD":
        "Democratic Republic of the Congo,DR Congo,DRC", "CG": "Republic of the Congo,Congo-Brazzaville", "CI":
        "Côte d'Ivoire,Ivory Coast", "CV": "Cape Verde,Cabo Verde", "CZ": "Czech Republic,Czechia", "FM": "Micronesia",
        "GB": "United Kingdom,UK,U.K.,Britain,Great Britain", "HK": "Hong Kong", "IR": "Iran", "KP":
        "North Korea,DPRK", "KR": "South Korea,Republic of Korea,Korea", "LA": "Laos", "MD": "Moldova", "MM":
        "Myanmar,Burma", "MO": "Macao,Macau", "MK": "North Macedonia", "NL": "Netherlands,Holland", "PS":
        "Palestine", "RU": "Russia,Russian Federation", "SA": "Saudi Arabia,Kingdom of Saudi Arabia", "SY": "Syria",
        "SZ": "Eswatini,Swaziland", "TL": "Timor-Leste,East Timor", "TR": "Turkey,Türkiye,Turkiye", "TW": "Taiwan",
        "PG": "Papua New Guinea,PNG", "NZ": "New Zealand,NZ", "MH": "Marshall Islands,RMI",
        "TZ": "Tanzania", "US": "United States,US,U.S.,USA,U.S.A.,United States of America", "VA": "Holy See,Vatican",
        "VE": "Venezuela", "VN": "Vietnam,Viet Nam",
    }
)  # fmt: skip
