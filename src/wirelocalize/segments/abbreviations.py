"""Words of English news prose that end in a full stop without ending a sentence."""

from __future__ import annotations

from wirelocalize.articles.text import words

NEVER = words("""
    mr mrs ms mx dr prof profs gen gens lt col cols cpt capt sgt sgts maj cpl pvt pfc cmdr cdr adm
    brig cmdt det insp supt rev revd hon sen sens rep reps gov govs pres amb atty fr msgr mgr
    st ste mt ft messrs mme mlle vs v viz cf approx ca e.g i.e eg ie al esp incl resp supra asst
    assoc dept univ ex ed eds trans rs hajj maulvi
    """)
"""Titles, ranks and connectives: a full stop after one never ends a sentence."""

BEFORE_NUMBER = words("""
    no nos art arts sec secs fig figs p pp vol vols ch chap para paras op ed c b d res jan feb mar
    apr jun jul aug sep sept oct nov dec sq ext tel
    """)
"""A full stop after one ends no sentence if a number follows."""

SOMETIMES = words("""
    jr sr inc ltd co corp bros llc plc etc et.al ave blvd rd bldg hwy ph.d m.d b.a m.a b.sc m.sc
    ll.b d.d d.phil esq u.s u.k u.n e.u u.a.e u.s.a u.s.s.r d.c n.y l.a a.d b.c jan feb mar apr jun
    jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun min max est hrs kg km
    ft lbs oz
    """)
"""Ends a sentence only if the next word is one that begins sentences."""

HOURS = frozenset(("a.m", "p.m", "am", "pm"))
"""Ends a sentence before a capital, unless a weekday, month or time zone follows."""

AFTER_HOURS = words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    mon tue tues wed thu thurs fri sat sun gmt utc est edt cst cdt mst mdt pst pdt bst cet cest eet
    eest msk irst irdt aft pkt eastern central mountain pacific
    """)

STARTERS = words("""
    a about above according across after again against all almost along already also although always
    amid among an and another any anyone anything are as asked at back because before behind being
    below besides between beyond both but by can could critics despite did do does during each
    earlier either even eventually every everyone everything few finally first following for former
    from further given had has have having he her here hers him his how however i if i'm i've i'd in
    indeed inside instead into is it its it's just last later least less like many maybe meanwhile
    more moreover most much my near nearly neither never nevertheless new next no nobody none nor
    not nothing now of officials often on once one only on the other others our out outside over
    people perhaps police rather residents several shall she should similarly since so some someone
    something sometimes soon still such than that the their them then there there's these they
    they're they've this those though three through throughout thus to today together toward towards
    two under unlike until up upon us was we we're we've were what whatever when where whereas
    whether which while who whoever whom whose why will with within without women yes yesterday yet
    you your
    """)
"""Words that often begin a sentence and seldom follow an abbreviation in capitals."""

SPEECH = words("""
    said says asked asks told tells added adds wrote writes replied replies shouted shouts recalled
    recalls explained explains continued continues wondered wonders noted notes exclaimed demanded
    demands answered answers cried tweeted posted argued argues insisted insists warned warns joked
    concluded
    """)
"""After ``?”`` or ``!”`` and a name, these words belong to the sentence of the quote."""
