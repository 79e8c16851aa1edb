import json,math,glob,pickle,os,re
from collections import Counter
import opencc
T2S=None
def t2smap():
    cc=opencc.OpenCC('t2s')
    m={}
    for c in range(0x3400,0xa000):
        s=cc.convert(chr(c)); 
        if s!=chr(c) and len(s)==1: m[c]=ord(s)
    for c in range(0xff01,0xff5f): m[c]=c-0xfee0
    return m
class Language:
    def __init__(s,uni,bi,tri,ids,m,cb,ct):
        s.uni,s.bi,s.tri,s.ids,s.m=uni,bi,tri,ids,m; s.cb,s.ct=cb,ct
    def encode(s,text):
        return [s.sym(c) for c in text]
    def sym(s,c):
        o=s.m.get(ord(c),ord(c))
        if 48<=o<58: return 48
        if 65<=o<91 or 97<=o<123: return 97
        if o in s.ids: return o
        return 0
    def log_prob(s,a,b,c):
        V=6000
        pu=(s.uni.get(c,0)+.05)/(s.N+.05*V)
        nb,kb=s.cb.get(b,(0,0))
        pb=pu
        if nb: pb=(max(s.bi.get((b,c),0)-.75,0)+.75*kb*pu)/nb
        nt,kt=s.ct.get((a,b),(0,0))
        if nt: return math.log((max(s.tri.get((a,b,c),0)-.75,0)+.75*kt*pb)/nt)
        return math.log(pb)
    def adapt(s,text,weight=.3): return s
_L=None
def load():
    global _L
    if _L: return _L
    if os.path.exists('/tmp/lm.pkl'):
        _L=pickle.load(open('/tmp/lm.pkl','rb'));return _L
    m=t2smap()
    tri=Counter()
    L=Language(None,None,None,None,m,None,None)
    class Any:
        def __contains__(s,x): return True
    for name,lim in [('news',3e6),('laws_cn',1e6),('office_cn',5e5),('reviews_good',5e5),('installation',3e5)]:
        t=''
        for l in open(f'/work/corpora/{name}.2.jsonl'):
            t+=json.loads(l) if l[0]=='"' else str(json.loads(l)); t+='\n'
            if len(t)>lim: break
        t=t.translate(m); t=re.sub('[0-9]','0',t); t=re.sub('[A-Za-z]','a',t)
        o=list(map(ord,t)); tri.update(zip(o,o[1:],o[2:]))
    uni=Counter();bi=Counter();
    for (a,b,c),n in tri.items(): bi[b,c]+=n
    ub=Counter()
    for (b,c),n in bi.items(): uni[c]+=1
    cb={};ct={}
    for (b,c),n in bi.items():
        x,y=cb.get(b,(0,0)); cb[b]=(x+n,y+1)
    for (a,b,c),n in tri.items():
        x,y=ct.get((a,b),(0,0)); ct[a,b]=(x+n,y+1)
    ids={c for c,n in uni.items() if n>=2}
    L.uni,L.bi,L.tri,L.ids,L.cb,L.ct=uni,bi,tri,ids,cb,ct; L.N=sum(uni.values())
    _L=L
    pickle.dump(L,open('/tmp/lm.pkl','wb'))
    return L
