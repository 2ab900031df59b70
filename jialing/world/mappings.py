"""Mapping files for the invented tables, and what the folder says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jialing.world.applications import IPC_NAMES, LAST_PATENT_YEAR, SUBJECTS
from jialing.world.archive import write_text
from jialing.world.plan import BUILT_ON, FIRST_YEAR, LAST_YEAR


def _english(names: Mapping[Any, tuple[str, str]]) -> str:
    """An inline TOML table from Chinese to English names."""
    return "{ " + ", ".join(f'"{zh}" = "{en}"' for zh, en in names.values()) + " }"


def _same(*names: str) -> str:
    """Lines for columns that the table calls as the schema does."""
    return "\n".join(f'{name} = "{name}"' for name in names)


_COMMON = f"""\
licence = "Apache-2.0 (generated)"
version = "invented-{BUILT_ON}"
retrieved_on = "{BUILT_ON}"
is_invented = true
"""

SOURCE = f"""\
# Everything in this folder was invented by `jialing generate`. No organisation, person or work in it exists.
ignore = ["truth/*", "world.json"]

[ror]
is_invented = true
version = "v2.0-invented"
retrieved_on = "{BUILT_ON}"
licence = "Apache-2.0 (generated)"

[openalex]
is_invented = true
version = "invented-{BUILT_ON}"
retrieved_on = "{BUILT_ON}"
licence = "Apache-2.0 (generated)"

[openalex.population.publications]
first_year = {FIRST_YEAR}
last_year = {LAST_YEAR}
"""

BUREAU = f"""\
# An invented bureau's tables: institutions that no registry has, platforms, alliances, statistics, totals.
name = "bureau"
title = {{ en = "Invented bureau tables (demonstration)", zh = "虚构的科技局台账（演示）" }}
{_COMMON}
[[file]]
match = ["bureau/organisations.csv"]
target = "organisations"
encoding = "gb18030"
[file.columns]
org_id = "机构编号"
name = "机构名称"
name_en = "英文名称"
name_zh = "机构名称"
names = {{ column = "其他名称", split = "|" }}
uscc = "统一社会信用代码"
types = {{ column = "类型", split = "|" }}
established = "成立年份"
city = "所在城市"
place_id = "所在地代码"
geonames_id = "GeoNames编号"
country_code = "国家"
lat = "纬度"
lng = "经度"
status = "状态"

[[file]]
match = ["bureau/platforms.xlsx"]
target = "platforms"
sheet = "平台名录"
[file.columns]
platform_id = "平台编号"
name_zh = "平台名称"
name_en = "英文名称"
kind = "类别"
level = "级别"
place_id = "所在地代码"
zone = "园区"
host = "依托单位"
field_id = "领域代码"
since = "批准日期"
status = "状态"
[file.values.kind]
"新型研发机构" = "new_rd_institution"
"高端新型研发机构" = "high_end_rd_institution"
"研发机构" = "rd_institution"
"科技创新基地" = "innovation_base"
"市级创新平台" = "municipal_platform"
"国家重点实验室" = "state_key_laboratory"
"国家应用数学中心" = "applied_mathematics_centre"
"国家技术创新中心" = "technology_innovation_centre"
"国家工程研究中心" = "engineering_research_centre"
"省重点实验室" = "provincial_key_laboratory"
"省工程技术研究中心" = "provincial_engineering_research_centre"
[file.values.level]
"国家级" = "national"
"省部级" = "provincial-ministerial"
"地市级" = "prefecture"
"县级" = "county"
[file.values.status]
"申报" = "planned"
"签约" = "planned"
"筹建" = "building"
"运行" = "operating"
"撤销" = "withdrawn"

[[file]]
match = ["bureau/alliances.csv"]
target = "alliances"
[file.columns]
{_same("alliance_id", "name_en", "name_zh", "founded_on", "status", "field_id")}

[[file]]
match = ["bureau/alliance_members.csv"]
target = "alliance_members"
[file.columns]
alliance_id = "alliance_id"
affiliation = "member"
{_same("seat", "joined_on", "left_on")}

[[file]]
match = ["bureau/statistics.csv"]
target = "statistics"
[file.columns]
{_same("place_id", "circle_id", "indicator", "year", "value", "unit", "vintage", "document")}

[[file]]
match = ["bureau/targets.csv"]
target = "targets"
[file.columns]
{_same("place_id", "circle_id", "indicator", "baseline_year", "baseline_value", "target_year", "target_value", "unit")}
{_same("direction", "force", "document", "address", "retrieved_on")}

[[file]]
match = ["bureau/strategic_forces.csv"]
target = "strategic_forces"
encoding = "gb18030"
[file.columns]
force_id = "编号"
kind = "类别"
name_zh = "名称"
name_en = "英文名称"
place_id = "所在地代码"
role_zh = "职能"
role_en = "职能（英文）"
field_ids = {{ column = "领域代码", split = ";" }}
host = "依托单位"
org_ids = {{ column = "机构代码", split = ";" }}
since = "批准日期"
status = "状态"
document = "出处"
retrieved_on = "查阅日期"
[file.values.kind]
"国家实验室" = "national_laboratory"
"国家科研机构" = "research_institute"
"高水平研究型大学" = "research_university"
"科技领军企业" = "leading_enterprise"
"重大科技基础设施" = "major_facility"
[file.values.status]
"签约" = "planned"
"筹建" = "building"
"运行" = "operating"
"撤销" = "withdrawn"

[[file]]
match = ["bureau/reference_counts.csv"]
target = "reference_counts"
[file.columns]
{_same("population", "area", "field_id", "year", "n_works")}
"""

PATENTS = f"""\
name = "patents"
title = {{ en = "Invented patent applications (demonstration)", zh = "虚构的专利申请（演示）" }}
{_COMMON}
[[population]]
id = "applications"
kinds = ["patent"]
title = {{ en = "invented invention patent applications", zh = "虚构的发明专利申请" }}
complete.en = "all invention applications of the invented organisations, by year of filing"
complete.zh = "虚构机构的全部发明专利申请（按申请年）"
first_year = {FIRST_YEAR}
last_year = {LAST_PATENT_YEAR}
answers = ["output", "trend", "fields", "collaboration", "circles", "sectors"]
why_not.en = "applicants are organisations: no author leads, and partners abroad do not file in this register"
why_not.zh = "只有申请机构，没有作者，不能判断主导；国外合作方不在此登记"

[[file]]
match = ["patents/patents.csv"]
target = "works"
population = "applications"
defaults = {{ kind = "patent", language = "zh", venue = "Invented patent register" }}
[file.columns]
source_id = "申请号"
title = "标题"
published_on = "申请日"
n_authors = "发明人数"
participants = {{ column = "申请人", split = ";", role = "applicant" }}
fields = {{ column = "分类名称", scheme = "ipc", en = {_english(IPC_NAMES)} }}
"""

PROJECTS = f"""\
name = "projects"
title = {{ en = "Invented projects (demonstration)", zh = "虚构的科技项目（演示）" }}
{_COMMON}
[[population]]
id = "funded"
kinds = ["project"]
title = {{ en = "invented funded projects", zh = "虚构的立项项目" }}
complete.en = "all projects of five invented programmes, by year of start"
complete.zh = "五个虚构计划的全部立项项目（按开始年份）"
first_year = {FIRST_YEAR}
last_year = {LAST_YEAR}
answers = ["output", "trend", "fields", "collaboration", "circles", "sectors"]
why_not.en = "hosts and partners are organisations only, and partners abroad are not recorded"
why_not.zh = "只登记牵头和参与单位，不登记国外合作方"

[[file]]
match = ["projects/projects.csv"]
target = "works"
population = "funded"
encoding = "gb18030"
defaults = {{ kind = "project", language = "zh" }}
[file.columns]
source_id = "项目编号"
title = "项目名称"
venue = "计划类别"
published_on = "开始日期"
n_authors = "单位数"
amount = {{ column = "资助金额（万元）", scale = 10000, currency = "CNY" }}
fields = {{ column = "学科", scheme = "subject", en = {_english(SUBJECTS)} }}

[[file]]
match = ["projects/participants.csv"]
target = "participations"
encoding = "gb18030"
[file.columns]
source_id = "项目编号"
position = "序号"
role = "角色"
affiliation = "单位名称"
[file.values.role]
"牵头单位" = "host"
"参与单位" = "participant"
"""


def write_mappings(folder: Path) -> None:
    """Write ``mappings/*.toml`` and ``jialing-source.toml``."""
    for name, text in (("bureau", BUREAU), ("patents", PATENTS), ("projects", PROJECTS)):
        write_text(folder / "mappings" / f"{name}.toml", text)
    write_text(folder / "jialing-source.toml", SOURCE)
