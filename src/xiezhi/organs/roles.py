"""The words an office uses for itself: levels, functions, categories of staff, roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """The level of a procuratorate (人民检察院组织法 2018 第12至15条)."""

    SUPREME = "supreme", _("最高人民检察院")
    PROVINCIAL = "provincial", _("省级人民检察院")
    CITY = "city", _("设区的市级人民检察院")
    DISTRICT = "district", _("基层人民检察院")


class Function(TextChoices):
    """What a department does; pools of handlers are drawn by it."""

    CRIMINAL_ARREST = "criminal_arrest", _("审查逮捕")
    CRIMINAL_PROSECUTION = "criminal_prosecution", _("审查起诉")
    CRIMINAL_EXECUTION = "criminal_execution", _("刑事执行检察")
    CIVIL = "civil", _("民事检察")
    ADMINISTRATIVE = "administrative", _("行政检察")
    PUBLIC_INTEREST = "public_interest", _("公益诉讼检察")
    PETITION = "petition", _("控告申诉检察")
    JUVENILE = "juvenile", _("未成年人检察")
    INVESTIGATION = "investigation", _("检察侦查")
    CASE_MANAGEMENT = "case_management", _("案件管理")
    INSPECTION = "inspection", _("检务督察")
    TECHNOLOGY = "technology", _("检察技术")
    SUPERVISION_DATA = "supervision_data", _("大数据法律监督")
    OFFICE = "office", _("综合办公")


class Category(TextChoices):
    """The three categories of staff (检察官、检察辅助人员、司法行政人员)."""

    PROSECUTOR = "prosecutor", _("检察官")
    AUXILIARY = "auxiliary", _("检察辅助人员")
    ADMINISTRATOR = "administrator", _("司法行政人员")


class Role(TextChoices):
    """The role a post gives its holder."""

    CHIEF = "chief", _("检察长")
    DEPUTY_CHIEF = "deputy_chief", _("副检察长")
    COMMITTEE_MEMBER = "committee_member", _("检察委员会委员")
    FULL_TIME_MEMBER = "full_time_member", _("检察委员会专职委员")
    DEPARTMENT_HEAD = "department_head", _("业务部门负责人")
    PROSECUTOR = "prosecutor", _("检察官")
    ASSISTANT = "assistant", _("检察官助理")
    CLERK = "clerk", _("书记员")
    TECHNICIAN = "technician", _("检察技术人员")
    JUDICIAL_POLICE = "judicial_police", _("司法警察")
    CASE_MANAGEMENT = "case_management", _("案件管理人员")
    INSPECTION = "inspection", _("检务督察人员")
    ANALYST = "analyst", _("法律监督数据分析人员")
    RESIDENT_PROSECUTOR = "resident_prosecutor", _("派驻检察人员")
    ADMINISTRATOR = "administrator", _("系统管理员")


class DelegationKind(TextChoices):
    """What is delegated: the chief's power, one matter, or a head's review."""

    CHIEF_POWER = "chief_power", _("检察长职权")
    MATTER = "matter", _("特定事项")
    REVIEW = "review", _("审核职责")


class LeaveReason(TextChoices):
    """Why a person is away; no health detail is kept."""

    ANNUAL = "annual", _("年休假")
    SICK = "sick", _("病假")
    TRAINING = "training", _("培训")
    SECONDMENT = "secondment", _("借调挂职")
    OTHER = "other", _("其他")


PROSECUTOR_ROLES = frozenset(
    {
        Role.CHIEF,
        Role.DEPUTY_CHIEF,
        Role.COMMITTEE_MEMBER,
        Role.FULL_TIME_MEMBER,
        Role.DEPARTMENT_HEAD,
        Role.PROSECUTOR,
    }
)
COMMITTEE_ROLES = frozenset(
    {Role.CHIEF, Role.DEPUTY_CHIEF, Role.COMMITTEE_MEMBER, Role.FULL_TIME_MEMBER}
)
