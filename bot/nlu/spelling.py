"""Spell out what students shorten (« jsui », « kel », « pr », « cmb »): what is learnt of a word counts for all its forms.

Training phrases and messages both go through it, after folding. Only forms that stand for one word in any sentence are here:
« sa », « com » or « ou » may be words of their own.
"""

from __future__ import annotations

import re

_SHORT_FORMS = {
    short: spelled
    for line in """
    quoi = koi kwa qoi quoa
    quel = kel kels quels
    quelle = kelle kelles quelles
    qui = ki
    que = ke
    qu'on = kon
    qu'il = kil
        qu'ils = kils
    qu'y a = kya
    c'est = c cest sest
    combien = cb cmb cbm cmbien conbien combin
    comment = cmt coment koment cment commen
    pourquoi = pk pq pkoi pourkoi prquoi
    parce que = pcq pck pcke paske psk parceke parske pasque
    qu'est ce que = keske kesk kesque kesq
    qu'est ce qui = keski
    est ce que = esk eske esque estceque
    pour = pr
    dans = ds
    donc = dc
    tout = tt
    toute = tte
    tous = ts
    beaucoup = bcp bcq bcoup
    avec = avc ac avk
    sans = ss
    nous = ns
    vous = vs
    quand = qd kan kand qand
    quelqu'un = qqn qqun kelkun
    quelque chose = qqch qqchose qch
    quelques = qques
    meme = mm
    non = nn
    toujours = tjs tjr tjrs tjours
    temps = tps
    pendant = pdt
    desole = dsl
    maintenant = mtn mnt mtnt
    peut etre = ptet petet
    probleme = pb
    y a = ya
    y en a = yen yena
    il faut = fo fau fodra
    je suis = jsuis jsui chui chuis jss
    j'ai = jai g
    j'aime = jaime
    j'aimerais = jaimerais jaimerai
    j'habite = jhabite
    j'hesite = jhesite
    t'as = tas
    d'etudes = detudes
    d'annees = dannees
    etre = etr
    faire = fair
    bonjour = bjr
    bonsoir = bsr
    salut = slt
    merci = mrc mci merki
    s'il te plait = stp
    s'il vous plait = svp
    """.strip().splitlines()
    for spelled, shorts in [line.strip().split(" = ")]
    for short in shorts.split()
}
_WORD = re.compile(r"(?<!['\w-])[a-z]+(?!['\w])")
_GLUED = re.compile(r"j(?=[bcdfgklmnpqrstvxz][a-z]{2})")
"""« jveux », « jpeux », « jcommence »: no French word begins so."""


def spelled_out(folded: str) -> str:
    """A folded text without short forms."""
    return _WORD.sub(_whole, folded)


def _whole(match: re.Match[str]) -> str:
    word = match.group()
    return _SHORT_FORMS.get(word) or _GLUED.sub("je ", word, count=1)
