"""The words that say what a date is of, in folded text: publication, change, or something else."""

PUBLISHED = (
    r"(?:date de (?:parution|publication)|publiee?|publication|mise? en ligne|en ligne depuis"
    r"|postee?|parue?|parution|ajoutee?|soumise?|redigee?|diffusee?|ecrite?|originally created"
    r"|gepubliceerd|geplaatst|verschenen|ingediend|geschreven|online (?:gezet|sinds|seit)"
    r"|(?:publicatie|verschijnings|plaatsings)datum|datum van publicatie"
    r"|published|posted|submitted|released?|issued|written|(?:publication|release) date"
    r"|for immediate release"
    r"|(?:ver)?offentlicht|(?:veroffentlichungs|erscheinungs|publikations)datum"
    r"|erschienen|erstellt|gepostet|eingestellt|gespeichert|verfasst|geschrieben"
    r"|publi(?:c|k)a(?:do|da|to|ta)|pubblicat[oa]"
    r"|(?:communique(?: de presse)?|pressemitteilung|fachmeldung|persbericht|press release)"
    r"(?: (?:du|vom|van|of))?)"
)
UPDATED = (
    r"(?:modifiee?|mise? a jour|actualisee?|revisee?|corrigee?|rectifiee?"
    r"|(?:derniere|date de(?: la)?(?: derniere)?) (?:mise a jour|modification|revision)"
    r"|(?:laatste )?wijziging(?:sdatum)?|laatste (?:update|aanpassing|herziening)"
    r"|(?:laatst )?(?:aangepast|bijgewerkt|gewijzigd|geactualiseerd|herzien)"
    r"|(?:last )?(?:updated?|modified|changed|edited|revised)"
    r"|(?:zuletzt )?(?:geandert|aktualisiert|aktualisierung)|letzte (?:anderung|aktualisierung)"
    r"|stand\b)"
)
# The day of a print-out, of a visit, of a person or of rights says nothing of the text.
PRINTED = (
    r"(?:imprimee?|impression|consultee?|afgedrukt|geraadpleegd|afdruk|printed|accessed|retrieved"
    r"|gedruckt|abgerufen|membre depuis|inscrite?|member since|joined|lid sinds|geregistreerd"
    r"|registered|mitglied seit|registriert|copyright)"
)
# The same in the names that authors of pages give to classes and properties.
PUBLISHED_NAME = (
    r"publi|posted|created|parution|entry-date|pubdate|geplaatst|verschen|submitted|erschien"
)
UPDATED_NAME = (
    r"modif|updat|mise?[- ]à[- ]jour|mise?-a-jour|changed|bijgewerkt|aangepast|gewijzigd|revis"
    r"|aktualisiert|geändert"
)
# A day that something happens, or that the page was printed, says nothing of when it was published.
OTHER_NAME = (
    r"(?<![^\W_])(?:event|[eé]v[eé]nement|agenda|start|end(?![^\W_])|deadline|when"
    r"|print|imprim|afgedrukt|inscri|membre|member|lid sinds|joined|mitglied|copyright"
    r"|birth|comment)"
)
# A name of a <meta> or a property that states the day of publication:
# "vr:published-time", "bt:pubDate", "cXenseParse:recs:publishtime".
ISSUED_NAME = (
    r"(?:^|[:._-])(?:publi(?:sh|shed|cation)?[-_]?(?:time|date|at|on)|pub[-_]?date"
    r"|release[-_]date|date[-_]?(?:publi|issued)\w{0,9})$"
)
