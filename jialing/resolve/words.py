"""General words of affiliations: separators, joining words, abbreviations, cognates, kinds of bodies. No organisation.

A word stands here when it says what *sort* of thing a phrase is (a university, a department, a company's legal form) in
whatever language; which organisation it is only the tables fed to the index can say.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What stands between two words, weakest first; the strongest between them counts.
ADJACENT, OF, AT, AND, COMMA, STRONG = range(6)

SEPARATORS: dict[str, int] = {
    **dict.fromkeys(",()[]{}:<>\u3001\u3002\u00b7\u2022\u300a\u300b\u3010\u3011\u2014\u2013/\\@", COMMA),
    **dict.fromkeys(";|+", STRONG),
    **dict.fromkeys(
        ("of", "de", "for", "des", "du", "di", "del", "della", "dell", "dei", "degli", "delle", "do", "dos"), OF
    ),
    **dict.fromkeys(("das", "da", "der", "fur", "fuer", "von", "van", "vom", "d", "dello", "zu", "voor"), OF),
    **dict.fromkeys(
        ("at", "in", "from", "on", "im", "em", "en", "to", "zur", "zum", "bei", "by", "aan", "within", "with"), AT
    ),
    **dict.fromkeys(("and", "&", "y", "et", "und", "och", "og", "dan", "ve"), AND),
    **dict.fromkeys(
        (
            "the",
            "la",
            "le",
            "les",
            "el",
            "los",
            "las",
            "l",
            "il",
            "lo",
            "die",
            "den",
            "het",
            "as",
            "a/s",
            "deemed",
            "be",
        ),
        ADJACENT,
    ),
    **dict.fromkeys("'\"\u2018\u2019\u201c\u201d`*#!?~^=%$-\u2010\u2011\u2212\u00bf\u00a1\u00a8", ADJACENT),
}

_SAME = """
organization: organisation organizacion organizacao organisations organizations
behavior: behaviour behavioral behavioural
defense: defence
program: programme programmes programs
pediatric: pediatrics pediatrie pediatria
tumor: tumour tumors tumours
labor: labour
fiber: fibre fibers fibres
theater: theatre
orthopedic: orthopedics
university: univ unive univer univers universit universty univeristy universtiy unversity univesity uni
university: universidad universita universite universitat universitaet universitas universidade universiteit
university: universitet universitetet universitesi univerzita univerzitet univerza uniwersytet universitatea
university: egyetem universiti univ-ty sveuciliste universitario universitari universitaire universitaria
university: universitaires universitarios univerziteta univerzitetu universiteta universiteti yliopisto
university: universitesinin univerzity universitatii
institute: inst instit instituto institut istituto institutes institutet institutul instytut institutu instituut
institute: intezet institution institucio ustav
hospital: hosp hospitals hopital hopitaux ospedale hospitalier hopsital hospitalar krankenhaus sykehus sygehus
hospital: sjukhus
college: coll colleges collegio colegio
school: sch schools escuela ecole scuola escola schule skola
academy: acad academia academie accademia akademie academies akademi akademia
laboratory: lab labs laboratories laboratoire laboratorio laboratoires laboratori laboratorium laborat
center: ctr centre centers centres cent centro zentrum centrum centra cntr
department: dept dep depart departments departement departamento dipartimento departament dpt deptartment
faculty: fac facultad faculte facolta faculdade fakultat fakultaet facultat fakultas fakultesi
national: natl nat nacional nationale nazionale nationales nationaux nacionais nacionales
science: sci sciences ciencias ciencia scienze ciencies scienza ciencas
technology: technol tech technologies tecnologia technologie tecnologico technological tecn tecnologica tecnol
technology: technical technische technique tecnica tecnico techn technic techniques
engineering: eng engn engineer engg engr ingenieria ingegneria ingenierie engenharia enginering
medical: med medizinische medica medicine medicina medizin medecine medicinal
clinic: clin clinics clinica clinique klinik kliniken klinikum clinico clinicum
research: res recherche ricerca investigacion pesquisa forschung ricerche recherches investigaciones researches
research: rsrch investigacao investigacions
international: int intl internacional internationale internazionale
administration: admin
association: assoc asociacion associazione associacao
foundation: fdn fundacion fondazione fundacao stiftung fondation fundacio
ministry: minist ministerio ministero ministere ministerium
committee: comm
company: co
corporation: corp
limited: ltd
government: govt
general: gen
applied: appl
advanced: adv
physics: phys physik fisica physique
chemistry: chem chemie quimica chimica chimie
biology: biol biologie biologia
mathematics: math maths mathematik matematica mathematical mathematiques
computer: comput comp computing computers informatik
electronic: electron electronics
electrical: elect electr elec
mechanical: mech
information: inform informat info
agricultural: agr agric agri agriculture agricoltura agricultura agriculturae
environmental: environ
education: educ
development: dev developement
polytechnic: polytech politecnico politecnica polytechnique politechnika polytechnical politehnica polytechnics
management: mgmt manag
economics: econ
health: hlth sante salud saude salute gesundheit
royal: roy
observatory: observ osservatorio observatoire observatorio
street: str
saint: st ste sankt santa san sao
mount: mt
fort: ft
first: 1st
second: 2nd
third: 3rd
fourth: 4th
fifth: 5th
sixth: 6th
studies: stud study studi
systems: system syst sistemas systemes
system: sys
provincial: province prov
municipal: municipality
people: peoples
society: soc sociedad societa sociedade societe
commission: commiss
library: libr
museum: mus museo musee museu
federal: fed
republic: rep
southern: sthn
petroleum: petr
industrial: industry ind
telecommunications: telecommunication telecom
communications: communication commun
post: posts
northwestern: nw
affiliated: affil affiliate
children: childrens
women: womens
works: work
metals: metal
materials: material mater
resources: resource
arts: art
university hospital: universitatsklinik universitatsklinikum uniklinik uniklinikum universitatsspital
university hospital: universitatskrankenhaus universitatskliniken universitaetsklinikum universitetssjukhus
university hospital: universitetssykehus universitetshospital
university medical: universitatsmedizin universitaetsmedizin umc
center hospital university: chu
technology university: tu
traditional chinese medical: tcm
milan: milano
munich: munchen muenchen
cologne: koln koeln
florence: firenze
turin: torino
rome: roma
naples: napoli
venice: venezia
genoa: genova
padua: padova
vienna: wien
prague: praha praze
warsaw: warszawa warszawie warszawski
krakow: cracow krakowie
moscow: moskva
lisbon: lisboa
seville: sevilla
zaragoza: saragossa
brussels: bruxelles brussel
antwerp: antwerpen
ghent: gent
leuven: louvain
geneva: geneve genf
zurich: zuerich
basel: basle
copenhagen: kobenhavn
gothenburg: goteborg goeteborg
gottingen: goettingen
dusseldorf: duesseldorf
wurzburg: wuerzburg
tubingen: tuebingen
nurnberg: nuremberg nuernberg
hanover: hannover
saarbrucken: saarbruecken
lubeck: luebeck
munster: muenster
bucharest: bucuresti
belgrade: beograd beogradu
athens: athinai athina
kyiv: kiev
bangalore: bengaluru
mumbai: bombay
chennai: madras
kolkata: calcutta
tehran: teheran
mexico: mexique
hague: haag
"""

LEGAL = _set(
    """
    company corporation limited inc incorporated gmbh ag sa spa srl bv nv plc llc llp lp kg kgaa ab oy oyj aps pty
    pvt sas sarl sl kk ev ltda holding holdings group groups private
    """
)
"""Legal forms and their like (canonical words), dropped from the end of a company's name."""

BRAND_TAILS = _set("technology technologies electronic system international group industrial robotics software")
"""What people leave out after a company's own word."""

LEGAL_ZH = ("有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "集团公司", "总公司", "公司")
"""Chinese legal forms, longest first."""

BODIES = _set(
    """
    university institute hospital college academy laboratory center polytechnic company corporation limited inc
    gmbh ministry museum observatory foundation society agency council association clinic infirmary commission
    bureau authority hochschule daxue xueyuan yiyuan yanjiusuo yanjiuyuan technion conservatory corp trust library
    company school ltd
    """
)
"""Words (canonical) that say 'an organisation is named here'."""

UNITS = _set(
    """
    department faculty school division section group program programme unit chair laboratory college center
    institute team office branch campus graduate key state research core facility project clinic service services
    lehrstuhl ufr dipartimento postgraduate area platform professor prof dr student team
    """
)
"""Words (canonical) that say 'a part of an organisation is named here'."""

QUALIFIERS = _set(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central upper lower national state federal royal new imperial
    international technical medical agricultural normal open catholic pedagogical polytechnic metropolitan private
    public united
    """
)
"""Words (canonical) that make another body's name when they stand before one."""

BODIES_ZH = (
    "大学",
    "学院",
    "研究所",
    "研究院",
    "研究中心",
    "医院",
    "公司",
    "实验室",
    "学校",
    "科学院",
    "集团",
    "党校",
    "师专",
)
"""Chinese endings that say 'an organisation is named here'."""

SHORT_ZH = (
    ("社会科学院", "社科院"),
    ("科学技术大学", "科技大学"),
    ("科技大学", "科大"),
    ("交通大学", "交大"),
    ("师范大学", "师大"),
    ("农业大学", "农大"),
    ("医科大学", "医大"),
    ("工业大学", "工大"),
    ("财经大学", "财大"),
    ("理工大学", "理工"),
    ("民族大学", "民大"),
    ("林业大学", "林大"),
    ("师范学院", "师院"),
    ("邮电大学", "邮电"),
    ("石油大学", "石大"),
    ("理工大学", "理工大"),
    ("科学研究院", "科研院"),
    ("中国科学院", "中科院"),
    ("研究所", "所"),
    ("附属第一医院", "附一院"),
    ("附属第二医院", "附二院"),
    ("人民政府", "政府"),
)
"""How Chinese names are shortened, whoever bears them: full ending, short ending."""

RAISED_ZH = (
    ("政法大学", "政法学院"),
    ("民族大学", "民族学院"),
    ("医科大学", "医学院"),
    ("中医药大学", "中医学院"),
    ("财经大学", "财经学院"),
    ("外国语大学", "外国语学院"),
    ("林业大学", "林学院"),
    ("邮电大学", "邮电学院"),
    ("石油大学", "石油学院"),
    ("理工大学", "理工学院"),
    ("体育大学", "体育学院"),
    ("师范大学", "师范学院"),
)
"""Endings of colleges' names before and after they became universities; the commonest renaming there is in China.
Left out are endings where the two are often different bodies (科技大学, 科技学院)."""

STATES = {
    "US": (
        "al alabama;ak alaska;az arizona;ar arkansas;ca california;co colorado;ct connecticut;de delaware;"
        "fl florida;ga georgia;hi hawaii;id idaho;il illinois;in indiana;ia iowa;ks kansas;ky kentucky;"
        "la louisiana;me maine;md maryland;ma massachusetts;mi michigan;mn minnesota;ms mississippi;"
        "mo missouri;mt montana;ne nebraska;nv nevada;nh new hampshire;nj new jersey;nm new mexico;"
        "ny new york;nc north carolina;nd north dakota;oh ohio;ok oklahoma;or oregon;pa pennsylvania;"
        "ri rhode island;sc south carolina;sd south dakota;tn tennessee;tx texas;ut utah;vt vermont;"
        "va virginia;wa washington;wv west virginia;wi wisconsin;wy wyoming;dc district columbia"
    ),
    "CA": (
        "on ontario;qc quebec;bc british columbia;ab alberta;mb manitoba;sk saskatchewan;ns nova scotia;"
        "nb new brunswick"
    ),
    "AU": (
        "nsw new south wales;vic victoria;qld queensland;wa western australia;sa south australia;"
        "act australian capital territory"
    ),
}
"""Postal abbreviations of first-level divisions, by country: abbreviation, then its name."""


def _lexicon() -> dict[str, str | int]:
    words: dict[str, str | int] = {}
    for line in _SAME.strip().splitlines():
        canonical, others = line.split(":")
        words.update(dict.fromkeys(others.split(), canonical.strip()))  # a canonical form may be several words
    for word, separator in SEPARATORS.items():
        words.setdefault(word, separator)
    return words


LEXICON: dict[str, str | int] = _lexicon()
"""Lower-case word -> canonical word, or the separator that it is. A word not here stands for itself."""
