"""Everyday English words that are also names of places, so that an utterance is not full of villages."""

from __future__ import annotations

# Written small, or at the head of a sentence, these are words: "a nice bath". Written large they are places: "in Bath".
_WORDS = """
a abis abs accord add advance age agency ai aim air airport akin all along alpha alter and angle ans ansi
any apt arc arch are area arena art as ask assent assumption ast at ax axis bad bag bail ban band bank bar
bare base basic bath bay be beach bear bed beer began bender best beta bias big bigger billed bin binder
blur book boot border bottom boundary box branch brand bridge bright broke brown burden burst bus busy but
buy cache cafe caller came camp can capital car care carry cases cash cast castle cat cathedral cell
center central centre century chance change char charge chars chat che checkpoint chop church cir circle
city clever clones cloud col colon combine come comfort comma community competition compound comps
conception concise concrete content contention conversion coo cool cope corners cos course court cube
culture cup cut cutoff cuts date day deal deep deg del delay delta demo der desc dest dial dig dim dir
discovery divide do doc dog dollar dot downside drain drains driver dry dual due early earth east eastern
eat echo ed effort egg em end english enter equality err eu ever exchange export eye fall far fare farms
federal federation fell field filler flushing fly fonts for force fore forest forks forth four freedom
friend friendly from front fully fun gap garden gas gateway gen get gets give go goes going gold golden
gone got goto grab grand grant grants green guessing guide guy had hall hang happy hard has hatch he heard
helper her hill hills him hit holder holiday home honey hook hooks hope hospital hot hour hub human hurt
id ie ifs ii ill in int ip is island jar job just key keys kill king kings krona label lack lake lane lang
law lazy lead leader leg legacy len let level li lib libc liberal lie limit line linger lint lion lira
list lit lives lo lock locking log logo logos lone long look loop loose loss lot low luck ma made magna
mailing major make mall man manage many march mark market marks marshal maximum may me means media mem
mere meson mess met meta metro mile miles min mind mine minor minus mixin mo mod model modern monument
moral more morsel most mountain mu much name nan narrows national nearest nest net never new nice nine no
non none normal north northern nose not ob od of off oil okay old on one op opera opportunity ops or
orange ord os our out outer over pack page paint paper par para param parent park parks parse passage
paste pat pax pay peace peer pen per perl perm phone pier pile pin pink pipes plain plan plans plate plaza
plot plugin plus point poking police poll polling pong pool pop popular port portal post postal pound
powers pre prec price principal progress proto proven pure put quarter raccoon race rail rain ran rand
random rate ravel re reach reading real rec receiving record recovery red rem res research reserve
reservoir rest retreat rev rice rich rid ride riding ring rise road rock roles root rose row royal rule
run rust sa said sail sake sale salt same samples sand sane save saw say se sea sec section see seem seen
sees sell semaphore send sent sentinel serves set seven sha shape share shared she shell shot shut si sia
sid side sig sigma sim sin since sing singleton sir sit six ski slashes slide smile snow so sole son song
sort sorts south southern split spoken spring spy stamp star start startup state station steep steps still
stock store story street strong su success sudo summer sun sunrise sunset surprise swallow switch tab
tactic taking tall tangent tape tar tea tell temple ten terminal termini than the them thursday ti tiers
till time timer tire to todo tol ton too tool top torn tornado tour tours tower town trac train trap tree
trial triangle trim trio trip try tune tup turn ub uf union university up us used uses val valley vals van
vars vary ver vers vi via vim visa vista waits wake walk wall walls walter warns way ways we week welcome
well were west western wet white who win winner wise won worth ye yen yes yet young zero zone zoo
"""
# These are written large as words too.
_ALWAYS_WORDS = """
april august december english february french friday german i italian january july june march may monday november
october ok okay oh saturday september spanish sunday thursday tuesday wednesday yes no hi hello hey thanks please
"""

COMMON_WORDS: frozenset[str] = frozenset(_WORDS.split())
ALWAYS_WORDS: frozenset[str] = frozenset(_ALWAYS_WORDS.split())
