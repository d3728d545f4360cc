"""English names of first-level divisions, by ISO 3166-1 code; pycountry has them in the languages of the places."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["DIVISIONS", "STATES_APART"]

STATES_APART = MappingProxyType({"XK": "Kosovo"})  # used as a code, but in no part of ISO 3166

DIVISIONS = MappingProxyType(
    {
        "AT": "Carinthia,Lower Austria,Styria,Tyrol,Upper Austria",
        "BE": "Flanders,Wallonia,Brussels-Capital Region",
        "CH": "Basel-Country,Basel-City,Grisons,Lucerne,St. Gallen",
        "CZ": "Central Bohemia,South Bohemia,South Moravia,Moravian-Silesian Region,Vysočina",
        "DE": "Bavaria,Hesse,Lower Saxony,Mecklenburg-Western Pomerania,North Rhine-Westphalia,Rhineland-Palatinate,"
        "Saxony,Saxony-Anhalt,Thuringia",
        "DK": "Central Jutland,North Jutland,Southern Denmark,Zealand",
        "ES": "Andalusia,Aragon,Asturias,Balearic Islands,Basque Country,Canary Islands,Cantabria,Castile and León,"
        "Castile-La Mancha,Catalonia,Extremadura,Galicia,La Rioja,Murcia,Navarre,Valencian Community",
        "FI": "Lapland,North Karelia,North Ostrobothnia,South Karelia,Åland",
        "FM": "Chuuk,Kosrae,Pohnpei,Yap",
        "FR": "Brittany,Burgundy-Franche-Comté,Corsica,French Guiana,French Polynesia,Grand Est,New Aquitaine,"
        "New Caledonia,Normandy,Occitania,Provence-Alpes-Côte d'Azur,Réunion",
        "GB": "England,Scotland,Wales,Northern Ireland",
        "GE": "Abkhazia,Adjara,Imereti,Kakheti,Samegrelo",
        "GR": "Attica,Central Macedonia,Crete,Epirus,Ionian Islands,Peloponnese,Thessaly",
        "ID": "Aceh,Bali,Banten,Central Java,East Java,East Kalimantan,East Nusa Tenggara,North Sulawesi,North Sumatra,"
        "South Sulawesi,West Java,West Nusa Tenggara,West Papua,West Sumatra,Yogyakarta",
        "IQ": "Kurdistan Region",
        "IT": "Aosta Valley,Apulia,Lombardy,Piedmont,Sardinia,Sicily,South Tyrol,Trentino,Tuscany,"
        "Trentino-South Tyrol",
        "KR": "Gangwon,Jeju,North Chungcheong,North Gyeongsang,North Jeolla,South Chungcheong,South Gyeongsang,"
        "South Jeolla",
        "MY": "Johor,Kedah,Kelantan,Malacca,Negeri Sembilan,Pahang,Penang,Perak,Perlis,Sabah,"
        "Sarawak,Selangor,Terengganu",
        "NL": "Friesland,North Brabant,North Holland,South Holland",
        "PG": "Bougainville",
        "PL": "Greater Poland,Kuyavia-Pomerania,Lesser Poland,Lower Silesia,Lublin Voivodeship,Masovia,Pomerania,"
        "Silesia,Subcarpathia,Warmia-Masuria,West Pomerania",
        "PT": "Azores,Madeira",
        "RS": "Vojvodina",
        "RU": "Altai,Bashkortostan,Buryatia,Chechnya,Chuvashia,Dagestan,Ingushetia,Kalmykia,Karelia,Khakassia,"
        "Khabarovsk Krai,Komi,Krasnodar Krai,Krasnoyarsk Krai,Mordovia,North Ossetia,Perm Krai,Primorsky Krai,Primorye,"
        "Sakha,Stavropol Krai,Tatarstan,Tuva,Udmurtia,Yakutia,Zabaykalsky Krai",
        "SE": "Blekinge,Dalarna,Gotland,Halland,Jämtland,Jönköping,Kalmar,Kronoberg,Norrbotten,Scania,Skåne,Värmland,"
        "Västerbotten,Västra Götaland,Östergötland",
        "TZ": "Zanzibar",
        "UA": "Crimea",
        "UZ": "Karakalpakstan",
    }
)  # fmt: skip
