"""Cities abroad where invented partners stand: real cities, with their GeoNames ids and coordinates (WGS 84)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class City:
    """A city outside the shipped places. ``mass`` is its invented weight as a research partner."""

    geonames_id: int
    name: str
    country_code: str
    country: str
    lat: float
    lng: float
    mass: float


_ROWS = """
5128581|New York|US|United States|40.71|-74.01|4
4930956|Boston|US|United States|42.36|-71.06|4
5391959|San Francisco|US|United States|37.77|-122.42|4
5368361|Los Angeles|US|United States|34.05|-118.24|3
4887398|Chicago|US|United States|41.85|-87.65|2.5
5809844|Seattle|US|United States|47.61|-122.33|2
4699066|Houston|US|United States|29.76|-95.36|2
6167865|Toronto|CA|Canada|43.70|-79.42|2.2
6173331|Vancouver|CA|Canada|49.25|-123.12|1.4
6077243|Montreal|CA|Canada|45.51|-73.59|1.2
2643743|London|GB|United Kingdom|51.51|-0.13|4
2653941|Cambridge|GB|United Kingdom|52.20|0.12|1.6
2643123|Manchester|GB|United Kingdom|53.48|-2.24|1.4
2650225|Edinburgh|GB|United Kingdom|55.95|-3.19|1
2988507|Paris|FR|France|48.85|2.35|2.2
2996944|Lyon|FR|France|45.75|4.85|0.7
2950159|Berlin|DE|Germany|52.52|13.41|1.8
2867714|Munich|DE|Germany|48.14|11.58|1.7
2911298|Hamburg|DE|Germany|53.55|9.99|0.8
2759794|Amsterdam|NL|Netherlands|52.37|4.89|1.4
2657896|Zürich|CH|Switzerland|47.37|8.55|1.3
2660646|Geneva|CH|Switzerland|46.20|6.15|0.6
2673730|Stockholm|SE|Sweden|59.33|18.07|1.2
2618425|Copenhagen|DK|Denmark|55.68|12.57|1
658225|Helsinki|FI|Finland|60.17|24.94|0.8
3143244|Oslo|NO|Norway|59.91|10.75|0.6
2800866|Brussels|BE|Belgium|50.85|4.35|0.8
2964574|Dublin|IE|Ireland|53.33|-6.25|0.6
3117735|Madrid|ES|Spain|40.42|-3.70|1.1
2147714|Sydney|AU|Australia|-33.87|151.21|2.4
2158177|Melbourne|AU|Australia|-37.81|144.96|2.2
2174003|Brisbane|AU|Australia|-27.47|153.03|1
1850147|Tokyo|JP|Japan|35.69|139.69|2.6
1853909|Osaka|JP|Japan|34.69|135.50|1.1
1857910|Kyoto|JP|Japan|35.02|135.75|0.9
1273294|Delhi|IN|India|28.65|77.23|0.8
1880252|Singapore|SG|Singapore|1.29|103.85|2.8
1835848|Seoul|KR|South Korea|37.57|126.98|1.6
2193733|Auckland|NZ|New Zealand|-36.85|174.76|0.7
3169070|Rome|IT|Italy|41.89|12.48|0.9
3173435|Milan|IT|Italy|45.46|9.19|1
2761369|Vienna|AT|Austria|48.21|16.37|0.8
756135|Warsaw|PL|Poland|52.23|21.01|0.7
3067696|Prague|CZ|Czechia|50.09|14.42|0.6
3054643|Budapest|HU|Hungary|47.50|19.04|0.5
792680|Belgrade|RS|Serbia|44.80|20.47|0.5
264371|Athens|GR|Greece|37.98|23.72|0.5
2267057|Lisbon|PT|Portugal|38.72|-9.13|0.6
683506|Bucharest|RO|Romania|44.43|26.11|0.3
524901|Moscow|RU|Russia|55.75|37.62|1.1
498817|Saint Petersburg|RU|Russia|59.94|30.31|0.6
625144|Minsk|BY|Belarus|53.90|27.57|0.2
1526384|Almaty|KZ|Kazakhstan|43.25|76.95|0.5
1526273|Astana|KZ|Kazakhstan|51.18|71.45|0.3
1512569|Tashkent|UZ|Uzbekistan|41.26|69.22|0.3
1528675|Bishkek|KG|Kyrgyzstan|42.87|74.59|0.15
1176615|Islamabad|PK|Pakistan|33.72|73.04|1.2
1172451|Lahore|PK|Pakistan|31.56|74.35|0.8
1174872|Karachi|PK|Pakistan|24.86|67.01|0.5
1185241|Dhaka|BD|Bangladesh|23.71|90.41|0.4
1283240|Kathmandu|NP|Nepal|27.70|85.32|0.25
1248991|Colombo|LK|Sri Lanka|6.94|79.85|0.25
112931|Tehran|IR|Iran|35.69|51.42|0.8
108410|Riyadh|SA|Saudi Arabia|24.69|46.72|0.9
105343|Jeddah|SA|Saudi Arabia|21.49|39.19|0.6
292968|Abu Dhabi|AE|United Arab Emirates|24.45|54.40|0.5
745044|Istanbul|TR|Turkey|41.01|28.95|0.7
323786|Ankara|TR|Turkey|39.92|32.85|0.4
360630|Cairo|EG|Egypt|30.06|31.25|0.9
184745|Nairobi|KE|Kenya|-1.28|36.82|0.3
344979|Addis Ababa|ET|Ethiopia|9.02|38.75|0.25
993800|Johannesburg|ZA|South Africa|-26.20|28.04|0.5
3369157|Cape Town|ZA|South Africa|-33.93|18.42|0.4
1609350|Bangkok|TH|Thailand|13.75|100.50|0.8
1735161|Kuala Lumpur|MY|Malaysia|3.14|101.69|1.1
1642911|Jakarta|ID|Indonesia|-6.21|106.85|0.5
1581130|Hanoi|VN|Vietnam|21.02|105.84|0.6
1651944|Vientiane|LA|Laos|17.97|102.60|0.2
1821306|Phnom Penh|KH|Cambodia|11.56|104.92|0.15
1298824|Yangon|MM|Myanmar|16.81|96.16|0.15
1701668|Manila|PH|Philippines|14.60|120.98|0.4
2028462|Ulaanbaatar|MN|Mongolia|47.91|106.88|0.15
3448439|São Paulo|BR|Brazil|-23.55|-46.64|0.8
3871336|Santiago|CL|Chile|-33.46|-70.65|0.4
3936456|Lima|PE|Peru|-12.04|-77.03|0.2
3435910|Buenos Aires|AR|Argentina|-34.61|-58.38|0.3
"""


def cities() -> tuple[City, ...]:
    """The cities, in the order written."""
    split = (row.split("|") for row in _ROWS.strip().splitlines())
    return tuple(City(int(r[0]), r[1], r[2], r[3], float(r[4]), float(r[5]), float(r[6])) for r in split)


_CONTINENTS = {
    "EU": ("Europe", "GB FR DE NL CH SE DK FI NO BE IE ES IT AT PL CZ HU RS GR PT RO RU BY"),
    "NA": ("North America", "US CA"),
    "SA": ("South America", "BR CL PE AR"),
    "OC": ("Oceania", "AU NZ"),
    "AF": ("Africa", "EG KE ET ZA"),
}


def continent(country_code: str) -> tuple[str, str]:
    """Code and English name of the continent that GeoNames gives a country; Asia for all that is not listed."""
    for code, (name, members) in _CONTINENTS.items():
        if country_code in members.split():
            return code, name
    return "AS", "Asia"
