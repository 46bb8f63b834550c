"""What servers and mails write into an address beside the document: sessions and tracking keys.

The keys are exact names: what merely begins like one may name a document ("pk_id", "at_page").
"""

import re

# By the tool that adds them: analytics, mailings, advertisers' clicks.
_NAMES = """
utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_name utm_cid utm_source_platform
utm_creative utm_creative_format utm_marketing_tactic utm_campaign_id utm_keyword utm_reader
utm_referrer utm_pubreferrer utm_swu utm_viz_id utm_brand utm_place utm_social utm_social_type
utm_userid utm_email utm_date utm_int utm_channel utm_group utm_adgroup utm_placement utm_device
_ga _gl _gac _gid gclid dclid gclsrc gbraid wbraid gad_source gad_campaignid srsltid
mtm_campaign mtm_kwd mtm_keyword mtm_source mtm_medium mtm_content mtm_cid mtm_group mtm_placement
mtm_creative matomo_campaign matomo_kwd matomo_keyword matomo_source matomo_medium matomo_content
matomo_cid pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid pk_group
pk_placement pk_creative piwik_campaign piwik_kwd piwik_keyword
mc_cid mc_eid mc_tc mkt_tok ml_subscriber ml_subscriber_hash ck_subscriber_id vero_id vero_conv
oly_anon_id oly_enc_id dm_i _bta_tid _bta_c elqtrack elqtrackid elqaid elqat elqcampaignid
spmailingid spuserid spjobid spreportid nr_email_referer sc_cid s_cid s_kwcid ef_id
hsa_acc hsa_cam hsa_grp hsa_ad hsa_src hsa_tgt hsa_kw hsa_mt hsa_net hsa_ver hsa_la hsa_ol
_hsenc _hsmi __hstc __hssc __hsfp hsctatracking
at_medium at_campaign at_term at_content at_creation at_format at_variant at_network at_adid
at_platform at_channel at_audience at_general_placement at_detail_placement at_send_date
at_emailtype at_link_id at_link_type at_link_origin at_recipient_id at_recipient_list at_ptr_name
at_custom1 at_custom2 at_custom3 at_custom4 xtor xtref xtcr xts
ns_campaign ns_mchannel ns_source ns_linkname ns_fee ns_mail_uid ns_mail_job
wt_mc wt_mc_id wt.mc_id wt_zmc wt_nav wt_srch wt.nav wt.srch
fbclid fb_action_ids fb_action_types fb_source fb_ref igshid igsh twclid ttclid yclid ysclid
msclkid li_fat_id epik irclickid rb_clickid wickedid _openstat __twitter_impression
back_to_theme
"""
_TRACKING = frozenset(_NAMES.split())
# Google writes the number of a container behind its name.
_CONTAINER = re.compile(r"_ga_[a-z0-9]{2,12}", re.IGNORECASE)
# What former versions took for noise: an entry of theirs is still found at its address.
_FORMERLY = re.compile(
    r"(utm|mc|at|pk|mtm|piwik|matomo|hsa|vero|oly|wt|ns)_\w+|_(ga|gl|hsenc|hsmi)(_\w+)?"
    r"|(fb|g|d|y|tw|tt)clid|msclkid",
    re.IGNORECASE,
)

_SESSION_NAMES = (
    r"phpsessid|jsessionid|aspsessionid[a-z]{0,16}|asp\.net_sessionid|sessionid|session_id|sessid"
    r"|oscsid|zenid|cfid|cftoken|aspxautodetectcookiesupport"
)
_SESSION = re.compile(_SESSION_NAMES, re.IGNORECASE)
# Names that hold a session on one site and a document's number on another.
_PERHAPS = frozenset(("s", "sid", "sess", "session"))
_TOKEN = re.compile(r"(?=[0-9a-z]{0,64}[0-9])(?=[0-9a-z]{0,64}[a-z])[0-9a-z]{16,64}", re.IGNORECASE)
# Servlet containers write ";jsessionid=…" behind the path, ASP.NET "(S(…))" as a part of it.
_PARAMETER = re.compile(
    rf"(?:;|%3b)(?:(?:{_SESSION_NAMES})=[^/;?#%]{{0,200}}"
    rf"|(?:sid|session)=(?=[0-9a-z]{{16}})[^/;?#%]{{0,200}})",
    re.IGNORECASE,
)
_PART = re.compile(r"/\((?:[A-Z]\([^()/]{1,200}\)){1,4}\)(?=/|$)")


def is_tracking(name: str) -> bool:
    """Return whether a query key follows a reader, never the document."""
    return name.lower() in _TRACKING or bool(_CONTAINER.fullmatch(name))


def was_tracking(name: str) -> bool:
    """Return whether former versions took a query key for one that follows a reader."""
    return bool(_FORMERLY.fullmatch(name))


def is_session(name: str, value: str) -> bool:
    """Return whether a query key holds a visitor's session.

    A name that may mean another thing does where its value is a long token.
    """
    if _SESSION.fullmatch(name):
        return True
    return name.lower() in _PERHAPS and bool(_TOKEN.fullmatch(value))


def without_session(path: str) -> str:
    """Return a path without the session that its server wrote into it."""
    return _PART.sub("", _PARAMETER.sub("", path))
