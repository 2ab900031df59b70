"""Kinds of invented organisations: their names in both languages and what they work on.

A row is English pattern, Chinese pattern, share, fields it favours, size (1 where left out); in patterns ``{s}`` is the
stem and ``{c}`` the country.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind: ``ror_type`` is ROR's, ``share`` how often it is drawn, ``fields`` the OpenAlex fields it favours,
    ``size`` its usual output against others of its group.
    """

    ror_type: str
    english: str
    chinese: str
    share: float
    fields: tuple[int, ...]
    size: float = 1.0


def _kinds(ror_type: str, rows: str) -> tuple[Kind, ...]:
    made = []
    for row in rows.strip().splitlines():
        english, chinese, share, fields, *size = row.split("|")
        codes = tuple(int(f) for f in fields.split())
        made.append(Kind(ror_type, english, chinese, float(share), codes, float(*size) if size else 1.0))
    return tuple(made)


UNIVERSITIES = _kinds(
    "education",
    """
{s} University|{s}大学|3||1.5
{s} University of Technology|{s}理工大学|2|22 25 17 16 15
{s} University of Science and Technology|{s}科技大学|2|22 17 31 25
{s} Medical University|{s}医科大学|1.6|27 13 24 30 29 35
{s} Normal University|{s}师范大学|1.6|26 33 32 12 16
{s} Agricultural University|{s}农业大学|1|11 23 13 34
{s} University of Finance and Economics|{s}财经大学|1|20 14 18 26
{s} University of Transport|{s}交通大学|1|22 25 21 17
{s} University of Electronic Technology|{s}电子工业大学|1|17 22 25 31
{s} University of Chinese Medicine|{s}中医药大学|0.6|27 30 11
{s} University of Posts|{s}邮电学院|0.5|17 22|0.6
{s} Petroleum University|{s}石油大学|0.5|21 19 22 15
{s} University of Aeronautics|{s}航空航天大学|0.5|22 25 31
{s} University of Geosciences|{s}地质大学|0.5|19 23 21
{s} Institute of Engineering|{s}工程学院|1|22 17|0.4
{s} Polytechnic Institute|{s}职业技术学院|0.8|22 17 33|0.12
""",
)
INSTITUTES = _kinds(
    "facility",
    """
{s} Institute of Materials Research|{s}材料研究所|1|25 22
{s} Institute of Optics and Fine Mechanics|{s}光学精密机械研究所|1|31 22
{s} Institute of Geology|{s}地质研究所|0.8|19
{s} Institute of Chemistry|{s}化学研究所|1|16 15
{s} Institute of Automation|{s}自动化研究所|1|17 22
{s} Institute of Plant Biology|{s}植物研究所|0.8|11 13
{s} Institute of Applied Mathematics|{s}应用数学研究所|0.5|26
{s} Institute of Microelectronics|{s}微电子研究所|1|22 25
{s} Institute of Oceanology|{s}海洋研究所|0.6|19 23
{s} Institute of High Energy Physics|{s}高能物理研究所|0.6|31
{s} Institute of Computing|{s}计算技术研究所|1|17
{s} Institute of Environmental Science|{s}环境科学研究所|0.9|23
{s} Institute of Biomedicine|{s}生物医药研究院|1|13 27 30
{s} Academy of Agricultural Sciences|{s}农业科学院|0.8|11 34
{s} Laboratory|{s}实验室|1|22 17 31 25
{s} Institute of Nuclear Technology|{s}核技术研究院|0.4|31 21
{s} Academy of Social Sciences|{s}社会科学院|0.5|33 20 12|0.5
""",
)
HOSPITALS = _kinds(
    "healthcare",
    """
{s} People's Hospital|{s}人民医院|2|27 24
{s} Central Hospital|{s}中心医院|1.5|27
{s} Hospital of Chinese Medicine|{s}中医医院|1|27 30
{s} Children's Hospital|{s}儿童医院|0.7|27 13
{s} Cancer Hospital|{s}肿瘤医院|0.8|27 13
""",
)
COMPANIES = _kinds(
    "company",
    """
{s} Semiconductor (China)|{s}半导体有限公司|1|22 25
{s} Automotive (China)|{s}汽车股份有限公司|1|22 17
{s} Pharmaceutical (China)|{s}药业集团股份有限公司|1|30 27 13
{s} Power Grid Technology (China)|{s}电力科技有限公司|1|22 21
{s} Software (China)|{s}软件技术有限公司|1|17
{s} Aerospace (China)|{s}航天科技有限公司|0.7|22 31
{s} Steel (China)|{s}钢铁集团有限公司|0.7|25
{s} Biotechnology (China)|{s}生物科技有限公司|1|13 30
{s} New Energy (China)|{s}新能源股份有限公司|1|21 22 25
{s} Railway Engineering (China)|{s}铁路工程集团有限公司|0.7|22
{s} Communications (China)|{s}通信股份有限公司|1|17 22
{s} Chemical (China)|{s}化工有限公司|0.8|15 16
""",
)
NEW_INSTITUTIONS = _kinds(
    "facility",
    """
{s} Institute for Industrial Innovation|{s}产业创新研究院|1|22 17
{s} Institute of Intelligent Manufacturing|{s}智能制造研究院|1|22 17
{s} Institute of Advanced Materials Industry|{s}先进材料产业研究院|1|25
{s} Joint Institute of Life Health|{s}生命健康联合研究院|1|13 27
{s} Institute of Digital Economy|{s}数字经济研究院|0.8|17 20 14
{s} Institute of Integrated Circuits|{s}集成电路创新中心|1|22
{s} Institute of Green Energy|{s}绿色能源研究院|0.8|21 23
""",
)
ABROAD = _kinds(
    "education",
    """
University of {s}||4|
{s} University||3|
{s} University of Technology||2|22 25 17
{s} Institute of Science||1|31 16 13
{s} Medical School||1|27 13
{s} Research Centre||1|23 19 22
{s} Technologies ({c})||0.8|17 22
""",
)
