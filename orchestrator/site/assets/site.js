// sources 67cd2eaf569188f8583c90f385cdf8200b20316e2d8a50cf94456b7d8140bab5; licences of what is in it: LICENSES.txt
"use strict";(()=>{var ne,Fs,Mf,pt,Oi,gr,Ds,hr,Rs,Ii,$i,Tf,En=Symbol.for("pv"),_r={},yr=[],Ef=/^m(i|n|o|s|text|space)$/,Li=Array.isArray,qs=yr.slice,Ct=Object.assign;function Et(e){
e&&e.parentNode&&e.remove()}function dr(e,t,n,r,i){var o={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:En,__v:i||++Fs,__i:-1,__u:0};return!i&&ne.vnode&&ne.
vnode(o),o}function A(e){return e.children}function mr(e,t){this.props=e,this.context=t,this.__g=0}function gt(e,t){if(t==null)return e.__&&gt(e.__,e.__i+1);for(var n;t<e.
__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:gt(e)}function Cf(e){var t,n=e.__v,r=n.__e,i=[],o=[],s=e.__P;
s&&((t=Ct({constructor:En},n)).__v=n.__v+1,ne.vnode&&ne.vnode(t),Pi(s,t,n,e.__n,s.namespaceURI,32&n.__u?[r]:null,i,r||gt(n),32&n.__u,o),t.__v=n.__v,t.__.__k[t.__i]=
t,Ys(i,t,o),n.__=n.__e=null,t.__e!=r&&zs(t))}function zs(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),
zs(e)}function Ps(e){(8&e.__g||(e.__g|=8,pt.push(e),gr++))&&Oi==ne.debounceRendering||((Oi=ne.debounceRendering)||queueMicrotask)(Us)}function Us(){try{for(var e,
t=1;pt.length;)pt.length>t&&pt.sort(Ds),e=pt.shift(),t=pt.length,8&e.__g&&Cf(e)}finally{(gr=pt.length)&&(Oi||queueMicrotask)(Us)}}function Bs(e,t,n,r,i,o,s,a,u,c,f){
var h,m,d,p,_,x,v=r.__k||yr,w=t.length;for(u=Sf(n,t,v,u,w),h=0;h<w;h++)(d=n.__k[h])!=null&&(m=~d.__i&&v[d.__i]||_r,d.__i=h,x=Pi(e,d,m,i,o,s,a,u,c,f),p=d.__e,(m.
ref!=d.ref||8&m.__u)&&(m.ref&&Ai(m.ref,null,d,m),d.ref&&f.push(d.ref,d.__c||p,d)),_=_||p,4&d.__u?(u=js(d,u,e,!m.__v),m.__e&&(m.__e=null)):typeof d.type=="functi\
on"&&x!==void 0?u=x:p&&(u=p.nextSibling),d.__u&=-21);return n.__e=_,u}function Sf(e,t,n,r,i){var o,s,a,u,c,f,h,m,d,p=n.length,_=p,x=0,v=0,w=e.__k=Array(i);for(o=
0;o<i;o++)(s=t[o])!=null&&typeof s!="boolean"&&typeof s!="function"?(typeof s!="object"||s.constructor===String?s=w[o]=dr(null,s):Li(s)?s=w[o]=dr(A,{children:s}):
s.constructor===En&&s.__b?s=w[o]=dr(s.type,s.props,s.key,s.ref,s.__v):w[o]=s,u=o+x,s.__=e,s.__b=e.__b+1,a=null,~(c=s.__i=Nf(s,n,u,_))&&(_--,(a=n[c])&&(a.__u|=2)),
a&&a.__v?(s.__u|=16,c==u-1?x--:c==u+1?x++:c!=u&&(c>u?x--:x++,v=1)):(~c||(i>p?x--:i<p&&x++),typeof s.type!="function"&&(s.__u|=4))):w[o]=null;if(v){for(f=[],h=[],
o=0;o<i;o++)if((s=w[o])&&16&s.__u){for(x=0,m=f.length;x<m;)f[d=x+m>>1]<s.__i?x=d+1:m=d;f[x]=s.__i,h[o]=x+1}for(x=f.length;o--;)h[o]&&(h[o]==x?x--:w[o].__u|=4)}if(_)
for(o=0;o<p;o++)!(a=n[o])||2&a.__u||(a.__e==r&&(r=gt(a)),Fi(a,a));return r}function js(e,t,n,r){var i,o,s,a;if(typeof e.type=="function"){if(e.props.__P)return t;
if(i=e.__k)for(o=0;o<i.length;o++)i[o]&&(i[o].__=e,t=js(i[o],t,n,!1));return t}for(t&&!t.parentNode&&(t=gt(e))&&!t.parentNode&&(t=null),s=e.__e,a=t;a&&a.nodeType==
8;)a=a.nextSibling;for(s!=a&&(!r&&n.moveBefore&&s.parentNode?n.moveBefore(s,t):n.insertBefore(s,t||null)),t=s;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(
"$s"););return t}function Nf(e,t,n,r){var i,o=e.key,s=e.type,a=t[n],u=a&&!(2&a.__u);if(a===null&&o==null||u&&o==a.key&&s==a.type)return n;if(r>(u?1:0)){for(i=n-1;i>=0;i--)if((a=
t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i;for(i=n+1;i<t.length;i++)if((a=t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i}return-1}function As(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function fr(e,t,n,r,i){var o,s;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||As(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||As(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(s=$i[t]||($i[t]=Of(t)),(e.__a||(e.__a={}))[t]=Ii,o=t!=(t=t.replace(Rs,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,s,o):e.removeEventListener(t,s,o));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Of(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[hr]==null)t[hr]=Ii++;else if(t[hr]<this.__a[e])return;return n(ne.event?ne.event(t):t)}}}function Pi(e,t,n,r,i,o,s,a,u,c){
var f,h,m,d,p,_,x,v,w,T,M,L,N,z,R,V,G,Y,P=t.type;if(t.constructor!==En)return null;128&n.__u&&(u=32&n.__u,f=n.__c.__z)&&(t.__u|=u,h=o=[],f.nodeType==8?a=pr(f,o):
o.push(f),a=o[0]||a),(f=ne.__b)&&f(t);e:if(typeof P=="function"){m=s.length;try{if(v=t.props,w=(f=P.prototype)&&f.render,T=(f=P.contextType)&&r[f.__c],M=f?T?T.props.
value:f.__:r,(d=n.__c)?(t.__c=d,2&d.__g&&(d.__g|=1)):(w?t.__c=d=new P(v,M):(t.__c=d=new mr(v,M),d.constructor=P,d.render=If),T&&T.sub(d),d.state||(d.state={}),d.
__n=r,d.__g|=8,d.__h=[],d.__k=[]),w&&(d.__s||(d.__s=d.state),P.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=Ct({},d.__s)),Ct(d.__s,P.getDerivedStateFromProps(
v,d.__s)))),p=d.props,_=d.state,d.__v=t,n.__c){if(v!==p&&w&&!P.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(v,M),t.__v==n.
__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&d.shouldComponentUpdate(v,d.__s,M)===!1){t.__v!=n.__v&&(d.props=v,d.state=d.__s,d.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(B){B&&(B.__=t)}),yr.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&s.push(d),a=gt(n);break e}d.componentWillUpdate&&d.componentWillUpdate(
v,d.__s,M),w&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(p,_,x)})}else w&&!P.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),
w&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=M,d.props=v,d.__P=e,d.__g&=-5,L=ne.__r,N=w?25:0;do d.__g&=-9,L&&L(t),f=d.render(d.props,d.state=
d.__s,d.context);while(8&d.__g&&++N<25);w&&(yr.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(r=Ct({},r,d.getChildContext())),w&&n.__c&&d.getSnapshotBeforeUpdate&&
(x=d.getSnapshotBeforeUpdate(p,_)),z=f&&f.type===A&&f.key==null?f.props.children:f,v.__P&&(f=a,i=(e=v.__P).namespaceURI,u=o=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(B){B&&Fi(B,B)}),n.__k=null),a=n.__k?gt(n,0):null),a=Bs(e,Li(z)?z:[z],t,n,r,i,o,s,a,u,c),v.__P&&(t.__e=null,a=f),t.__u&=-161,h&&h.some(Et),d.__h.length&&
s.push(d),1&d.__g&&(d.__g&=-4)}catch(B){if(s.length=m,t.__v=null,u||o)if(B&&B.then){if(t.__u|=128|u,o){for(~(G=o.indexOf(a||void 0))||(G=o.length);(Y=o[G-1])&&Y.
nodeType==8;)G--;for(;G<o.length;G++)if(Y=o[G])if(o[G]=null,R){if(Y==V)break}else{if(Y.nodeType!=8)break;Y.data.startsWith("$s")&&(V=pr(R=Y))}}if(!R){for(;a&&a.
nodeType==8&&a.nextSibling;)a=a.nextSibling;R=a}(f=pr(R=t.__c.__z||(t.__c.__z=R)))?(t.__e=R,a=f):t.__e=a,a=a&&a.nextSibling}else o&&o.some(Et);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),B&&B.then||Hs(t),ne.__e(B,t,n)}}else a=t.__e=$f(n.__e,t,n,r,i,o,s,u,c,e);return(f=ne.diffed)&&f(t),a}function pr(e,t){if(e&&e.nodeType==
8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function Hs(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Hs))}function Ys(e,t,n){for(var r=0;r<n.length;)Ai(n[r++],n[r++],n[r++]);ne.__c&&ne.__c(t,e),e.some(
function(i){try{e=i.__h,i.__h=[],e.some(function(o){o.call(i)})}catch(o){ne.__e(o,i.__v)}})}function $f(e,t,n,r,i,o,s,a,u,c){var f,h,m,d,p,_,x,v,w=n.props||_r,T=t.
props,M=t.type;if(M=="svg"?i="http://www.w3.org/2000/svg":M=="math"?i="http://www.w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),o){for(f=0;f<o.
length;f++)if((p=o[f])&&(M?p.localName==M:p.nodeType==3)){e=p,o[f]=null;break}}if(!e){if(v=c.ownerDocument||document,!M)return v.createTextNode(T);e=v.createElementNS(
i,M,T.is?T:c),a&&(ne.__m&&ne.__m(t,o),a=!1),o=null}if(M){if(c=M=="template"&&e.content||e,o=M=="textarea"&&T.defaultValue!=null?null:o&&qs.call(c.childNodes),!a&&
o)for(w={},f=0;f<e.attributes.length;f++)w[(p=e.attributes[f]).name]=p.value;for(f in w)p=w[f],f=="dangerouslySetInnerHTML"?m=p:f=="children"||f in T||f=="value"&&
"defaultValue"in T||f=="checked"&&"defaultChecked"in T||fr(e,f,null,p,i);for(f in T)p=T[f],f=="children"?d=p:f=="dangerouslySetInnerHTML"?h=p:f=="value"?_=p:f==
"checked"?x=p:a&&typeof p!="function"||w[f]===p||fr(e,f,p,w[f],i);h?(a||m&&(h.__html==m.__html||h.__html==e.innerHTML)||(e.innerHTML=h.__html),t.__k=[]):(m&&(e.
textContent=""),(M=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&Ef.test(M))&&(i="http://www.w3.org/1999/xhtml"),Bs(c,Li(d)?d:[d],t,n,r,i,o,s,o?o[0]:
n.__k&&gt(n,0),a,u),o&&o.some(Et)),a&&M!="textarea"||(f="value",M=="progress"&&_==null?e.removeAttribute(f):_==null||_===e[f]&&(M!="progress"||_)||fr(e,f,_,w[f],
i),f="checked",x!=null&&x!=e[f]&&fr(e,f,x,w[f],i))}else w===T||a&&e.data==T||(e.data=T);return e}function Ai(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){ne.__e(i,n)}}function Fi(e,t,n){var r,i,o,s;if(ne.unmount&&ne.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||Ai(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(a){ne.__e(a,t)}r.__P=r.__n=null}
if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&Fi(r[s],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(i=pr(r,o=[]))&&(r==e.__e&&o.some(Et),Et(
i),Et(r)),n||Et(e.__e),e.__e=e.__c=e.__=null}function If(e,t,n){return this.constructor(e,n)}function Di(e,t){var n,r,i,o;ne.__&&ne.__(e,t),t.nodeType==9&&(t=t.
documentElement),r=(n=e&&32&e.__u)?null:t.__k,t.__k=dr(A,{children:[e]}),i=[],o=[],Pi(t,t.__k,r||_r,_r,t.namespaceURI,r?null:t.firstChild?qs.call(t.childNodes):
null,i,r?r.__e:t.firstChild,n,o),Ys(i,t.__k,o),t.__k.props.children=null}ne={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(
e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(a){e=a}}throw gr=0,e}},Fs=0,Mf=function(e){return e!=null&&e.
constructor===En},mr.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Ct({},this.state)),typeof e=="function"&&(e=e(Ct({},n),this.props)),
e&&(Ct(n,e),this.__v&&(t&&this.__k.push(t),Ps(this)))},mr.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Ps(this))},mr.prototype.render=
A,pt=[],gr=0,Ds=function(e,t){return e.__v.__b-t.__v.__b},hr=Symbol(),Rs=/(PointerCapture)$|Capture$/i,Ii=0,$i={},Tf=0;var Wt,me,Ri,Ws,qi=Object.is,vr=0,ta=[],zi=[],he=ne,Vs=he.__b,Xs=he.__r,Gs=he.diffed,Zs=he.__c,Qs=he.unmount,Ks=he.__;function br(e,t){he.__h&&he.__h(me,e,vr||t),
vr=0;var n=me.__H||(me.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function Q(e){return vr=1,Lf(na,e)}function Lf(e,t,n){var r=br(Wt++,2);if(r.
t=e,!r.__c&&(r.__=[n?n(t):na(void 0,t),function(o){var s=(r.__N||r.__)[0],a=r.t(s,o);qi(s,a)||(r.__N=[a,r.__[1]],r.__c.setState({}))}],r.__c=me,!me.__f)){me.__f=
!0;var i=me.shouldComponentUpdate;me.shouldComponentUpdate=function(o,s,a){var u=this.__H;if(!u)return!0;var c=!1,f=this.props!=o;if(u.__.some(function(m){m.__N&&
(c=!0,qi(m.__[0],m.__N[0])||(f=!0))}),i){var h=i.call(this,o,s,a);return c?h||f:h}return!c||f}}return r.__}function Vt(e,t){var n=br(Wt++,3);!he.__s&&Bi(n.__H,t)&&
(n.__P=!0,n.__=e,n.u=t,me.__H.__h.push(n))}function Sn(e,t){var n=br(Wt++,4);!he.__s&&Bi(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,me.__h.push(n))}function rt(e){return vr=
5,Ge(function(){return{current:e}},[])}function Ge(e,t){var n=br(Wt++,7);return Bi(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Pf(){var e;do{for(;e=zi.shift();)try{Cn(e)}catch(n){he.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=ta.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Cn),t.__h.
some(Ui),t.__h=[]}catch(n){t.__h=[],he.__e(n,e.__v)}}}while(zi.length)}he.__b=function(e){me=null,Vs&&Vs(e)},he.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.
__m),Ks&&Ks(e,t)},he.__r=function(e){Xs&&Xs(e),Wt=0;var t=(me=e.__c).__H;t&&(Ri==me?me.__h=[]:(t.__h.some(Cn),t.__h.some(Ui),Wt=0),t.__h=[],t.__.some(function(n){
n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),Ri=me},he.diffed=function(e){Gs&&Gs(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&ea(ta.push(t)),t.__H.__.some(function(n){
n.u&&(n.__H=n.u)})),Ri=me=null},he.__c=function(e,t){t.some(function(n){try{n.__h.some(Cn),n.__h=n.__h.filter(function(r){return!r.__||Ui(r)})}catch(r){n.__h=[function(){
throw r}]}}),Zs&&Zs(e,t)},he.unmount=function(e){Qs&&Qs(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,ea(zi.push(i))}else Cn(i)}catch(o){t=o}}),r.__H=void 0,t&&he.__e(t,r.__v))};var Js=typeof requestAnimationFrame==
"function";function Af(e){var t,n=function(){clearTimeout(r),Js&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Js&&(t=requestAnimationFrame(n))}function ea(e){
e!=1&&Ws==he.requestAnimationFrame||((Ws=he.requestAnimationFrame)||Af)(Pf)}function Cn(e){var t=me,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),me=t}function Ui(e){
var t=me;e.__c=e.__(),me=t}function Bi(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!qi(n,e[r])})}function na(e,t){return typeof t=="function"?
t(e):t}var Ff=new URL("..",document.currentScript.src),Nn=new Map,ra=new Map,ji=new Map;function ia(e,t){Nn.set(e,t),ji.get(e)?.(t)}function Df(e){let t=ra.get(e);if(t)
return t;let n=new Promise((r,i)=>{if(Nn.has(e))return r(Nn.get(e));ji.set(e,r);let o=document.createElement("script");o.src=new URL(`data/${e}.js`,Ff).href,o.onerror=
()=>i(new Error(`data/${e}.js`)),document.head.append(o)});return ra.set(e,n),n}function oa(e){return new Promise(t=>ji.set(e,n=>t(n)))}function Hi(){document.documentElement.
dataset.ready=String(Math.round(performance.now()))}function Ie(e){let t=e!==null&&Nn.has(e)?Nn.get(e):void 0,[n,r]=Q({name:e,value:t});return Sn(()=>{n.value!==
void 0&&Hi()},[n.value]),Sn(()=>{if(e===null)return;let i=!0;return Df(e).then(o=>i&&r({name:e,value:o}),o=>i&&r({name:e,problem:o.message})),()=>{i=!1}},[e]),n.
name===e?n:{value:t}}var k,it=new Map,St=[];function sa(e){k=e,k.nodes.forEach((t,n)=>it.set(t[0],n)),St=k.nodes.map(()=>[]),k.parents.forEach((t,n)=>t.forEach(
r=>St[r].push(n)))}var C={locale:"en-GB",days:"days",nav:{overview:"Overview",segments:"Segments",customers:"Customers",changes:"Changes",models:"Models",sources:"Sources",lineage:"\
Lineage",runs:"Runs"},skip:"Skip to the content",menu:"Menu",theme:{light:"Light",dark:"Dark",auto:"Same as system"},themeLabel:"Colours",search:"Search",searchHint:"\
Search segments, models, columns, SQL",searching:"Searching",found:(e,t)=>e===1?`1 result for “${t}”`:`${e} results for “${t}”`,searchEmpty:"No results \
contain all of these words.",loading:"Loading",problem:e=>`${e} cannot be read: the site was rewritten or is incomplete. Reload the page.`,notFound:"There is no\
 such page.",asTable:"As a table",rowsMore:e=>`${e} more rows: show all`,from:"from",few:e=>`< ${e}`,less:e=>`< ${e}`,more:e=>`> ${e}`,hidden:"·",suppressed:e=>`\
Not shown (·): counts below ${e}, and counts from which one could be derived.`,madeAt:"written",yes:"yes",no:"no",ways:{entry:"entry",exit:"exit"},python:"Pyth\
on",quarter:(e,t)=>`${e} Q${t}`,front:{title:"Overview",asOf:"Customers as of",published:"published",generation:"generation",neverBuilt:"Nothing is built yet: r\
un seg build, then seg docs generate.",fresh:"Fresh",complete:"Complete",stable:"Stable",reachable:"Reachable",good:"Good",look:"Look at it",bad:"Act",unknown:"\
Unknown",freshDay:(e,t,n)=>t<=0?`The figures are as of today, ${e}.`:t===1?`The figures are as of yesterday, ${e}.`:`The figures are as of ${e}, ${n} days ago.`,
publishedDay:(e,t,n)=>t<=0?`Published today, ${e}.`:t===1?`Published yesterday, ${e}.`:`Published on ${e}, ${n} days ago.`,oldFigures:e=>`the figures are ${e} d\
ays old: build with newer data, then run seg docs generate`,sourcesOld:e=>e===1?"1 source is stale.":`${e} sources are stale.`,sourcesGood:e=>e===1?"1 source is\
 fresh.":`${e} sources are fresh.`,builtOf:(e,t)=>`${e} of ${t} segment families are built.`,everyone:(e,t)=>e===t?`Everyone has a segment in all ${t} exclusive\
 families.`:`Everyone has a segment in ${e} of ${t} exclusive families.`,flagged:e=>e===0?"No family and no feature moved more than its limit.":e===1?"1 family \
or feature moved more than its limit.":`${e} families or features moved more than their limits.`,moved:(e,t)=>`${e} changed segment in ${t} on the last day.`,tests:"\
Tests",untested:"No data tests are declared.",verdicts:(e,t,n)=>`${e} pass, ${t} warn, ${n} fail.`,nodes:e=>e===1?"1 model, seed or source.":`${e} models, seeds\
 and sources.`,notMeasured:"Nothing measures this yet.",noDayBefore:"There is no previous day to compare with.",noChannels:"No relation says who can be contacte\
d.",reached:(e,t)=>`${e} can be reached by ${t}.`,decide:"Needs a decision",nothing:"Nothing waits for a decision.",more:e=>`${e} more`,main:"Segments now",movedMost:"\
Moved most",movedSince:e=>`Moved most since ${e}`,redefined:"Rules changed since the last generation:",movedNone:"No segment changed in size since the previous \
day.",allFamilies:"All families",lastRun:"Last run",failing:e=>e===null?"fails":e===1?"fails for 1 row":`fails for ${e} rows`,warning:e=>e===null?"warns":e===1?
"warns about 1 row":`warns about ${e} rows`,other:"did not succeed",overdue:e=>`review overdue by ${e} days`,due:e=>e===0?"review due today":`review due in ${e}\
 days`,drifted:"moved more than its limit",alarm:e=>`selects the group ${e} far less often`,notBuilt:"not built yet:",leftOut:"Charts left out",runFailed:e=>`th\
e last ${e} did not succeed`,sourceOld:e=>`is ${e} old`,slowest:"Slowest steps of the last run",kinds:{run:"Run",source:"Source",test:"Test",review:"Review",unstable_families:"\
Stability",drifted_features:"Drift",fairness_alarms:"Fairness",not_built:"Families",old_figures:"Freshness"}},segments:{title:"Segments",intro:"Each family divi\
des customers by one question.",family:"Family",segment:"Segment",purpose:"Purpose",owner:"Owner",review:"Review by",segmentCount:"Segments",largest:"Largest",members:"\
Members",share:"Share",change:"Change",since:e=>`Change since ${e}`,trend:"Over time",mode:"Mode",everyone:"Divides",asOf:"As of",exclusive:"one segment each",overlapping:"\
any number of segments",description:"Description",overdue:"overdue",table:"Table",none:"This project declares no segment families.",compare:"Size over time",shownAs:"\
Shown as",largestOf:(e,t)=>`The ${e} largest of ${t} segments. The rest are in the table.`,asMembers:"members",asShare:"share of all",rule:"Rule",otherwise:"Eve\
ryone for whom no other rule of the family holds.",firstWins:"The first rule of the family that holds applies.",version:"Version",all:"all of",any:"any of",not:"\
not",lists:"Exported to",listsNone:"Not exported to any channel.",listed:(e,t)=>`a list for ${e}${t}`,priorityWord:", priority",persona:"In words",tests:"Tests",
moves:"Entries and exits by cause",movesNote:"Entries are above the line, exits below. A cause is data, a changed rule (definition), a new fit (model), or ident\
ity.",start:"The first day, when everybody enters, is left out of the chart.",curves:"With other thresholds",curvesNote:"How many members the segment would have\
 today. The line marks the current threshold.",flows:"Where members came from and went",matrix:"Migration matrix",matrixNote:"Rows: the segment on the previous \
day. Columns: the segment now.",nobodyMoved:"No moves to show.",overlap:"Overlap with other families",overlapNote:"How much of each segment is in a segment of t\
he other family.",overlapOf:"Other segments of its members",overlapOfNote:"Segments of other families, by how much more often its members are in them than all c\
ustomers (lift).",against:"Compared with",profile:"What sets it apart",profileNote:"100 means as often as among all customers. Lines are confidence intervals. O\
nly differences that chance does not explain are shown.",profileNone:"No difference that chance does not explain.",value:"Value with confidence interval",worth:"\
Value",channels:"Reachability by channel",channelsNote:"Share of members that a channel reaches. The rest, by reason.",reachable:"reachable",priorities:"Which c\
ontact pays off",prioritiesNote:"Value of one contact, with its confidence interval.",experiments:"Experiments",experimentsNote:"Difference from the control gro\
up, with its confidence interval.",experiment:"Experiment",arm:"Arm",metric:"Metric",difference:"Difference",interval:"Interval",verdict:"Verdict",decided:"Deci\
ded on",day:"Day",allSegments:"All segments",comesFrom:"where it comes from",everybody:"everybody"},customers:{title:"Customers",none:"No relation has the roles\
 that these charts need: see docs/roles.md.",rfm:"Recency and frequency",rfmNote:"Customers by quintile of recency (rows) and frequency (columns). 5 is best. Da\
rker means more customers.",recency:"Recency",frequency:"Frequency",customers:"customers",monetary:"Monetary value",lifecycle:"Lifecycle",lifecycleNote:"Custome\
rs in each stage, in the order of the family's rules.",lifecycleFlows:"Moves between stages",concentration:"How concentrated value is",concentrationNote:e=>`The\
 most valuable 20 % of customers account for ${e} of the value. The straight line is perfect equality.`,shareOfCustomers:"Share of customers, the least valuable\
 first",shareOfValue:"Share of value",retention:"Cohorts",retentionNote:e=>"Of the customers who first bought in a quarter, the share that bought in each later \
quarter."+(e?` ${e} is not over.`:""),cohort:"First bought",size:"Customers",quarters:e=>e===1?"1 quarter later":`+${e}`,experiments:"Experiments on all custome\
rs",predictions:"Orders: predicted and actual",predictionsNote:"Customers in deciles of predicted orders, in a period that the model had not seen.",orders:"orde\
rs",predicted:"predicted",actual:"actual",decile:"Decile",model:"Model"},changes:{title:"Changes",lead:(e,t)=>`Who is in which segment in generation ${e}, compa\
red with generation ${t}.`,none:"There is no earlier generation to compare with.",nobody:"Nobody moved.",redefined:"Its rules changed.",data:"Only data moved pe\
ople: its rules are unchanged.",sameRules:"Its rules are unchanged.",above:"Upstream models changed:",before:"Before",after:"After",entered:"In",left:"Out",definition:"\
By the rules",byModel:"By a model",byData:"By data",several:"By several",causes:"A move is attributed to the rules, a model or data if that change alone causes \
it and the others do not.",modelsUntold:"Their moves are counted under data:",same:"Unchanged",notCompared:"Not compared",all:"What the last generation changed"},
models:{title:"Models",name:"Name",type:"Type",rows:"Rows",time:"Time",tests:"Tests",folder:"Folder",filter:"Filter by name or folder",shown:(e,t)=>`${e} of ${t}`,
all:"All types",status:"Status",materialized:"Materialization"},node:{owner:"Owner",relation:"Relation",file:"File",package:"Package",tags:"Tags",columns:"Colum\
ns",column:"Column",type:"Type",meaning:"Meaning",personal:"personal",tests:"Tests",test:"Test",verdict:"Result",failures:"Failing rows",time:"Time",history:"La\
st runs, newest first",sql:"SQL",raw:"As written",compiled:"As run",runs:"Last runs",run:"Run",status:"Status",rows:"Rows written",lineage:"Lineage",whole:"Open\
 the lineage",reads:"Reads",readBy:"Read by",nothing:"nothing",noDescription:"No description.",rowsNow:"Rows",lastTime:"Time of the last build",family:"Segment \
family",copy:"Copy",copied:"Copied"},sources:{title:"Sources",source:"Source",age:"Age",loaded:"Newest row",looked:"Checked",limit:"Freshness",warn:"warns after",
error:"fails after",never:"never checked",notDeclared:"not declared",readers:"Read by",none:"This project reads no sources."},lineage:{title:"Lineage",focus:"Fo\
cus",up:"Steps up",down:"Steps down",project:"The project by folder",projectNote:"Each box is a folder; an arrow means that a model of one reads a model of the \
other. Choose a folder, or search for a model.",tooMany:e=>`${e} nodes are too many to read: fewer steps are shown.`,legend:"Click a node to open it, or shift-c\
lick to focus on it. Drag to move, scroll to zoom.",fit:"Fit",in:"Zoom in",out:"Zoom out",open:"Open",list:"As a list"},column:{title:"Column lineage",of:"a col\
umn of",madeOf:"Derived from",usedBy:"Used by",ends:"Original columns",note:"An arrow means that one column is derived from the other, also through a condition.",
alone:"It is not derived from other columns, and no other column is derived from it.",noneToShow:"There is nothing to show.",notFollowed:"This site has no colum\
n lineage: the overview says why.",untoldPython:"This is a Python model: the lineage of its columns is unknown.",untoldSql:"The SQL of this model cannot be anal\
ysed, so the lineage of its columns is unknown.",reads:"The model reads",untoldReaders:"Unknown for",goesOn:"(unknown further back)",choosesRowsOf:"Filters rows\
 of",choosesNote:"These join or filter by it: different values would give different rows.",chosenBy:e=>`Rows of ${e} are joined and filtered by`},runs:{title:"R\
uns",none:"No run is recorded in target/.",command:"Command",at:"Started",took:"Took",result:"Result",published:"Published",notPublished:"nothing",generation:"g\
eneration",notFinished:"did not finish",path:"Critical path",pathNote:e=>`The chain of steps that determined when the run ended${e?`, without ${e} that took les\
s than 1 % of it`:""}.`,slowest:"Slowest steps",attention:"Problems",step:"Step",started:"Started after",duration:"Duration of runs"},status:{success:"success",
pass:"pass",warn:"warn",fail:"fail",error:"error",skipped:"skipped",reused:"reused",interrupted:"interrupted","not started":"not started","never ran":"never ran"},
causes:{data:"data",definition:"definition",model:"model",identity:"identity",erasure:"erasure",start:"start"},blocked:{blocked_by_suppression:"suppressed",blocked_by_no_address:"\
no address",blocked_by_no_consent:"no consent",blocked_by_withdrawn:"withdrawn",blocked_by_bounce:"bounced",blocked_by_fatigue:"contacted enough",blocked_by_holdout:"\
in a control group"}};var wr=new Intl.NumberFormat(C.locale,{maximumFractionDigits:0}),Rf=new Intl.NumberFormat(C.locale,{maximumSignificantDigits:3}),qf=new Intl.NumberFormat(C.locale,
{notation:"compact",maximumSignificantDigits:3}),Yi=aa(0),zf=aa(1),Uf=new Intl.DateTimeFormat(C.locale,{day:"numeric",month:"short",year:"numeric",timeZone:"UTC"}),
Bf=new Intl.DateTimeFormat(C.locale,{day:"numeric",month:"short",timeZone:"UTC"}),jf=new Intl.DateTimeFormat(C.locale,{day:"numeric",month:"short",year:"numeric",
hour:"2-digit",minute:"2-digit"});function aa(e){let t=new Intl.NumberFormat(C.locale,{minimumFractionDigits:e,maximumFractionDigits:e});return{format:n=>`${t.format(
n*100)} %`}}var se="–";function X(e){return e==null?se:wr.format(e)}function Te(e){return e==null?se:Math.abs(e)<1e4?ve(e):qf.format(e)}function ve(e){return e==
null?se:Math.abs(e)>=100||Number.isInteger(e)?wr.format(e):Rf.format(e)}function ue(e){return e==null?se:e>0&&e<5e-4?C.less(Yi.format(.001)):e<1&&e>=.995?C.more(
Yi.format(.99)):Math.abs(e)<.0995&&e!==0?zf.format(e):Yi.format(e)}function kr(e){return e==null?se:e>0?`+${wr.format(e)}`:e<0?`−${wr.format(-e)}`:"0"}function ke(e){
return e?Uf.format(new Date(`${e.slice(0,10)}T00:00:00Z`)).replace(/ /g," "):se}function Mr(e){return Bf.format(new Date(`${e.slice(0,10)}T00:00:00Z`)).replace(
/ /g," ")}function Re(e){return e?jf.format(new Date(e)):se}function Ue(e){if(e==null)return se;if(e<.0995)return`${Math.round(e*1e3)} ms`;if(e<60)return`${e.toFixed(
e<10?2:1)} s`;let t=Math.floor(e/60);return t<60?`${t} min ${Math.round(e%60)} s`:`${Math.floor(t/60)} h ${t%60} min`}function Xt(e){let t=e/3600;return t<1?`${Math.
max(0,Math.round(e/60))} min`:t<48?`${Math.round(t)} h`:`${Math.round(t/24)} ${C.days}`}function Tr(e){return e.replace(/_/g," ")}function F(e){let t=Tr(e);return t.
charAt(0).toUpperCase()+t.slice(1)}function ua(){let e=new Date;return[e.getFullYear(),e.getMonth()+1,e.getDate()].map(t=>String(t).padStart(2,"0")).join("-")}function xr(e){
return Number(e.slice(0,4))*4+Math.floor((Number(e.slice(5,7))-1)/3)}function la(e){let t=new Date(Date.parse(`${e}T00:00:00Z`)+864e5).toISOString();return xr(t)!==
xr(e)}function ca(e,t){return Math.round((Date.parse(t.slice(0,10))-Date.parse(e.slice(0,10)))/864e5)}var Hf=Symbol.for("pv"),Yf=0;function l(e,t,n,r,i,o){t||(t={});var s,a,u=t;if("ref"in u&&typeof e!="function")for(a in u={},t)a=="ref"?s=t[a]:u[a]=t[a];var c={type:e,props:u,key:n,ref:s,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:Hf,__v:--Yf,__i:-1,__u:0};return(i||o)&&(c.__source=i,c.__self=o),ne.vnode&&ne.vnode(c),c}var H={family:e=>`#/family/${encodeURIComponent(e)}`,segment:(e,t)=>`#/family/${encodeURIComponent(e)}/${encodeURIComponent(t)}`,node:e=>`#/node/${encodeURIComponent(
k.nodes[e][0])}`,column:(e,t)=>`#/column/${encodeURIComponent(k.nodes[e][0])}/${encodeURIComponent(t)}`,lineage:e=>`#/lineage/${encodeURIComponent(k.nodes[e][0])}`};
function re({title:e,lead:t,children:n}){return l("article",{children:[l("h1",{children:e}),t&&l("div",{class:"lead",children:t}),n]})}function Le({of:e,children:t}){
return e.problem?l("p",{class:"problem",children:C.problem(e.problem)}):e.value===void 0?l("p",{class:"quiet","aria-busy":"true",children:[C.loading,"…"]}):l(
A,{children:t(e.value)})}var fa={success:"✓",pass:"✓",reused:"✓",warn:"!",fail:"✕",error:"✕",interrupted:"✕"};function Gt(e){return e?["success","pa\
ss","reused"].includes(e)?"good":e==="warn"?"look":["fail","error","interrupted"].includes(e)?"bad":"none":"none"}function Be({of:e,quiet:t}){return e?l("span",
{class:`status ${Gt(e)}`,title:C.status[e]??e,children:[l("span",{"aria-hidden":"true",children:fa[e]??"·"}),t?l("span",{class:"hidden",children:C.status[e]??e}):
` ${C.status[e]??e}`]}):l("span",{class:"quiet",children:se})}function Er({of:e,inWords:t}){let n=Object.entries(e);return n.length?l("span",{class:"verdicts",children:n.
map(([r,i])=>l("span",{class:`status ${Gt(r)}`,title:`${i} ${C.status[r]??r}`,children:[l("span",{"aria-hidden":"true",children:fa[r]??"·"})," ",i,l("span",{class:t?
"":"hidden",children:[" ",C.status[r]??r]})]},r))}):l("span",{class:"quiet",children:se})}function le({columns:e,rows:t,label:n,most:r=60}){let[i,o]=Q(null),[s,
a]=Q(!1),u=t;if(i){let f=e[i[0]].by;u=[...t].sort((h,m)=>{let[d,p]=[f(h),f(m)];return d===p?0:d==null?1:p==null?-1:(d<p?-1:1)*i[1]})}let c=s||u.length<=r+10?u:u.
slice(0,r);return l("div",{class:"scroll",tabIndex:0,role:"region","aria-label":n,children:[l("table",{children:[l("caption",{class:"hidden",children:n}),l("the\
ad",{children:l("tr",{children:e.map((f,h)=>{let m=i?.[0]===h?i[1]:0;return l("th",{scope:"col",class:f.number?"n":"","aria-sort":m?m>0?"ascending":"descending":
void 0,children:f.by?l("button",{class:"plain",onClick:()=>o([h,m?-m:f.number?-1:1]),children:[f.name,m?l("span",{"aria-hidden":"true",children:m>0?" ↑":" ↓"}):
null]}):f.name},h)})})}),l("tbody",{children:c.map((f,h)=>l("tr",{children:e.map((m,d)=>l("td",{class:(m.number?"n":"")+(m.wide?" wide":""),children:m.of(f)},d))},
h))})]}),c.length<u.length&&l("button",{class:"more",onClick:()=>a(!0),children:C.rowsMore(u.length-c.length)})]})}function Wf(e,t){return e==null?t?C.hidden:se:
typeof e=="number"?ve(e):typeof e=="boolean"?e?C.yes:C.no:String(e)}function pe({title:e,note:t,figures:n,children:r,hidesPeople:i}){let o=i&&k.minimum_cell>0&&
n?.rows.some(s=>s.includes(null));return l("figure",{children:[l("figcaption",{children:[l("h2",{children:e}),t&&l("p",{children:t})]}),r,o&&l("p",{class:"quiet\
 small",children:C.suppressed(k.minimum_cell)}),n&&l(Vf,{summary:C.asTable,origin:n.origin,children:()=>l(le,{label:e,rows:n.rows,columns:n.columns.map((s,a)=>({
name:F(s),of:u=>Wf(u[a],i),by:u=>u[a],number:n.rows.some(u=>typeof u[a]=="number")}))})})]})}function Vf({summary:e,origin:t,children:n}){let[r,i]=Q(!1);return l(
"details",{onToggle:o=>i(o.currentTarget.open),children:[l("summary",{children:[e,t?l("span",{class:"quiet",children:[" ",C.from," ",t]}):null]}),r&&n()]})}function Zt({
children:e,least:t=260}){let n=rt(null),[r,i]=Q(0);return Sn(()=>{let o=n.current;i(o.clientWidth);let s=new ResizeObserver(()=>i(o.clientWidth));return s.observe(
o),()=>s.disconnect()},[]),l("div",{class:"sized",ref:n,children:r>0&&e(Math.max(r,t))})}function Qt({of:e,two:t}){return l("dl",{class:t?"facts two":"facts",children:e.
filter(([,n])=>n!=null&&n!=="").map(([n,r])=>l("div",{children:[l("dt",{children:n}),l("dd",{children:r})]},n))})}function Pe({label:e,value:t,options:n,onChange:r}){
return l("label",{class:"choice",children:[l("span",{children:e}),l("select",{value:t,onChange:i=>r(i.currentTarget.value),children:n.map(([i,o])=>l("option",{value:i,
children:o},i))})]})}function On({id:e}){let t=it.get(e),n=e.split(".").slice(2).join(".");return t===void 0?l("span",{children:n}):l("a",{href:H.node(t),children:n})}
function Nt(e){return e.split("/").slice(0,-1).join("/")}function ie(e){return e?e.rows.map(t=>Object.fromEntries(e.columns.map((n,r)=>[n,t[r]]))):[]}function $n({
text:e}){return l(A,{children:e.split(/\n\s*\n/).map((t,n)=>l("p",{children:t.split(/(`[^`]+`)/).map((r,i)=>r.startsWith("`")&&r.length>2?l("code",{children:r.slice(
1,-1)},i):r)},n))})}function Cr({of:e}){return e===null?l("span",{class:"quiet",children:C.few(k.minimum_cell)}):l(A,{children:X(e)})}function Sr(e){return e?C.
segments.since(ke(e)):C.segments.change}function _t(e){return k.currency?`${e} (${k.currency})`:e}function Wi({of:e}){return e===null?l("span",{class:"quiet",children:se}):
l("span",{class:e===0?"quiet":"",children:kr(e)})}var ce=C.changes;function ha(){let e=Ie(k.has_changes?"changes":null);return k.has_changes?l(Le,{of:e,children:t=>l(re,{title:ce.title,lead:l(A,{children:[ce.lead(
t.after,t.before)," ",ce.causes]}),children:[t.families.length===0&&l("p",{children:ce.nobody}),Xf(t.families).map(n=>l("section",{children:[l("h2",{children:l(
"a",{href:H.family(n.name),children:F(n.name)})}),l("p",{class:"quiet",children:[n.untold??(n.is_redefined?ce.redefined:n.redefined_above.length>0?ce.sameRules:
ce.data),n.redefined_above.length>0&&` ${ce.above} ${n.redefined_above.join(", ")}.`,n.models_untold&&` ${ce.modelsUntold} ${n.models_untold}.`]}),l(Gf,{rows:ie(
n.figures),family:n.name,isByModel:n.redefined_above.length>0&&!n.models_untold})]},n.name)),t.same.length>0&&l("section",{children:[l("h2",{children:ce.same}),
l("p",{children:t.same.map(F).join(", ")})]}),t.not_compared.length>0&&l("section",{children:[l("h2",{children:ce.notCompared}),l("ul",{children:t.not_compared.
map(([n,r])=>l("li",{children:[F(n),": ",r]},n))})]})]})}):l(re,{title:ce.title,children:l("p",{children:ce.none})})}function Xf(e){let t=n=>+(n===k.front.main_family);
return[...e].sort((n,r)=>t(r.name)-t(n.name))}function Gf({rows:e,family:t,isByModel:n}){let r=(s,a)=>{let[u,c]=[s[`entered_by_${a}`],s[`left_by_${a}`]];return u===
0&&c===0?l("span",{class:"quiet",children:"0"}):[u===null?`+${C.hidden}`:u&&`+${X(u)}`,c===null?`−${C.hidden}`:c&&`−${X(c)}`].filter(Boolean).join("  ")},i=s=>s===
null?C.hidden:X(s),o=e.some(s=>Object.values(s).includes(null));return l(A,{children:[l(le,{label:`${ce.title}: ${F(t)}`,rows:e,columns:[{name:C.segments.segment,
wide:!0,of:s=>l("a",{href:H.segment(t,s.segment),children:F(s.segment)}),by:s=>s.segment},{name:ce.before,number:!0,of:s=>i(s.before),by:s=>s.before},{name:ce.after,
number:!0,of:s=>i(s.after),by:s=>s.after},{name:ce.entered,number:!0,of:s=>i(s.entered),by:s=>s.entered},{name:ce.left,number:!0,of:s=>i(s.left),by:s=>s.left},{
name:ce.definition,number:!0,of:s=>r(s,"definition")},...n?[{name:ce.byModel,number:!0,of:s=>r(s,"model")}]:[],{name:ce.byData,number:!0,of:s=>r(s,"data")},{name:ce.
several,number:!0,of:s=>r(s,"several")}]}),o&&k.minimum_cell>0&&l("p",{class:"quiet small",children:C.suppressed(k.minimum_cell)})]})}var La=Object.defineProperty,Zf=(e,t,n)=>t in e?La(e,t,{enumerable:!0,configurable:!0,writable:!0,value:n}):e[t]=n,Qf=(e,t)=>{for(var n in t)La(e,n,{get:t[n],enumerable:!0})},
Kf=(e,t,n)=>Zf(e,typeof t!="symbol"?t+"":t,n),eo={};Qf(eo,{Graph:()=>Qe,alg:()=>no});var Jf=Object.defineProperty,Pa=(e,t)=>{for(var n in t)Jf(e,n,{get:t[n],enumerable:!0})},
to=class{constructor(e){this._isDirected=!0,this._isMultigraph=!1,this._isCompound=!1,this._nodes={},this._in={},this._preds={},this._out={},this._sucs={},this.
_edgeObjs={},this._edgeLabels={},this._nodeCount=0,this._edgeCount=0,this._defaultNodeLabelFn=()=>{},this._defaultEdgeLabelFn=()=>{},e&&(this._isDirected="direc\
ted"in e?e.directed:!0,this._isMultigraph="multigraph"in e?e.multigraph:!1,this._isCompound="compound"in e?e.compound:!1),this._isCompound&&(this._parent={},this.
_children={},this._children["\0"]={})}isDirected(){return this._isDirected}isMultigraph(){return this._isMultigraph}isCompound(){return this._isCompound}setGraph(e){
return this._label=e,this}graph(){return this._label}setDefaultNodeLabel(e){return typeof e!="function"?this._defaultNodeLabelFn=()=>e:this._defaultNodeLabelFn=
e,this}nodeCount(){return this._nodeCount}nodes(){return Object.keys(this._nodes)}sources(){return this.nodes().filter(e=>Object.keys(this._in[e]).length===0)}sinks(){
return this.nodes().filter(e=>Object.keys(this._out[e]).length===0)}setNodes(e,t){return e.forEach(n=>{t!==void 0?this.setNode(n,t):this.setNode(n)}),this}setNode(e,t){
return e in this._nodes?(arguments.length>1&&(this._nodes[e]=t),this):(this._nodes[e]=arguments.length>1?t:this._defaultNodeLabelFn(e),this._isCompound&&(this._parent[e]=
"\0",this._children[e]={},this._children["\0"][e]=!0),this._in[e]={},this._preds[e]={},this._out[e]={},this._sucs[e]={},++this._nodeCount,this)}node(e){return this.
_nodes[e]}hasNode(e){return e in this._nodes}removeNode(e){if(e in this._nodes){let t=n=>this.removeEdge(this._edgeObjs[n]);delete this._nodes[e],this._isCompound&&
(this._removeFromParentsChildList(e),delete this._parent[e],this.children(e).forEach(n=>{this.setParent(n)}),delete this._children[e]),Object.keys(this._in[e]).
forEach(t),delete this._in[e],delete this._preds[e],Object.keys(this._out[e]).forEach(t),delete this._out[e],delete this._sucs[e],--this._nodeCount}return this}setParent(e,t){
if(!this._isCompound)throw new Error("Cannot set parent in a non-compound graph");if(t===void 0)t="\0";else{t+="";for(let n=t;n!==void 0;n=this.parent(n))if(n===
e)throw new Error("Setting "+t+" as parent of "+e+" would create a cycle");this.setNode(t)}return this.setNode(e),this._removeFromParentsChildList(e),this._parent[e]=
t,this._children[t][e]=!0,this}parent(e){if(this._isCompound){let t=this._parent[e];if(t!=="\0")return t}}children(e="\0"){if(this._isCompound){let t=this._children[e];
if(t)return Object.keys(t)}else{if(e==="\0")return this.nodes();if(this.hasNode(e))return[]}return[]}predecessors(e){let t=this._preds[e];if(t)return Object.keys(
t)}successors(e){let t=this._sucs[e];if(t)return Object.keys(t)}neighbors(e){let t=this.predecessors(e);if(t){let n=new Set(t),r=this.successors(e);if(r)for(let i of r)
n.add(i);return Array.from(n.values())}}isLeaf(e){var t;let n;return this.isDirected()?n=this.successors(e):n=this.neighbors(e),((t=n?.length)!=null?t:0)===0}filterNodes(e){
let t=new this.constructor({directed:this._isDirected,multigraph:this._isMultigraph,compound:this._isCompound});t.setGraph(this.graph()),Object.entries(this._nodes).
forEach(([i,o])=>{e(i)&&t.setNode(i,o)}),Object.values(this._edgeObjs).forEach(i=>{t.hasNode(i.v)&&t.hasNode(i.w)&&t.setEdge(i,this.edge(i))});let n={},r=i=>{let o=this.
parent(i);return!o||t.hasNode(o)?(n[i]=o,o):o in n?n[o]:r(o)};return this._isCompound&&t.nodes().forEach(i=>t.setParent(i,r(i))),t}setDefaultEdgeLabel(e){return typeof e!=
"function"?this._defaultEdgeLabelFn=()=>e:this._defaultEdgeLabelFn=e,this}edgeCount(){return this._edgeCount}edges(){return Object.values(this._edgeObjs)}setPath(e,t){
return e.reduce((n,r)=>(t!==void 0?this.setEdge(n,r,t):this.setEdge(n,r),r)),this}setEdge(e,t,n,r){let i,o,s,a,u=!1;typeof e=="object"&&e!==null&&"v"in e?(i=e.v,
o=e.w,s=e.name,arguments.length===2&&(a=t,u=!0)):(i=e,o=t,s=r,arguments.length>2&&(a=n,u=!0)),i=""+i,o=""+o,s!==void 0&&(s=""+s);let c=In(this._isDirected,i,o,s);
if(c in this._edgeLabels)return u&&(this._edgeLabels[c]=a),this;if(s!==void 0&&!this._isMultigraph)throw new Error("Cannot set a named edge when isMultigraph = \
false");this.setNode(i),this.setNode(o),this._edgeLabels[c]=u?a:this._defaultEdgeLabelFn(i,o,s);let f=eh(this._isDirected,i,o,s);return i=f.v,o=f.w,Object.freeze(
f),this._edgeObjs[c]=f,da(this._preds[o],i),da(this._sucs[i],o),this._in[o][c]=f,this._out[i][c]=f,this._edgeCount++,this}edge(e,t,n){let r=arguments.length===1?
Vi(this._isDirected,e):In(this._isDirected,e,t,n);return this._edgeLabels[r]}edgeAsObj(e,t,n){let r=arguments.length===1?this.edge(e):this.edge(e,t,n);return typeof r!=
"object"||r===null?{label:r}:r}hasEdge(e,t,n){return(arguments.length===1?Vi(this._isDirected,e):In(this._isDirected,e,t,n))in this._edgeLabels}removeEdge(e,t,n){
let r=arguments.length===1?Vi(this._isDirected,e):In(this._isDirected,e,t,n),i=this._edgeObjs[r];if(i){let o=i.v,s=i.w;delete this._edgeLabels[r],delete this._edgeObjs[r],
ma(this._preds[s],o),ma(this._sucs[o],s),delete this._in[s][r],delete this._out[o][r],this._edgeCount--}return this}inEdges(e,t){return this.isDirected()?this.filterEdges(
this._in[e],e,t):this.nodeEdges(e,t)}outEdges(e,t){return this.isDirected()?this.filterEdges(this._out[e],e,t):this.nodeEdges(e,t)}nodeEdges(e,t){if(e in this._nodes)
return this.filterEdges({...this._in[e],...this._out[e]},e,t)}_removeFromParentsChildList(e){delete this._children[this._parent[e]][e]}filterEdges(e,t,n){if(!e)
return;let r=Object.values(e);return n?r.filter(i=>i.v===t&&i.w===n||i.v===n&&i.w===t):r}};function da(e,t){e[t]?e[t]++:e[t]=1}function ma(e,t){e[t]!==void 0&&!--e[t]&&
delete e[t]}function In(e,t,n,r){let i=""+t,o=""+n;if(!e&&i>o){let s=i;i=o,o=s}return i+""+o+""+(r===void 0?"\0":r)}function eh(e,t,n,r){let i=""+t,o=""+n;if(!e&&
i>o){let a=i;i=o,o=a}let s={v:i,w:o};return r&&(s.name=r),s}function Vi(e,t){return In(e,t.v,t.w,t.name)}var th={};Pa(th,{read:()=>oh,write:()=>nh});function nh(e){
let t={options:{directed:e.isDirected(),multigraph:e.isMultigraph(),compound:e.isCompound()},nodes:rh(e),edges:ih(e)},n=e.graph();return n!==void 0&&(t.value=structuredClone(
n)),t}function rh(e){return e.nodes().map(t=>{let n=e.node(t),r=e.parent(t),i={v:t};return n!==void 0&&(i.value=n),r!==void 0&&(i.parent=r),i})}function ih(e){return e.
edges().map(t=>{let n=e.edge(t),r={v:t.v,w:t.w};return t.name!==void 0&&(r.name=t.name),n!==void 0&&(r.value=n),r})}function oh(e){let t=new to(e.options);return e.
value!==void 0&&t.setGraph(e.value),e.nodes.forEach(n=>{t.setNode(n.v,n.value),n.parent&&t.setParent(n.v,n.parent)}),e.edges.forEach(n=>{t.setEdge({v:n.v,w:n.w,
name:n.name},n.value)}),t}var no={};Pa(no,{CycleException:()=>Or,bellmanFord:()=>Aa,components:()=>uh,dijkstra:()=>Nr,dijkstraAll:()=>fh,findCycles:()=>hh,floydWarshall:()=>mh,
isAcyclic:()=>gh,postorder:()=>yh,preorder:()=>vh,prim:()=>bh,shortestPaths:()=>wh,tarjan:()=>Da,topsort:()=>Ra});var sh=()=>1;function Aa(e,t,n,r){return ah(e,
String(t),n||sh,r||function(i){var o;return(o=e.outEdges(i))!=null?o:[]})}function ah(e,t,n,r){let i={},o,s=0,a=e.nodes(),u=function(h){let m=i[h.v],d=i[h.w];if(!m||
!d)return;let p=n(h);m.distance+p<d.distance&&(i[h.w]={distance:m.distance+p,predecessor:h.v},o=!0)},c=function(){a.forEach(function(h){r(h).forEach(function(m){
let d=m.v===h?m.v:m.w,p=d===m.v?m.w:m.v;u({v:d,w:p})})})};a.forEach(function(h){let m=h===t?0:Number.POSITIVE_INFINITY;i[h]={distance:m,predecessor:""}});let f=a.
length;for(let h=1;h<f&&(o=!1,s++,c(),!!o);h++);if(s===f-1&&(o=!1,c(),o))throw new Error("The graph contains a negative weight cycle");return i}function uh(e){let t={},
n=[],r;function i(o){var s,a;o in t||(t[o]=!0,r.push(o),(s=e.successors(o))==null||s.forEach(i),(a=e.predecessors(o))==null||a.forEach(i))}return e.nodes().forEach(
function(o){r=[],i(o),r.length&&n.push(r)}),n}var Fa=class{constructor(){this._arr=[],this._keyIndices={}}size(){return this._arr.length}keys(){return this._arr.
map(e=>e.key)}has(e){return e in this._keyIndices}priority(e){let t=this._keyIndices[e];if(t!==void 0)return this._arr[t].priority}min(){if(this.size()===0)throw new Error(
"Queue underflow");return this._arr[0].key}add(e,t){let n=this._keyIndices,r=String(e);if(!(r in n)){let i=this._arr,o=i.length;return n[r]=o,i.push({key:r,priority:t}),
this._decrease(o),!0}return!1}removeMin(){if(this.size()===0)throw new Error("Queue underflow");this._swap(0,this._arr.length-1);let e=this._arr.pop();return delete this.
_keyIndices[e.key],this._heapify(0),e.key}decrease(e,t){let n=this._keyIndices[e];if(n===void 0)throw new Error(`Key not found: ${e}`);let r=this._arr[n].priority;
if(t>r)throw new Error(`New priority is greater than current priority. Key: ${e} Old: ${r} New: ${t}`);this._arr[n].priority=t,this._decrease(n)}_heapify(e){let t=this.
_arr,n=2*e,r=n+1,i=e;n<t.length&&(i=t[n].priority<t[i].priority?n:i,r<t.length&&(i=t[r].priority<t[i].priority?r:i),i!==e&&(this._swap(e,i),this._heapify(i)))}_decrease(e){
let t=this._arr,n=t[e].priority,r;for(;e!==0&&(r=e>>1,!(t[r].priority<n));)this._swap(e,r),e=r}_swap(e,t){let n=this._arr,r=this._keyIndices,i=n[e],o=n[t];n[e]=
o,n[t]=i,r[o.key]=e,r[i.key]=t}},lh=()=>1;function Nr(e,t,n,r){let i=function(o){var s;return(s=e.outEdges(o))!=null?s:[]};return ch(e,String(t),n||lh,r||i)}function ch(e,t,n,r){
let i={},o=new Fa,s,a,u=function(c){let f=c.v!==s?c.v:c.w,h=i[f];if(!h)return;let m=n(c),d=a.distance+m;if(m<0)throw new Error("dijkstra does not allow negative\
 edge weights. Bad edge: "+c+" Weight: "+m);d<h.distance&&(h.distance=d,h.predecessor=s,o.decrease(f,d))};for(e.nodes().forEach(function(c){let f=c===t?0:Number.
POSITIVE_INFINITY;i[c]={distance:f,predecessor:""},o.add(c,f)});o.size()>0;){s=o.removeMin();let c=i[s];if(!c||c.distance===Number.POSITIVE_INFINITY)break;a=c,r(
s).forEach(u)}return i}function fh(e,t,n){return e.nodes().reduce(function(r,i){return r[i]=Nr(e,i,t,n),r},{})}function Da(e){let t=0,n=[],r={},i=[];function o(s){
var a;let u=r[s]={onStack:!0,lowlink:t,index:t++};if(n.push(s),(a=e.successors(s))==null||a.forEach(function(c){if(c in r){let f=r[c];f!=null&&f.onStack&&(u.lowlink=
Math.min(u.lowlink,f.index))}else{o(c);let f=r[c];f&&(u.lowlink=Math.min(u.lowlink,f.lowlink))}}),u.lowlink===u.index){let c=[],f;do{f=n.pop();let h=r[f];h&&(h.
onStack=!1),c.push(f)}while(s!==f);i.push(c)}}return e.nodes().forEach(function(s){s in r||o(s)}),i}function hh(e){return Da(e).filter(function(t){var n;let r=t[0];
return r?t.length>1||t.length===1&&((n=e.outEdges(r,r))!=null?n:[]).length>0:!1})}var dh=()=>1;function mh(e,t,n){return ph(e,t||dh,n||function(r){var i;return(i=
e.outEdges(r))!=null?i:[]})}function ph(e,t,n){let r={},i=e.nodes();return i.forEach(function(o){let s={};r[o]=s,s[o]={distance:0,predecessor:""},i.forEach(function(a){
o!==a&&(s[a]={distance:Number.POSITIVE_INFINITY,predecessor:""})}),n(o).forEach(function(a){let u=a.v===o?a.w:a.v,c=t(a);s[u]={distance:c,predecessor:o}})}),i.forEach(
function(o){let s=r[o];s&&i.forEach(function(a){let u=r[a];u&&i.forEach(function(c){let f=u[o],h=s[c],m=u[c];if(f&&h&&m){let d=f.distance+h.distance;d<m.distance&&
(m.distance=d,m.predecessor=h.predecessor)}})})}),r}var Or=class extends Error{constructor(e){super(e),this.name="CycleException"}};function Ra(e){let t={},n={},
r=[];function i(o){var s;if(o in n)throw new Or;o in t||(n[o]=!0,t[o]=!0,(s=e.predecessors(o))==null||s.forEach(i),delete n[o],r.push(o))}if(e.sinks().forEach(i),
Object.keys(t).length!==e.nodeCount())throw new Or;return r}function gh(e){try{Ra(e)}catch(t){if(t instanceof Or)return!1;throw t}return!0}function _h(e,t,n,r,i){
Array.isArray(t)||(t=[t]);let o=(a=>{var u;return(u=e.isDirected()?e.successors(a):e.neighbors(a))!=null?u:[]}),s={};return t.forEach(function(a){if(!e.hasNode(
a))throw new Error("Graph does not have node: "+a);i=qa(e,a,n==="post",s,o,r,i)}),i}function qa(e,t,n,r,i,o,s){return t in r||(r[t]=!0,n||(s=o(s,t)),i(t).forEach(
function(a){s=qa(e,a,n,r,i,o,s)}),n&&(s=o(s,t))),s}function za(e,t,n){return _h(e,t,n,function(r,i){return r.push(i),r},[])}function yh(e,t){return za(e,t,"post")}
function vh(e,t){return za(e,t,"pre")}function bh(e,t){var n;let r=new to,i={},o=new Fa,s;function a(f){let h=f.v===s?f.w:f.v,m=o.priority(h);if(m!==void 0){let d=t(
f);d<m&&(i[h]=s,o.decrease(h,d))}}if(e.nodeCount()===0)return r;e.nodes().forEach(function(f){o.add(f,Number.POSITIVE_INFINITY),r.setNode(f)});let u=e.nodes()[0];
u!==void 0&&o.decrease(u,0);let c=!1;for(;o.size()>0;){if(s=o.removeMin(),s in i)r.setEdge(s,i[s]);else{if(c)throw new Error("Input graph is not connected: "+e);
c=!0}(n=e.nodeEdges(s))==null||n.forEach(a)}return r}function wh(e,t,n,r){return xh(e,t,n,r??(i=>{var o;return(o=e.outEdges(i))!=null?o:[]}))}function xh(e,t,n,r){
if(n===void 0)return Nr(e,t,n,r);let i=!1,o=e.nodes();for(let s=0;s<o.length;s++){let a=o[s];if(a===void 0)continue;let u=r(a);for(let c=0;c<u.length;c++){let f=u[c];
if(!f)continue;let h=f.v===a?f.v:f.w,m=h===f.v?f.w:f.v;n({v:h,w:m})<0&&(i=!0)}if(i)return Aa(e,t,n,r)}return Nr(e,t,n,r)}var Qe=to;function Jt(e,t,n,r){let i=r;
for(;e.hasNode(i);)i=ro(r);return n.dummy=t,e.setNode(i,n),i}function kh(e){let t=new Qe().setGraph(e.graph());return e.nodes().forEach(n=>t.setNode(n,e.node(n))),
e.edges().forEach(n=>{let r=t.edge(n.v,n.w)||{weight:0,minlen:1},i=e.edge(n);t.setEdge(n.v,n.w,{weight:r.weight+i.weight,minlen:Math.max(r.minlen,i.minlen)})}),
t}function Ua(e){let t=new Qe({multigraph:e.isMultigraph()}).setGraph(e.graph());return e.nodes().forEach(n=>{e.children(n).length||t.setNode(n,e.node(n))}),e.edges().
forEach(n=>{t.setEdge(n,e.edge(n))}),t}function pa(e,t){let n=e.x,r=e.y,i=t.x-n,o=t.y-r,s=e.width/2,a=e.height/2;if(!i&&!o)throw new Error("Not possible to find\
 intersection inside of the rectangle");let u,c;return i===0||Math.abs(o)*s>Math.abs(i)*a?(o<0&&(a=-a),u=a*i/o,c=a):(i<0&&(s=-s),u=s,c=s*o/i),{x:n+u,y:r+c}}function Ir(e){
let t=Ln(ja(e)+1).map(()=>[]);return e.nodes().forEach(n=>{let r=e.node(n),i=r.rank;i!==void 0&&(t[i]||(t[i]=[]),t[i][r.order]=n)}),t}function Mh(e){let t=e.nodes().
map(r=>{let i=e.node(r).rank;return i===void 0?Number.MAX_VALUE:i}),n=Ze(Math.min,t);e.nodes().forEach(r=>{let i=e.node(r);Object.hasOwn(i,"rank")&&(i.rank-=n)})}
function Th(e){let t=e.nodes().map(s=>e.node(s).rank).filter(s=>s!==void 0),n=Ze(Math.min,t),r=[];e.nodes().forEach(s=>{let a=e.node(s).rank-n;r[a]||(r[a]=[]),r[a].
push(s)});let i=0,o=e.graph().nodeRankFactor;Array.from(r).forEach((s,a)=>{s===void 0&&a%o!==0?--i:s!==void 0&&i&&s.forEach(u=>e.node(u).rank+=i)})}function ga(e,t,n,r){
let i={width:0,height:0};return arguments.length>=4&&(i.rank=n,i.order=r),Jt(e,"border",i,t)}function Eh(e,t=Ba){let n=[];for(let r=0;r<e.length;r+=t){let i=e.slice(
r,r+t);n.push(i)}return n}var Ba=65535;function Ze(e,t){if(t.length>Ba){let n=Eh(t);return e(...n.map(r=>e(...r)))}else return e(...t)}function ja(e){let t=e.nodes().
map(n=>{let r=e.node(n).rank;return r===void 0?Number.MIN_VALUE:r});return Ze(Math.max,t)}function Ch(e,t){let n={lhs:[],rhs:[]};return e.forEach(r=>{t(r)?n.lhs.
push(r):n.rhs.push(r)}),n}function Sh(e,t){return t()}var Nh=0;function ro(e){let t=++Nh;return e+(""+t)}function Ln(e,t,n=1){t==null&&(t=e,e=0);let r=o=>o<t;n<0&&(r=o=>t<o);let i=[];for(let o=e;r(
o);o+=n)i.push(o);return i}function $r(e,t){let n={};for(let r of t)e[r]!==void 0&&(n[r]=e[r]);return n}function Lr(e,t){let n;return typeof t=="string"?n=r=>r[t]:
n=t,Object.entries(e).reduce((r,[i,o])=>(r[i]=n(o,i),r),{})}function Oh(e,t){return e.reduce((n,r,i)=>(n[r]=t[i],n),{})}var Pr="\0";function Ha(e,t,n){var r,i,o,
s,a,u;if(!(e&&t&&n&&t.dummy==="edge"&&n.dummy==="edge"&&t.edgeObj&&n.edgeObj&&e[t.edgeObj.v]&&e[n.edgeObj.v]&&e[t.edgeObj.w]&&e[n.edgeObj.w]))return 0;let c=!0;
t.edgeObj.w===n.edgeObj.w&&(c=!1);let f=c?(i=(r=e[t.edgeObj.v])==null?void 0:r.rank)!=null?i:NaN+1:(s=(o=e[t.edgeObj.w])==null?void 0:o.rank)!=null?s:NaN-1,h=Object.
entries(e).find(_=>{var x,v;return((x=_[1].edgeObj)==null?void 0:x.v)===t.edgeObj.v&&((v=_[1].edgeObj)==null?void 0:v.w)===t.edgeObj.w&&_[1].rank===f}),m=Object.
entries(e).find(_=>{var x,v;return((x=_[1].edgeObj)==null?void 0:x.v)===n.edgeObj.v&&((v=_[1].edgeObj)==null?void 0:v.w)===n.edgeObj.w&&_[1].rank===f});if(!h||!m)
return 0;let d=(a=h[1].order)!=null?a:NaN,p=(u=m[1].order)!=null?u:NaN;return isNaN(d-p)?0:d-p}var $h=class{constructor(){Kf(this,"_sentinel");let e={};e._next=e._prev=e,this._sentinel=e}dequeue(){let e=this._sentinel,t=e._prev;if(t!==e)return _a(t),t}enqueue(e){
let t=this._sentinel;e._prev&&e._next&&_a(e),e._next=t._next,t._next._prev=e,t._next=e,e._prev=t}toString(){let e=[],t=this._sentinel,n=t._prev;for(;n!==t;)e.push(
JSON.stringify(n,Ih)),n=n._prev;return"["+e.join(", ")+"]"}};function _a(e){e._prev._next=e._next,e._next._prev=e._prev,delete e._next,delete e._prev}function Ih(e,t){
if(e!=="_next"&&e!=="_prev")return t}var Lh=$h,Ph=()=>1;function Ah(e,t){if(e.nodeCount()<=1)return[];let n=Dh(e,t||Ph);return Fh(n.graph,n.buckets,n.zeroIdx).flatMap(
r=>e.outEdges(r.v,r.w)||[])}function Fh(e,t,n){var r;let i=[],o=t[t.length-1],s=t[0],a;for(;e.nodeCount();){for(;a=s.dequeue();)Xi(e,t,n,a);for(;a=o.dequeue();)
Xi(e,t,n,a);if(e.nodeCount()){for(let u=t.length-2;u>0;--u)if(a=(r=t[u])==null?void 0:r.dequeue(),a){i=i.concat(Xi(e,t,n,a,!0)||[]);break}}}return i}function Xi(e,t,n,r,i){
let o=[],s=i?o:void 0;return(e.inEdges(r.v)||[]).forEach(a=>{let u=e.edge(a),c=e.node(a.v);i&&o.push({v:a.v,w:a.w}),c.out-=u,Ji(t,n,c)}),(e.outEdges(r.v)||[]).forEach(
a=>{let u=e.edge(a),c=a.w,f=e.node(c);f.in-=u,Ji(t,n,f)}),e.removeNode(r.v),s}function Dh(e,t){let n=new Qe,r=0,i=0;e.nodes().forEach(a=>{n.setNode(a,{v:a,in:0,
out:0})}),e.edges().forEach(a=>{let u=n.edge(a.v,a.w)||0,c=t(a),f=u+c;n.setEdge(a.v,a.w,f);let h=n.node(a.v),m=n.node(a.w);i=Math.max(i,h.out+=c),r=Math.max(r,m.
in+=c)});let o=Rh(i+r+3).map(()=>new Lh),s=r+1;return n.nodes().forEach(a=>{Ji(o,s,n.node(a))}),{graph:n,buckets:o,zeroIdx:s}}function Ji(e,t,n){var r,i,o;n.out?
n.in?(o=e[n.out-n.in+t])==null||o.enqueue(n):(i=e[e.length-1])==null||i.enqueue(n):(r=e[0])==null||r.enqueue(n)}function Rh(e){let t=[];for(let n=0;n<e;n++)t.push(
n);return t}function qh(e,t){(e.graph().acyclicer==="greedy"?Ah(e,n(e)):zh(e,t??null)).forEach(r=>{let i=e.edge(r);e.removeEdge(r),i.forwardName=r.name,i.reversed=
!0,e.setEdge(r.w,r.v,i,ro("rev"))});function n(r){return i=>r.edge(i).weight}}function zh(e,t){let n=[],r={},i={};function o(u){Object.hasOwn(i,u)||(i[u]=!0,r[u]=
!0,e.outEdges(u).forEach(c=>{Object.hasOwn(r,c.w)?n.push(c):o(c.w)}),delete r[u])}function s(u){var c;Object.hasOwn(i,u)||(i[u]=!0,r[u]=!0,(c=e.outEdges(u))==null||
c.forEach(f=>{var h,m;Object.hasOwn(r,f.w)||((h=t.node(u))==null?void 0:h.rank)>((m=t.node(f.w))==null?void 0:m.rank)&&Bh(e,f.w,f)?n.push(f):s(f.w)}),delete r[u])}
let a=o;return t&&typeof t.node=="function"&&(a=s),e.sources().forEach(a),e.nodes().forEach(a),n}function Uh(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.reversed){
e.removeEdge(t);let r=n.forwardName;delete n.reversed,delete n.forwardName,e.setEdge(t.w,t.v,n,r)}})}function Bh(e,t,n){let r=new Set;function i(o){var s;if(e.sources().
includes(o))return!0;r.add(o);for(let a of(s=e.inEdges(o))!=null?s:[])if(!(a.v===n.v&&a.w===n.w)&&!r.has(a.v)&&i(a.v))return!0;return!1}return i(t)}function jh(e){
e.graph().dummyChains=[],e.edges().forEach(t=>Hh(e,t))}function Hh(e,t){let n=t.v,r=e.node(n).rank,i=t.w,o=e.node(i).rank,s=t.name,a=e.edge(t),u=a.labelRank;if(o===
r+1)return;e.removeEdge(t);let c,f,h;for(h=0,++r;r<o;++h,++r)a.points=[],f={width:0,height:0,edgeLabel:a,edgeObj:t,rank:r},c=Jt(e,"edge",f,"_d"),r===u&&(f.width=
a.width,f.height=a.height,f.dummy="edge-label",f.labelpos=a.labelpos),e.setEdge(n,c,{weight:a.weight},s),h===0&&e.graph().dummyChains.push(c),n=c;e.setEdge(n,i,
{weight:a.weight},s)}function Yh(e){e.graph().dummyChains.forEach(t=>{let n=e.node(t),r=n.edgeLabel,i;for(e.setEdge(n.edgeObj,r);n.dummy;)i=e.successors(t)[0],e.
removeNode(t),r.points.push({x:n.x,y:n.y}),n.dummy==="edge-label"&&(r.x=n.x,r.y=n.y,r.width=n.width,r.height=n.height),t=i,n=e.node(t)})}function io(e){let t={};
function n(r){let i=e.node(r);if(Object.hasOwn(t,r))return i.rank;t[r]=!0;let o=e.outEdges(r),s=o?o.map(u=>u==null?Number.POSITIVE_INFINITY:n(u.w)-e.edge(u).minlen):
[],a=Ze(Math.min,s);return a===Number.POSITIVE_INFINITY&&(a=0),i.rank=a}e.sources().forEach(n)}function Kt(e,t){return e.node(t.w).rank-e.node(t.v).rank-e.edge(
t).minlen}var Ya=Wh;function Wh(e){let t=new Qe({directed:!1}),n=e.nodes();if(n.length===0)throw new Error("Graph must have at least one node");let r=n[0],i=e.nodeCount();
t.setNode(r,{});let o,s;for(;Vh(t,e)<i&&(o=Xh(t,e),!!o);)s=t.hasNode(o.v)?Kt(e,o):-Kt(e,o),Gh(t,e,s);return t}function Vh(e,t){function n(r){let i=t.nodeEdges(r);
i&&i.forEach(o=>{let s=o.v,a=r===s?o.w:s;!e.hasNode(a)&&!Kt(t,o)&&(e.setNode(a,{}),e.setEdge(r,a,{}),n(a))})}return e.nodes().forEach(n),e.nodeCount()}function Xh(e,t){
return t.edges().reduce((n,r)=>{let i=Number.POSITIVE_INFINITY;return e.hasNode(r.v)!==e.hasNode(r.w)&&(i=Kt(t,r)),i<n[0]?[i,r]:n},[Number.POSITIVE_INFINITY,null])[1]}
function Gh(e,t,n){e.nodes().forEach(r=>t.node(r).rank+=n)}var{preorder:Zh,postorder:Qh}=no,Kh=Ot;Ot.initLowLimValues=so;Ot.initCutValues=oo;Ot.calcCutValue=Wa;
Ot.leaveEdge=Xa;Ot.enterEdge=Ga;Ot.exchangeEdges=Za;function Ot(e){e=kh(e),io(e);let t=Ya(e);so(t),oo(t,e);let n,r;for(;n=Xa(t);)r=Ga(t,e,n),Za(t,e,n,r)}function oo(e,t){
let n=Qh(e,e.nodes());n=n.slice(0,n.length-1),n.forEach(r=>Jh(e,t,r))}function Jh(e,t,n){let r=e.node(n).parent,i=e.edge(n,r);i.cutvalue=Wa(e,t,n)}function Wa(e,t,n){
let r=e.node(n).parent,i=!0,o=t.edge(n,r),s=0;o||(i=!1,o=t.edge(r,n)),s=o.weight;let a=t.nodeEdges(n);return a&&a.forEach(u=>{let c=u.v===n,f=c?u.w:u.v;if(f!==r){
let h=c===i,m=t.edge(u).weight;if(s+=h?m:-m,td(e,n,f)){let d=e.edge(n,f).cutvalue;s+=h?-d:d}}}),s}function so(e,t){arguments.length<2&&(t=e.nodes()[0]),Va(e,{},
1,t)}function Va(e,t,n,r,i){let o=n,s=e.node(r);t[r]=!0;let a=e.neighbors(r);return a&&a.forEach(u=>{Object.hasOwn(t,u)||(n=Va(e,t,n,u,r))}),s.low=o,s.lim=n++,i?
s.parent=i:delete s.parent,n}function Xa(e){return e.edges().find(t=>e.edge(t).cutvalue<0)}function Ga(e,t,n){let r=n.v,i=n.w;t.hasEdge(r,i)||(r=n.w,i=n.v);let o=e.
node(r),s=e.node(i),a=o,u=!1;return o.lim>s.lim&&(a=s,u=!0),t.edges().filter(c=>u===ya(e,e.node(c.v),a)&&u!==ya(e,e.node(c.w),a)).reduce((c,f)=>Kt(t,f)<Kt(t,c)?
f:c)}function Za(e,t,n,r){let i=n.v,o=n.w;e.removeEdge(i,o),e.setEdge(r.v,r.w,{}),so(e),oo(e,t),ed(e,t)}function ed(e,t){let n=e.nodes().find(i=>!e.node(i).parent);
if(!n)return;let r=Zh(e,[n]);r=r.slice(1),r.forEach(i=>{let o=e.node(i).parent,s=t.edge(i,o),a=!1;s||(s=t.edge(o,i),a=!0),t.node(i).rank=t.node(o).rank+(a?s.minlen:
-s.minlen)})}function td(e,t,n){return e.hasEdge(t,n)}function ya(e,t,n){return n.low<=t.lim&&t.lim<=n.lim}var nd=rd;function rd(e){let t=e.graph().ranker;if(typeof t==
"function")return t(e);switch(t){case"network-simplex":va(e);break;case"tight-tree":od(e);break;case"longest-path":id(e);break;case"none":break;default:va(e)}}var id=io;
function od(e){io(e),Ya(e)}function va(e){Kh(e)}var sd=ad;function ad(e){let t=ld(e),n=e.graph();Array.isArray(n.dummyChains)&&n.dummyChains.forEach(r=>{let i=e.
node(r),o=i.edgeObj,s=ud(e,t,o.v,o.w),a=s.path,u=s.lca,c=0,f=a[c],h=!0;for(;r!==o.w;){if(i=e.node(r),h){for(;(f=a[c])!==u&&e.node(f).maxRank<i.rank;)c++;f===u&&
(h=!1)}if(!h){for(;c<a.length-1&&e.node(a[c+1]).minRank<=i.rank;)c++;f=a[c]}f!==void 0&&e.setParent(r,f),r=e.successors(r)[0]}})}function ud(e,t,n,r){let i=[],o=[],
s=Math.min(t[n].low,t[r].low),a=Math.max(t[n].lim,t[r].lim),u;u=n;do u=e.parent(u),i.push(u);while(u&&(t[u].low>s||a>t[u].lim));let c=u,f=r;for(;(f=e.parent(f))!==
c;)o.push(f);return{path:i.concat(o.reverse()),lca:c}}function ld(e){let t={},n=0;function r(i){let o=n;e.children(i).forEach(r),t[i]={low:o,lim:n++}}return e.children(
Pr).forEach(r),t}function cd(e){let t=Jt(e,"root",{},"_root"),n=fd(e),r=Object.values(n),i=Ze(Math.max,r)-1,o=2*i+1;e.graph().nestingRoot=t,e.edges().forEach(a=>e.
edge(a).minlen*=o);let s=hd(e)+1;e.children(Pr).forEach(a=>{Qa(e,t,o,s,i,n,a)}),e.graph().nodeRankFactor=o}function Qa(e,t,n,r,i,o,s){var a;let u=e.children(s);
if(!u.length){s!==t&&e.setEdge(t,s,{weight:0,minlen:n});return}let c=ga(e,"_bt"),f=ga(e,"_bb"),h=e.node(s);e.setParent(c,s),h.borderTop=c,e.setParent(f,s),h.borderBottom=
f,u.forEach(m=>{var d;Qa(e,t,n,r,i,o,m);let p=e.node(m),_=p.borderTop?p.borderTop:m,x=p.borderBottom?p.borderBottom:m,v=p.borderTop?r:2*r,w=_!==x?1:i-((d=o[s])!=
null?d:0)+1;e.setEdge(c,_,{weight:v,minlen:w,nestingEdge:!0}),e.setEdge(x,f,{weight:v,minlen:w,nestingEdge:!0})}),e.parent(s)||e.setEdge(t,c,{weight:0,minlen:i+
((a=o[s])!=null?a:0)})}function fd(e){let t={};function n(r,i){let o=e.children(r);o&&o.length&&o.forEach(s=>n(s,i+1)),t[r]=i}return e.children(Pr).forEach(r=>n(
r,1)),t}function hd(e){return e.edges().reduce((t,n)=>t+e.edge(n).weight,0)}function dd(e){let t=e.graph();e.removeNode(t.nestingRoot),delete t.nestingRoot,e.edges().
forEach(n=>{e.edge(n).nestingEdge&&e.removeEdge(n)})}var md=pd;function pd(e){function t(n){let r=e.children(n),i=e.node(n);if(r.length&&r.forEach(t),i&&Object.
hasOwn(i,"minRank")){i.borderLeft=[],i.borderRight=[];for(let o=i.minRank,s=i.maxRank+1;o<s;++o)ba(e,"borderLeft","_bl",n,i,o),ba(e,"borderRight","_br",n,i,o)}}
e.children(Pr).forEach(t)}function ba(e,t,n,r,i,o){let s={width:0,height:0,rank:o,borderType:t},a=i[t][o-1],u=Jt(e,"border",s,n);i[t][o]=u,e.setParent(u,r),a&&e.
setEdge(a,u,{weight:1})}function gd(e){var t;let n=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="lr"||n==="rl")&&Ka(e)}function _d(e){var t;let n=(t=
e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="bt"||n==="rl")&&yd(e),(n==="lr"||n==="rl")&&(vd(e),Ka(e))}function Ka(e){e.nodes().forEach(t=>wa(e.node(t))),
e.edges().forEach(t=>wa(e.edge(t)))}function wa(e){let t=e.width;e.width=e.height,e.height=t}function yd(e){e.nodes().forEach(t=>Gi(e.node(t))),e.edges().forEach(
t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(Gi),Object.hasOwn(r,"y")&&Gi(r)})}function Gi(e){e.y=-e.y}function vd(e){e.nodes().forEach(t=>Zi(e.node(
t))),e.edges().forEach(t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(Zi),Object.hasOwn(r,"x")&&Zi(r)})}function Zi(e){let t=e.x;e.x=e.y,e.y=t}function bd(e,t=null){
let n={},r=e.nodes().filter(c=>!e.children(c).length),i=r.map(c=>e.node(c).rank),o=Ze(Math.max,i),s=Ln(o+1).map(()=>[]);function a(c){if(n[c])return;n[c]=!0;let f=e.
node(c);s[f.rank].push(c);let h=e.successors(c);h&&[...h].sort((m,d)=>u(m,d)).forEach(a)}r.sort((c,f)=>e.node(c).rank-e.node(f).rank).forEach(a);function u(c,f){
let h=e.node(c),m=e.node(f);return Ha(t,h,m)}return s}function wd(e,t){let n=0;for(let r=1;r<t.length;++r)n+=xd(e,t[r-1],t[r]);return n}function xd(e,t,n){let r=Oh(
n,n.map((c,f)=>f)),i=t.flatMap(c=>{let f=e.outEdges(c);return f?f.map(h=>({pos:r[h.w],weight:e.edge(h).weight})).sort((h,m)=>h.pos-m.pos):[]}),o=1;for(;o<n.length;)
o<<=1;let s=2*o-1;o-=1;let a=new Array(s).fill(0),u=0;return i.forEach(c=>{let f=c.pos+o;a[f]+=c.weight;let h=0;for(;f>0;)f%2&&(h+=a[f+1]),f=f-1>>1,a[f]+=c.weight;
u+=c.weight*h}),u}function kd(e,t=[]){return t.map(n=>{let r=e.inEdges(n);if(!r||!r.length)return{v:n};{let i=r.reduce((o,s)=>{let a=e.edge(s),u=e.node(s.v);return{
sum:o.sum+a.weight*u.order,weight:o.weight+a.weight}},{sum:0,weight:0});return{v:n,barycenter:i.sum/i.weight,weight:i.weight}}})}function Md(e,t){let n={};e.forEach(
(i,o)=>{let s={indegree:0,in:[],out:[],vs:[i.v],i:o};i.barycenter!==void 0&&(s.barycenter=i.barycenter,s.weight=i.weight),n[i.v]=s}),t.edges().forEach(i=>{let o=n[i.
v],s=n[i.w];o!==void 0&&s!==void 0&&(s.indegree++,o.out.push(s))});let r=Object.values(n).filter(i=>!i.indegree);return Td(r)}function Td(e){let t=[];function n(i){
return o=>{o.merged||(o.barycenter===void 0||i.barycenter===void 0||o.barycenter>=i.barycenter)&&Ed(i,o)}}function r(i){return o=>{o.in.push(i),--o.indegree===0&&
e.push(o)}}for(;e.length;){let i=e.pop();t.push(i),i.in.reverse().forEach(n(i)),i.out.forEach(r(i))}return t.filter(i=>!i.merged).map(i=>$r(i,["vs","i","barycen\
ter","weight"]))}function Ed(e,t){let n=0,r=0;e.weight&&(n+=e.barycenter*e.weight,r+=e.weight),t.weight&&(n+=t.barycenter*t.weight,r+=t.weight),e.vs=t.vs.concat(
e.vs),e.barycenter=n/r,e.weight=r,e.i=Math.min(t.i,e.i),t.merged=!0}function Cd(e,t,n,r,i){let o={},s=null,a=null,u=i;typeof t=="boolean"?(u=t,o={}):t&&(o=t,s=n??
null,a=r??null);let c=Ch(e,v=>Object.hasOwn(v,"barycenter")),f=c.lhs,h=c.rhs.sort((v,w)=>w.i-v.i),m=[],d=0,p=0,_=0;f.sort(Sd(a,s,!!u));for(let[v,w]of Object.entries(
o)){let T=f.findIndex(M=>M.vs[0]===v);f.splice(T+1,0,w)}_=xa(m,h,_),f.forEach(v=>{_+=v.vs.length,m.push(v.vs),d+=v.barycenter*v.weight,p+=v.weight,_=xa(m,h,_)});
let x={vs:m.flat(1)};return p&&(x.barycenter=d/p,x.weight=p),x}function xa(e,t,n){let r;for(;t.length&&(r=t[t.length-1]).i<=n;)t.pop(),e.push(r.vs),n++;return n}
function Sd(e,t,n){return(r,i)=>{if(r.barycenter<i.barycenter)return-1;if(r.barycenter>i.barycenter)return 1;if(e&&(typeof r.vs[0]=="string"||typeof i.vs[0]=="s\
tring")){let o=e.node(r.vs[0]),s=e.node(i.vs[0]),a=Ha(t,o,s);if(a!==0)return a}return n?i.i-r.i:r.i-i.i}}function Ja(e,t,n,r,i){var o,s,a,u,c,f,h,m,d,p,_;let x=null,
v=i;typeof r=="boolean"?(v=r,x=null):r!==void 0&&(x=r);let w=e.children(t),T=e.node(t),M=T?T.borderLeft:void 0,L=T?T.borderRight:void 0,N={};M&&(w=w.filter(P=>P!==
M&&P!==L));let z=kd(e,w);z.forEach(P=>{if(e.children(P.v).length){let{result:B}=Ja(e,P.v,n,x,v);N[P.v]=B,Object.hasOwn(B,"barycenter")&&Od(P,B)}});let R=Md(z,n);
Nd(R,N);let V={},G=!1;for(let P=0;P<R.length;P++)for(let B=P+1;B<R.length;B++)if(!(!R[P]||!R[B]||!((o=R[P])!=null&&o.barycenter)||!((s=R[B])!=null&&s.barycenter))&&
((a=R[P])==null?void 0:a.barycenter)===R[B].barycenter){let y=(c=(u=R[P])==null?void 0:u.vs[0])!=null?c:"",g=(h=(f=R[B])==null?void 0:f.vs[0])!=null?h:"",b=e.node(
y),E=e.node(g);if(b.dummy==="edge"&&E.dummy==="edge"&&((m=b.edgeObj)==null?void 0:m.v)===((d=E.edgeObj)==null?void 0:d.v)&&((p=b.edgeObj)==null?void 0:p.w)===((_=
E.edgeObj)==null?void 0:_.w))if(b.edgeLabel.reversed){V[g]=R[P],R.splice(P,1),P--;break}else V[y]||(V[y]=R[B],R.splice(B,1),B--);else G=!0}let Y=Cd(R,V,x,e,v);if(M&&
L){Y.vs=[M,Y.vs,L].flat(1);let P=e.predecessors(M);if(P&&P.length){let B=e.node(P[0]),y=e.predecessors(L),g=e.node(y[0]);Object.hasOwn(Y,"barycenter")||(Y.barycenter=
0,Y.weight=0),Y.barycenter=(Y.barycenter*Y.weight+B.order+g.order)/(Y.weight+2),Y.weight+=2}}return Object.defineProperty(Y,"result",{value:Y,enumerable:!1,configurable:!0,
writable:!0}),Object.defineProperty(Y,"usedBias",{value:G,enumerable:!1,configurable:!0,writable:!0}),Y}function Nd(e,t){e.forEach(n=>{n.vs=n.vs.flatMap(r=>t[r]?
t[r].vs:r)})}function Od(e,t){e.barycenter!==void 0?(e.barycenter=(e.barycenter*e.weight+t.barycenter*t.weight)/(e.weight+t.weight),e.weight+=t.weight):(e.barycenter=
t.barycenter,e.weight=t.weight)}function $d(e,t,n,r){r||(r=e.nodes());let i=Id(e),o=new Qe({compound:!0}).setGraph({root:i}).setDefaultNodeLabel(s=>e.node(s));return r.
forEach(s=>{let a=e.node(s),u=e.parent(s);if(a.rank===t||a.minRank<=t&&t<=a.maxRank){o.setNode(s),o.setParent(s,u||i);let c=e[n](s);c&&c.forEach(f=>{let h=f.v===
s?f.w:f.v,m=o.edge(h,s),d=m!==void 0?m.weight:0;o.setEdge(h,s,{weight:e.edge(f).weight+d})}),Object.hasOwn(a,"minRank")&&o.setNode(s,{borderLeft:a.borderLeft[t],
borderRight:a.borderRight[t]})}}),o}function Id(e){let t;for(;e.hasNode(t=ro("_root")););return t}function Ld(e,t,n){let r={},i;n.forEach(o=>{let s=e.parent(o),
a,u;for(;s;){if(a=e.parent(s),a?(u=r[a],r[a]=s):(u=i,i=s),u&&u!==s){t.setEdge(u,s);return}s=a}})}function eu(e,t={},n=null){if(typeof t.customOrder=="function"){
t.customOrder(e,eu);return}let r=ja(e),i=ka(e,Ln(1,r+1),"inEdges"),o=ka(e,Ln(r-1,-1,-1),"outEdges"),s=bd(e,n);if(Ma(e,s),t.disableOptimalOrderHeuristic)return;let a=Number.
POSITIVE_INFINITY,u,c=t.constraints||[];for(let f=0,h=0;h<4;++f,++h){Pd(f%2?i:o,f%4>=2,c,n),s=Ir(e);let m=wd(e,s);m<a?(h=0,u=Object.assign({},s),a=m):m===a&&(u=
structuredClone(s))}Ma(e,u)}function ka(e,t,n){let r=new Map,i=(o,s)=>{r.has(o)||r.set(o,[]),r.get(o).push(s)};for(let o of e.nodes()){let s=e.node(o);if(typeof s.
rank=="number"&&i(s.rank,o),typeof s.minRank=="number"&&typeof s.maxRank=="number")for(let a=s.minRank;a<=s.maxRank;a++)a!==s.rank&&i(a,o)}return t.map(function(o){
return $d(e,o,n,r.get(o)||[])})}function Pd(e,t,n,r){let i=!0,o=new Qe;e.forEach(function(s){n.forEach(f=>o.setEdge(f.left,f.right));let a=s.graph().root,{result:u,
usedBias:c}=Ja(s,a,o,r,i);t&&c&&(i=!i),u.vs.forEach((f,h)=>s.node(f).order=h),Ld(s,o,u.vs)})}function Ma(e,t){Object.values(t).forEach(n=>n.forEach((r,i)=>e.node(
r).order=i))}function Ad(e,t){let n={};function r(i,o){let s=0,a=0,u=i.length,c=o[o.length-1];return o.forEach((f,h)=>{let m=Dd(e,f),d=m?e.node(m).order:u;(m||f===
c)&&(o.slice(a,h+1).forEach(p=>{let _=e.predecessors(p);_&&_.forEach(x=>{let v=e.node(x),w=v.order;(w<s||d<w)&&!(v.dummy&&e.node(p).dummy)&&tu(n,x,p)})}),a=h+1,
s=d)}),o}return t.length&&t.reduce(r),n}function Fd(e,t){let n={};function r(s){var a;return((a=e.node(s))==null?void 0:a.dummy)==="border"}if(!e.nodes().some(r))
return n;function i(s,a,u,c,f){Ln(a,u).forEach(h=>{let m=s[h];if(m!==void 0&&e.node(m).dummy){let d=e.predecessors(m);d&&d.forEach(p=>{if(p===void 0)return;let _=e.
node(p);_.dummy&&(_.order<c||_.order>f)&&tu(n,p,m)})}})}function o(s,a){let u=-1,c=-1,f=0;return a.forEach((h,m)=>{if(r(h)){let d=e.predecessors(h);if(d&&d.length){
let p=d[0];if(p===void 0)return;c=e.node(p).order,i(a,f,m,u,c),f=m,u=c}}i(a,f,a.length,c,s.length)}),a}return t.length&&t.reduce(o),n}function Dd(e,t){if(e.node(
t).dummy){let n=e.predecessors(t);if(n)return n.find(r=>e.node(r).dummy)}}function tu(e,t,n){if(t>n){let i=t;t=n,n=i}let r=e[t];r||(e[t]=r={}),r[n]=!0}function Rd(e,t,n){
if(t>n){let i=t;t=n,n=i}let r=e[t];return r!==void 0&&Object.hasOwn(r,n)}function qd(e,t,n,r,i){let o={},s={},a={};return t.forEach(u=>{u.forEach((c,f)=>{o[c]=c,
s[c]=c,a[c]=f})}),t.forEach(u=>{let c=-1,f=-1,h=!1,m=u,d=u.findIndex(p=>i?.includes(p)||Ta(p,e,i));d>0&&(m=[u[d],...u.slice(0,d),...u.slice(d+1)],h=!0),m.forEach(
p=>{var _;let x=r(p);if(x&&x.length){i!=null&&i.includes(p)&&(x=x.filter(T=>Ta(T,e,i)));let v=x.sort((T,M)=>{let L=a[T],N=a[M];return(L!==void 0?L:0)-(N!==void 0?
N:0)}),w=(v.length-1)/2;for(let T=Math.floor(w),M=Math.ceil(w);T<=M;++T){let L=v[T];if(L===void 0)continue;let N=a[L];if(N!==void 0&&s[p]===p&&c<N&&a[L]!==f&&!Rd(
n,p,L)){let z=o[L];z!==void 0&&(s[L]=p,s[p]=o[p]=z,c=N,h&&(c=-1,f=(_=a[L])!=null?_:-1,h=!1))}}}})}),{root:o,align:s}}function zd(e,t,n,r,i=!1){let o={},s=Ud(e,t,
n,i),a=i?"borderLeft":"borderRight";function u(d,p){let _=s.nodes().slice(),x={},v=_.pop();for(;v;){if(x[v])d(v);else{x[v]=!0,_.push(v);for(let w of p(v))_.push(
w)}v=_.pop()}}function c(d){let p=s.inEdges(d);p?o[d]=p.reduce((_,x)=>{var v;let w=(v=o[x.v])!=null?v:0,T=s.edge(x);return Math.max(_,w+(T!==void 0?T:0))},0):o[d]=
0}function f(d){let p=s.outEdges(d),_=Number.POSITIVE_INFINITY;p&&(_=p.reduce((v,w)=>{let T=o[w.w],M=s.edge(w);return Math.min(v,(T!==void 0?T:0)-(M!==void 0?M:
0))},Number.POSITIVE_INFINITY));let x=e.node(d);_!==Number.POSITIVE_INFINITY&&x.borderType!==a&&(o[d]=Math.max(o[d]!==void 0?o[d]:0,_))}function h(d){return s.predecessors(
d)||[]}function m(d){return s.successors(d)||[]}return u(c,h),u(f,m),Object.keys(r).forEach(d=>{var p;let _=n[d];_!==void 0&&(o[d]=(p=o[_])!=null?p:0)}),o}function Ud(e,t,n,r){
let i=new Qe,o=e.graph(),s=Wd(o.nodesep,o.edgesep,r);return t.forEach(a=>{let u;a.forEach(c=>{let f=n[c];if(f!==void 0){if(i.setNode(f),u!==void 0){let h=n[u];if(h!==
void 0){let m=i.edge(h,f);i.setEdge(h,f,Math.max(s(e,c,u),m||0))}}u=c}})}),i}function Bd(e,t){return Object.values(t).reduce((n,r)=>{let i=Number.NEGATIVE_INFINITY,
o=Number.POSITIVE_INFINITY;Object.entries(r).forEach(([a,u])=>{let c=Vd(e,a)/2;i=Math.max(u+c,i),o=Math.min(u-c,o)});let s=i-o;return s<n[0]&&(n=[s,r]),n},[Number.
POSITIVE_INFINITY,null])[1]}function jd(e,t){let n=Object.values(t),r=Ze(Math.min,n),i=Ze(Math.max,n);["u","d"].forEach(o=>{["l","r"].forEach(s=>{let a=o+s,u=e[a];
if(!u||u===t)return;let c=Object.values(u),f=r-Ze(Math.min,c);s!=="l"&&(f=i-Ze(Math.max,c)),f&&(e[a]=Lr(u,h=>h+f))})})}function Hd(e,t=void 0){let n=e.ul;return n?
Lr(n,(r,i)=>{var o,s;if(t){let u=t.toLowerCase(),c=e[u];if(c&&c[i]!==void 0)return c[i]}let a=Object.values(e).map(u=>{let c=u[i];return c!==void 0?c:0}).sort((u,c)=>u-
c);return(((o=a[1])!=null?o:0)+((s=a[2])!=null?s:0))/2}):{}}function Yd(e,t){let n=Ir(e),r=Object.assign(Ad(e,n),Fd(e,n)),i={},o;["u","d"].forEach(a=>{o=a==="u"?
n:Object.values(n).reverse(),["l","r"].forEach(u=>{u==="r"&&(o=o.map(h=>Object.values(h).reverse()));let c=qd(e,o,r,h=>(a==="u"?e.predecessors(h):e.successors(h))||
[],t),f=zd(e,o,c.root,c.align,u==="r");u==="r"&&(f=Lr(f,h=>-h)),i[a+u]=f})});let s=Bd(e,i);return jd(i,s),Hd(i,e.graph().align)}function Wd(e,t,n){return(r,i,o)=>{
let s=r.node(i),a=r.node(o),u=0,c;if(u+=s.width/2,Object.hasOwn(s,"labelpos"))switch(s.labelpos.toLowerCase()){case"l":c=-s.width/2;break;case"r":c=s.width/2;break}
if(c&&(u+=n?c:-c),c=void 0,u+=(s.dummy?t:e)/2,u+=(a.dummy?t:e)/2,u+=a.width/2,Object.hasOwn(a,"labelpos"))switch(a.labelpos.toLowerCase()){case"l":c=a.width/2;break;case"\
r":c=-a.width/2;break}return c&&(u+=n?c:-c),u}}function Vd(e,t){return e.node(t).width}function Ta(e,t,n){var r;if(!n)return!1;let i=(r=t.node(e))==null?void 0:
r.edgeObj;if(!i||t.node(e).edgeLabel.reversed)return!1;let o=n.indexOf(i?.v),s=n.indexOf(i?.w);return o!==-1&&s!==-1&&o===(s+1)%n.length||o===(s-1)%n.length}function Xd(e,t){
e=Ua(e),Gd(e),Object.entries(Yd(e,t)).forEach(([n,r])=>e.node(n).x=r)}function Gd(e){let t=Ir(e),n=e.graph(),r=n.ranksep,i=n.rankalign,o=0;t.forEach(s=>{let a=s.
reduce((u,c)=>{var f;let h=(f=e.node(c).height)!=null?f:0;return u>h?u:h},0);s.forEach(u=>{let c=e.node(u);i==="top"?c.y=o+c.height/2:i==="bottom"?c.y=o+a-c.height/
2:c.y=o+a/2}),o+=a+r})}var Ea=new WeakMap;function nu(e,t={}){return ru(e,Sh,t),e}function Ca(e,t,n){let r=t;for(;r!==void 0;){let i=e.parent(r);if(i===n)return r;
r=i}}function ru(e,t,n){var r;let i=e.nodes().filter(w=>e.children(w).length),o={};i.forEach(w=>{let T=e.node(w);if(T&&T.rankdir){let M=new Qe({multigraph:!0,compound:!0});
M.setGraph({rankdir:T.rankdir});let L=e.children(w);L.forEach(y=>{let g={...e.node(y)};M.setNode(y,g);let b=e.parent(y);b&&b!==w&&L.includes(b)&&M.setParent(y,b)});
let N=new Set;e.edges().forEach(y=>{let g=Ca(e,y.v,w),b=Ca(e,y.w,w);if(g===y.v&&b===y.w)M.setEdge(y,{...e.edge(y)});else if(g&&b&&g!==b){let E=`${g}\0${b}`;N.has(
E)||(N.add(E),M.setEdge(g,b,{...e.edge(y)}))}}),ru(M,t,n);let z=Ia(M);Na(z,t,n,null),Oa(M,z);let R=1/0,V=1/0,G=-1/0,Y=-1/0;M.nodes().forEach(y=>{if(y===w)return;
let g=M.node(y);g&&typeof g.x=="number"&&typeof g.y=="number"&&typeof g.width=="number"&&typeof g.height=="number"&&(R=Math.min(R,g.x-g.width/2),G=Math.max(G,g.
x+g.width/2),V=Math.min(V,g.y-g.height/2),Y=Math.max(Y,g.y+g.height/2))}),(!isFinite(R)||!isFinite(V)||!isFinite(G)||!isFinite(Y))&&(R=V=0,G=Y=0);let P=G-R,B=Y-
V;o[w]={minX:R,minY:V,maxX:G,maxY:Y,width:P,height:B,offsetX:R,offsetY:V},T._dagreClusterSubgraph=M}});let s=[],a=w=>{let T=[],M=(e.children(w)||[]).filter(L=>L!==
w);for(;M.length>0;){let L=M.shift();T.push(L),(e.children(L)||[]).filter(N=>N!==L).forEach(N=>M.push(N))}return T},u=new Map;i.forEach(w=>{let T=e.node(w);T&&T.
rankdir&&o[w]&&u.set(w,(e.children(w)||[]).filter(M=>M!==w))});let c=new Set([...u.values()].flat()),f=new Map;u.forEach((w,T)=>{c.has(T)||f.set(T,a(T))});let h=new Set(
[...f.values()].flat()),m=w=>{for(let[T,M]of f)if(M.includes(w))return T;return w},d=[];e.edges().forEach(w=>{(h.has(w.v)||h.has(w.w))&&d.push({edge:w,label:e.edge(
w)})});let p=new Map;h.forEach(w=>{let T=e.parent(w);p.set(w,typeof T=="string"?T:void 0)}),f.forEach((w,T)=>{let M=e.node(T),L=[];w.forEach(R=>{let V=e.node(R);
V&&(L.push({id:R,node:V,parent:p.get(R)}),e.removeNode(R))});let N=d.filter(({edge:R})=>w.includes(R.v)||w.includes(R.w)),z=o[T];M&&(s.push({clusterId:T,subgraph:M.
_dagreClusterSubgraph,bounds:z,children:w,removedNodes:L,removedEdges:N}),M.width=z.width,M.height=z.height)});let _=new Set;d.forEach(({edge:w,label:T})=>{let M=m(
w.v),L=m(w.w);if(M!==L&&e.hasNode(M)&&e.hasNode(L)){let N=`${M}\0${L}`;_.has(N)||(_.add(N),e.setEdge(M,L,{...T,width:0,height:0}))}});let x=Ia(e),v=Na(x,t,n,(r=
Ea.get(e))!=null?r:null);Ea.set(e,v),Oa(e,x),_.forEach(w=>{let T=w.indexOf("\0"),M=w.slice(0,T),L=w.slice(T+1);e.hasEdge(M,L)&&e.removeEdge(M,L)}),s.forEach(({clusterId:w,
subgraph:T,bounds:M,removedNodes:L,removedEdges:N})=>{var z,R;let V=e.node(w),G=(z=V?.x)!=null?z:0,Y=(R=V?.y)!=null?R:0,P=(M.minX+M.maxX)/2,B=(M.minY+M.maxY)/2;
L.forEach(({id:y,node:g,parent:b})=>{e.setNode(y,g),b!==void 0&&e.setParent(y,b)}),N.forEach(({edge:y,label:g})=>{e.setEdge(y,g)}),T.nodes().forEach(y=>{if(y===
w)return;let g=T.node(y),b=e.node(y);b&&g&&typeof g.x=="number"&&typeof g.y=="number"&&(b.x=G+(g.x-P),b.y=Y+(g.y-B))}),Sa(e,T,G-P,Y-B),delete V._dagreClusterSubgraph}),
i.forEach(w=>{var T,M;let L=e.node(w),N=o[w];if(L&&L.rankdir&&L._dagreClusterSubgraph&&N){let z=L._dagreClusterSubgraph,R=(T=L.x)!=null?T:0,V=(M=L.y)!=null?M:0,
G=(N.minX+N.maxX)/2,Y=(N.minY+N.maxY)/2;z.nodes().forEach(P=>{if(P===w)return;let B=z.node(P),y=e.node(P);if(y&&B&&typeof B.x=="number"&&typeof B.y=="number"){let g=B.
x-G,b=B.y-Y;y.x=R+g,y.y=V+b}}),Sa(e,z,R-G,V-Y),delete L._dagreClusterSubgraph}})}function Sa(e,t,n,r){t.edges().forEach(i=>{if(!e.hasEdge(i))return;let o=t.edge(
i),s=e.edge(i);s.points=o.points.map(a=>({x:a.x+n,y:a.y+r})),Object.hasOwn(o,"x")&&(s.x=o.x+n,s.y=o.y+r)})}function Na(e,t,n,r=null){var i,o;let s=n?.useDynamic!==
!1,a=s&&(i=r?.graph)!=null?i:null,u=s&&(o=r?.rawNodes)!=null?o:null;t("    makeSpaceForEdgeLabels",()=>rm(e)),t("    removeSelfEdges",()=>hm(e)),t("    acyclic",
()=>qh(e,a)),t("    nestingGraph.run",()=>cd(e)),t("    rank",()=>nd(Ua(e))),t("    injectEdgeLabelProxies",()=>im(e)),t("    removeEmptyRanks",()=>Th(e)),t("  \
  nestingGraph.cleanup",()=>dd(e)),t("    normalizeRanks",()=>Mh(e)),t("    assignRankMinMax",()=>om(e)),t("    removeEdgeLabelProxies",()=>sm(e)),t("    normal\
ize.run",()=>jh(e)),t("    parentDummyChains",()=>sd(e)),t("    addBorderSegments",()=>md(e)),t("    order",()=>eu(e,n,u)),t("    insertSelfEdges",()=>dm(e)),t(
"    adjustCoordinateSystem",()=>gd(e)),t("    position",()=>Xd(e,n.corePath)),t("    positionSelfEdges",()=>mm(e));let c=JSON.parse(JSON.stringify(e._nodes));return t(
"    removeBorderNodes",()=>fm(e)),t("    normalize.undo",()=>Yh(e)),t("    fixupEdgeLabelCoords",()=>lm(e)),t("    undoCoordinateSystem",()=>_d(e)),t("    tran\
slateGraph",()=>am(e)),t("    assignNodeIntersects",()=>um(e)),t("    reversePoints",()=>cm(e)),t("    acyclic.undo",()=>Uh(e)),{graph:e,rawNodes:c}}function Oa(e,t){
e.nodes().forEach(n=>{let r=e.node(n),i=t.node(n);r&&(r.x=i.x,r.y=i.y,r.order=i.order,r.rank=i.rank,t.children(n).length&&(r.width=i.width,r.height=i.height))}),
e.edges().forEach(n=>{let r=e.edge(n),i=t.edge(n);r.points=i.points,Object.hasOwn(i,"x")&&(r.x=i.x,r.y=i.y)}),e.graph().width=t.graph().width,e.graph().height=t.
graph().height}var Zd=["nodesep","edgesep","ranksep","marginx","marginy"],Qd={ranksep:50,edgesep:20,nodesep:50,rankdir:"TB",rankalign:"center"},Kd=["acyclicer",
"ranker","rankdir","align","rankalign"],Jd=["width","height","rank"],$a={width:0,height:0},em=["minlen","weight","width","height","labeloffset"],tm={minlen:1,weight:1,
width:0,height:0,labeloffset:10,labelpos:"r"},nm=["labelpos"];function Ia(e){let t=new Qe({multigraph:!0,compound:!0}),n=Ki(e.graph());return t.setGraph(Object.
assign({},Qd,Qi(n,Zd),$r(n,Kd))),e.nodes().forEach(r=>{let i=Ki(e.node(r)),o=Qi(i,Jd);Object.keys($a).forEach(a=>{o[a]===void 0&&(o[a]=$a[a])}),t.setNode(r,o);let s=e.
parent(r);s!==void 0&&t.setParent(r,s)}),e.edges().forEach(r=>{let i=Ki(e.edge(r));t.setEdge(r,Object.assign({},tm,Qi(i,em),$r(i,nm)))}),t}function rm(e){let t=e.
graph();t.ranksep/=2,e.edges().forEach(n=>{var r;let i=e.edge(n);i.minlen*=2,((r=i.labelpos)!=null?r:"r").toLowerCase()!=="c"&&(t.rankdir==="TB"||t.rankdir==="B\
T"?i.width+=i.labeloffset:i.height+=i.labeloffset)})}function im(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.width&&n.height){let r=e.node(t.v),i={rank:(e.node(
t.w).rank-r.rank)/2+r.rank,e:t};Jt(e,"edge-proxy",i,"_ep")}})}function om(e){let t=0;e.nodes().forEach(n=>{let r=e.node(n);r.borderTop&&(r.minRank=e.node(r.borderTop).
rank,r.maxRank=e.node(r.borderBottom).rank,t=Math.max(t,r.maxRank))}),e.graph().maxRank=t}function sm(e){e.nodes().forEach(t=>{let n=e.node(t);if(n.dummy==="edg\
e-proxy"){let r=n;e.edge(r.e).labelRank=n.rank,e.removeNode(t)}})}function am(e){let t=Number.POSITIVE_INFINITY,n=0,r=Number.POSITIVE_INFINITY,i=0,o=e.graph(),s=o.
marginx||0,a=o.marginy||0;function u(c){let f=c.x,h=c.y,m=c.width,d=c.height;t=Math.min(t,f-m/2),n=Math.max(n,f+m/2),r=Math.min(r,h-d/2),i=Math.max(i,h+d/2)}e.nodes().
forEach(c=>u(e.node(c))),e.edges().forEach(c=>{let f=e.edge(c);Object.hasOwn(f,"x")&&u(f)}),t-=s,r-=a,e.nodes().forEach(c=>{let f=e.node(c);f.x-=t,f.y-=r}),e.edges().
forEach(c=>{let f=e.edge(c);f.points.forEach(h=>{h.x-=t,h.y-=r}),Object.hasOwn(f,"x")&&(f.x-=t),Object.hasOwn(f,"y")&&(f.y-=r)}),o.width=n-t+s,o.height=i-r+a}function um(e){
e.edges().forEach(t=>{if(t.v===t.w)return;let n=e.edge(t),r=e.node(t.v),i=e.node(t.w),o,s;n.points?(o=n.points[0],s=n.points[n.points.length-1]):(n.points=[],o=
i,s=r),n.points.unshift(pa(r,o)),n.points.push(pa(i,s))})}function lm(e){e.edges().forEach(t=>{let n=e.edge(t);if(Object.hasOwn(n,"x"))switch((n.labelpos==="l"||
n.labelpos==="r")&&(n.width-=n.labeloffset),n.labelpos){case"l":n.x-=n.width/2+n.labeloffset;break;case"r":n.x+=n.width/2+n.labeloffset;break}})}function cm(e){
e.edges().forEach(t=>{let n=e.edge(t);n.reversed&&n.points.reverse()})}function fm(e){e.nodes().forEach(t=>{if(e.children(t).length){let n=e.node(t),r=e.node(n.
borderTop),i=e.node(n.borderBottom),o=e.node(n.borderLeft[n.borderLeft.length-1]),s=e.node(n.borderRight[n.borderRight.length-1]);n.width=Math.abs(s.x-o.x),n.height=
Math.abs(i.y-r.y),n.x=o.x+n.width/2,n.y=r.y+n.height/2}}),e.nodes().forEach(t=>{e.node(t).dummy==="border"&&e.removeNode(t)})}function hm(e){e.edges().forEach(t=>{
if(t.v===t.w){let n=e.node(t.v);n.selfEdges||(n.selfEdges=[]),n.selfEdges.push({e:t,label:e.edge(t)}),e.removeEdge(t)}})}function dm(e){Ir(e).forEach(t=>{let n=0;
t.forEach((r,i)=>{let o=e.node(r);typeof o.rank!="number"&&(o.rank=0),o.order=i+n,(o.selfEdges||[]).forEach(s=>{Jt(e,"selfedge",{width:s.label.width,height:s.label.
height,rank:o.rank,order:i+ ++n,e:s.e,edgeLabel:s.label},"_se"),(!Array.isArray(s.label.points)||s.label.points.length!==7)&&(s.label.points=[{x:0,y:-10},{x:0,y:-10},
{x:0,y:0},{x:0,y:10},{x:0,y:10},{x:0,y:0},{x:0,y:0}])}),delete o.selfEdges})})}function mm(e){e.nodes().forEach(t=>{let n=e.node(t),r=i=>typeof i=="number"&&isFinite(
i);if(n.dummy==="selfedge"){let i=n,o=e.node(i.e.v),s=r(o?.x)?o.x:0,a=r(o?.y)?o.y:0,u=r(o?.width)?o.width:0,c=r(o?.height)?o.height:0,f=r(n.x)?n.x:s,h=r(n.y)?n.
y:a,m=u/2,d=c/2;i.edgeLabel.points=[{x:f+m,y:h-d},{x:f+m,y:h-d},{x:f,y:h},{x:f-m,y:h+d},{x:f-m,y:h+d},{x:f,y:h},{x:f,y:h}],i.edgeLabel.x=f,i.edgeLabel.y=h,e.setEdge(
i.e,i.edgeLabel),e.removeNode(t)}else n&&Array.isArray(n.selfEdges)&&n.selfEdges.forEach(i=>{if(!Array.isArray(i.label.points)||i.label.points.length!==7){let o=r(
n.x)?n.x:0,s=r(n.y)?n.y:0,a=r(n.width)?n.width:0,u=r(n.height)?n.height:0,c=a/2,f=u/2;i.label.points=[{x:o+c,y:s-f},{x:o+c,y:s-f},{x:o,y:s},{x:o-c,y:s+f},{x:o-c,
y:s+f},{x:o,y:s},{x:o,y:s}]}})})}function Qi(e,t){return Lr($r(e,t),Number)}function Ki(e){let t={};return e&&Object.entries(e).forEach(([n,r])=>{typeof n=="str\
ing"&&(n=n.toLowerCase()),t[n]=r}),t}var ao="http://www.w3.org/1999/xhtml",iu={svg:"http://www.w3.org/2000/svg",xhtml:ao,xlink:"http://www.w3.org/1999/xlink",xml:"http://www.w3.org/XML/1998/namespa\
ce",xmlns:"http://www.w3.org/2000/xmlns/"};function Pn(e){var t=e+="",n=t.indexOf(":");return n>=0&&(t=e.slice(0,n))!=="xmlns"&&(e=e.slice(n+1)),iu.hasOwnProperty(
t)?{space:iu[t],local:e}:e}function pm(e){return function(){var t=this.ownerDocument,n=this.namespaceURI;return n===ao&&t.documentElement.namespaceURI===ao?t.createElement(
e):t.createElementNS(n,e)}}function gm(e){return function(){return this.ownerDocument.createElementNS(e.space,e.local)}}function ou(e){var t=Pn(e);return(t.local?
gm:pm)(t)}function _m(){}function Fr(e){return e==null?_m:function(){return this.querySelector(e)}}function ym(e){typeof e!="function"&&(e=Fr(e));for(var t=this.
_groups,n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=new Array(s),u,c,f=0;f<s;++f)(u=o[f])&&(c=e.call(u,u.__data__,f,o))&&("__data__"in
u&&(c.__data__=u.__data__),a[f]=c);return new Ae(r,this._parents)}function vm(e){return e==null?[]:Array.isArray(e)?e:Array.from(e)}function bm(){return[]}function lo(e){
return e==null?bm:function(){return this.querySelectorAll(e)}}function wm(e){return function(){return vm(e.apply(this,arguments))}}function xm(e){typeof e=="fun\
ction"?e=wm(e):e=lo(e);for(var t=this._groups,n=t.length,r=[],i=[],o=0;o<n;++o)for(var s=t[o],a=s.length,u,c=0;c<a;++c)(u=s[c])&&(r.push(e.call(u,u.__data__,c,s)),
i.push(u));return new Ae(r,i)}function co(e){return function(){return this.matches(e)}}function su(e){return function(t){return t.matches(e)}}var km=Array.prototype.
find;function Mm(e){return function(){return km.call(this.children,e)}}function Tm(){return this.firstElementChild}function Em(e){return this.select(e==null?Tm:
Mm(typeof e=="function"?e:su(e)))}var Cm=Array.prototype.filter;function Sm(){return Array.from(this.children)}function Nm(e){return function(){return Cm.call(this.
children,e)}}function Om(e){return this.selectAll(e==null?Sm:Nm(typeof e=="function"?e:su(e)))}function $m(e){typeof e!="function"&&(e=co(e));for(var t=this._groups,
n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=[],u,c=0;c<s;++c)(u=o[c])&&e.call(u,u.__data__,c,o)&&a.push(u);return new Ae(r,this._parents)}
function au(e){return new Array(e.length)}function Im(){return new Ae(this._enter||this._groups.map(au),this._parents)}function Ar(e,t){this.ownerDocument=e.ownerDocument,
this.namespaceURI=e.namespaceURI,this._next=null,this._parent=e,this.__data__=t}Ar.prototype={constructor:Ar,appendChild:function(e){return this._parent.insertBefore(
e,this._next)},insertBefore:function(e,t){return this._parent.insertBefore(e,t)},querySelector:function(e){return this._parent.querySelector(e)},querySelectorAll:function(e){
return this._parent.querySelectorAll(e)}};function Lm(e){return function(){return e}}function Pm(e,t,n,r,i,o){for(var s=0,a,u=t.length,c=o.length;s<c;++s)(a=t[s])?
(a.__data__=o[s],r[s]=a):n[s]=new Ar(e,o[s]);for(;s<u;++s)(a=t[s])&&(i[s]=a)}function Am(e,t,n,r,i,o,s){var a,u,c=new Map,f=t.length,h=o.length,m=new Array(f),d;
for(a=0;a<f;++a)(u=t[a])&&(m[a]=d=s.call(u,u.__data__,a,t)+"",c.has(d)?i[a]=u:c.set(d,u));for(a=0;a<h;++a)d=s.call(e,o[a],a,o)+"",(u=c.get(d))?(r[a]=u,u.__data__=
o[a],c.delete(d)):n[a]=new Ar(e,o[a]);for(a=0;a<f;++a)(u=t[a])&&c.get(m[a])===u&&(i[a]=u)}function Fm(e){return e.__data__}function Dm(e,t){if(!arguments.length)
return Array.from(this,Fm);var n=t?Am:Pm,r=this._parents,i=this._groups;typeof e!="function"&&(e=Lm(e));for(var o=i.length,s=new Array(o),a=new Array(o),u=new Array(
o),c=0;c<o;++c){var f=r[c],h=i[c],m=h.length,d=Rm(e.call(f,f&&f.__data__,c,r)),p=d.length,_=a[c]=new Array(p),x=s[c]=new Array(p),v=u[c]=new Array(m);n(f,h,_,x,
v,d,t);for(var w=0,T=0,M,L;w<p;++w)if(M=_[w]){for(w>=T&&(T=w+1);!(L=x[T])&&++T<p;);M._next=L||null}}return s=new Ae(s,r),s._enter=a,s._exit=u,s}function Rm(e){return typeof e==
"object"&&"length"in e?e:Array.from(e)}function qm(){return new Ae(this._exit||this._groups.map(au),this._parents)}function zm(e,t,n){var r=this.enter(),i=this,
o=this.exit();return typeof e=="function"?(r=e(r),r&&(r=r.selection())):r=r.append(e+""),t!=null&&(i=t(i),i&&(i=i.selection())),n==null?o.remove():n(o),r&&i?r.merge(
i).order():i}function Um(e){for(var t=e.selection?e.selection():e,n=this._groups,r=t._groups,i=n.length,o=r.length,s=Math.min(i,o),a=new Array(i),u=0;u<s;++u)for(var c=n[u],
f=r[u],h=c.length,m=a[u]=new Array(h),d,p=0;p<h;++p)(d=c[p]||f[p])&&(m[p]=d);for(;u<i;++u)a[u]=n[u];return new Ae(a,this._parents)}function Bm(){for(var e=this.
_groups,t=-1,n=e.length;++t<n;)for(var r=e[t],i=r.length-1,o=r[i],s;--i>=0;)(s=r[i])&&(o&&s.compareDocumentPosition(o)^4&&o.parentNode.insertBefore(s,o),o=s);return this}
function jm(e){e||(e=Hm);function t(h,m){return h&&m?e(h.__data__,m.__data__):!h-!m}for(var n=this._groups,r=n.length,i=new Array(r),o=0;o<r;++o){for(var s=n[o],
a=s.length,u=i[o]=new Array(a),c,f=0;f<a;++f)(c=s[f])&&(u[f]=c);u.sort(t)}return new Ae(i,this._parents).order()}function Hm(e,t){return e<t?-1:e>t?1:e>=t?0:NaN}
function Ym(){var e=arguments[0];return arguments[0]=this,e.apply(null,arguments),this}function Wm(){return Array.from(this)}function Vm(){for(var e=this._groups,
t=0,n=e.length;t<n;++t)for(var r=e[t],i=0,o=r.length;i<o;++i){var s=r[i];if(s)return s}return null}function Xm(){let e=0;for(let t of this)++e;return e}function Gm(){
return!this.node()}function Zm(e){for(var t=this._groups,n=0,r=t.length;n<r;++n)for(var i=t[n],o=0,s=i.length,a;o<s;++o)(a=i[o])&&e.call(a,a.__data__,o,i);return this}
function Qm(e){return function(){this.removeAttribute(e)}}function Km(e){return function(){this.removeAttributeNS(e.space,e.local)}}function Jm(e,t){return function(){
this.setAttribute(e,t)}}function ep(e,t){return function(){this.setAttributeNS(e.space,e.local,t)}}function tp(e,t){return function(){var n=t.apply(this,arguments);
n==null?this.removeAttribute(e):this.setAttribute(e,n)}}function np(e,t){return function(){var n=t.apply(this,arguments);n==null?this.removeAttributeNS(e.space,
e.local):this.setAttributeNS(e.space,e.local,n)}}function rp(e,t){var n=Pn(e);if(arguments.length<2){var r=this.node();return n.local?r.getAttributeNS(n.space,n.
local):r.getAttribute(n)}return this.each((t==null?n.local?Km:Qm:typeof t=="function"?n.local?np:tp:n.local?ep:Jm)(n,t))}function uu(e){return e.ownerDocument&&
e.ownerDocument.defaultView||e.document&&e||e.defaultView}function ip(e){return function(){this.style.removeProperty(e)}}function op(e,t,n){return function(){this.
style.setProperty(e,t,n)}}function sp(e,t,n){return function(){var r=t.apply(this,arguments);r==null?this.style.removeProperty(e):this.style.setProperty(e,r,n)}}
function ap(e,t,n){return arguments.length>1?this.each((t==null?ip:typeof t=="function"?sp:op)(e,t,n??"")):$t(this.node(),e)}function $t(e,t){return e.style.getPropertyValue(
t)||uu(e).getComputedStyle(e,null).getPropertyValue(t)}function up(e){return function(){delete this[e]}}function lp(e,t){return function(){this[e]=t}}function cp(e,t){
return function(){var n=t.apply(this,arguments);n==null?delete this[e]:this[e]=n}}function fp(e,t){return arguments.length>1?this.each((t==null?up:typeof t=="fu\
nction"?cp:lp)(e,t)):this.node()[e]}function lu(e){return e.trim().split(/^|\s+/)}function fo(e){return e.classList||new cu(e)}function cu(e){this._node=e,this.
_names=lu(e.getAttribute("class")||"")}cu.prototype={add:function(e){var t=this._names.indexOf(e);t<0&&(this._names.push(e),this._node.setAttribute("class",this.
_names.join(" ")))},remove:function(e){var t=this._names.indexOf(e);t>=0&&(this._names.splice(t,1),this._node.setAttribute("class",this._names.join(" ")))},contains:function(e){
return this._names.indexOf(e)>=0}};function fu(e,t){for(var n=fo(e),r=-1,i=t.length;++r<i;)n.add(t[r])}function hu(e,t){for(var n=fo(e),r=-1,i=t.length;++r<i;)n.
remove(t[r])}function hp(e){return function(){fu(this,e)}}function dp(e){return function(){hu(this,e)}}function mp(e,t){return function(){(t.apply(this,arguments)?
fu:hu)(this,e)}}function pp(e,t){var n=lu(e+"");if(arguments.length<2){for(var r=fo(this.node()),i=-1,o=n.length;++i<o;)if(!r.contains(n[i]))return!1;return!0}return this.
each((typeof t=="function"?mp:t?hp:dp)(n,t))}function gp(){this.textContent=""}function _p(e){return function(){this.textContent=e}}function yp(e){return function(){
var t=e.apply(this,arguments);this.textContent=t??""}}function vp(e){return arguments.length?this.each(e==null?gp:(typeof e=="function"?yp:_p)(e)):this.node().textContent}
function bp(){this.innerHTML=""}function wp(e){return function(){this.innerHTML=e}}function xp(e){return function(){var t=e.apply(this,arguments);this.innerHTML=
t??""}}function kp(e){return arguments.length?this.each(e==null?bp:(typeof e=="function"?xp:wp)(e)):this.node().innerHTML}function Mp(){this.nextSibling&&this.parentNode.
appendChild(this)}function Tp(){return this.each(Mp)}function Ep(){this.previousSibling&&this.parentNode.insertBefore(this,this.parentNode.firstChild)}function Cp(){
return this.each(Ep)}function Sp(e){var t=typeof e=="function"?e:ou(e);return this.select(function(){return this.appendChild(t.apply(this,arguments))})}function Np(){
return null}function Op(e,t){var n=typeof e=="function"?e:ou(e),r=t==null?Np:typeof t=="function"?t:Fr(t);return this.select(function(){return this.insertBefore(
n.apply(this,arguments),r.apply(this,arguments)||null)})}function $p(){var e=this.parentNode;e&&e.removeChild(this)}function Ip(){return this.each($p)}function Lp(){
var e=this.cloneNode(!1),t=this.parentNode;return t?t.insertBefore(e,this.nextSibling):e}function Pp(){var e=this.cloneNode(!0),t=this.parentNode;return t?t.insertBefore(
e,this.nextSibling):e}function Ap(e){return this.select(e?Pp:Lp)}function Fp(e){return arguments.length?this.property("__data__",e):this.node().__data__}function Dp(e){
return function(t){e.call(this,t,this.__data__)}}function Rp(e){return e.trim().split(/^|\s+/).map(function(t){var n="",r=t.indexOf(".");return r>=0&&(n=t.slice(
r+1),t=t.slice(0,r)),{type:t,name:n}})}function qp(e){return function(){var t=this.__on;if(t){for(var n=0,r=-1,i=t.length,o;n<i;++n)o=t[n],(!e.type||o.type===e.
type)&&o.name===e.name?this.removeEventListener(o.type,o.listener,o.options):t[++r]=o;++r?t.length=r:delete this.__on}}}function zp(e,t,n){return function(){var r=this.
__on,i,o=Dp(t);if(r){for(var s=0,a=r.length;s<a;++s)if((i=r[s]).type===e.type&&i.name===e.name){this.removeEventListener(i.type,i.listener,i.options),this.addEventListener(
i.type,i.listener=o,i.options=n),i.value=t;return}}this.addEventListener(e.type,o,n),i={type:e.type,name:e.name,value:t,listener:o,options:n},r?r.push(i):this.__on=
[i]}}function Up(e,t,n){var r=Rp(e+""),i,o=r.length,s;if(arguments.length<2){var a=this.node().__on;if(a){for(var u=0,c=a.length,f;u<c;++u)for(i=0,f=a[u];i<o;++i)
if((s=r[i]).type===f.type&&s.name===f.name)return f.value}return}for(a=t?zp:qp,i=0;i<o;++i)this.each(a(r[i],t,n));return this}function du(e,t,n){var r=uu(e),i=r.
CustomEvent;typeof i=="function"?i=new i(t,n):(i=r.document.createEvent("Event"),n?(i.initEvent(t,n.bubbles,n.cancelable),i.detail=n.detail):i.initEvent(t,!1,!1)),
e.dispatchEvent(i)}function Bp(e,t){return function(){return du(this,e,t)}}function jp(e,t){return function(){return du(this,e,t.apply(this,arguments))}}function Hp(e,t){
return this.each((typeof t=="function"?jp:Bp)(e,t))}function*Yp(){for(var e=this._groups,t=0,n=e.length;t<n;++t)for(var r=e[t],i=0,o=r.length,s;i<o;++i)(s=r[i])&&
(yield s)}var mu=[null];function Ae(e,t){this._groups=e,this._parents=t}function It(){return new Ae([[document.documentElement]],mu)}function Wp(){return this}Ae.
prototype=It.prototype={constructor:Ae,select:ym,selectAll:xm,selectChild:Em,selectChildren:Om,filter:$m,data:Dm,enter:Im,exit:qm,join:zm,merge:Um,selection:Wp,
order:Bm,sort:jm,call:Ym,nodes:Wm,node:Vm,size:Xm,empty:Gm,each:Zm,attr:rp,style:ap,property:fp,classed:pp,text:vp,html:kp,raise:Tp,lower:Cp,append:Sp,insert:Op,
remove:Ip,clone:Ap,datum:Fp,on:Up,dispatch:Hp,[Symbol.iterator]:Yp};function Se(e){return typeof e=="string"?new Ae([[document.querySelector(e)]],[document.documentElement]):
new Ae([[e]],mu)}var Vp=0;function Xp(){return new uo}function uo(){this._="@"+(++Vp).toString(36)}uo.prototype=Xp.prototype={constructor:uo,get:function(e){for(var t=this._;!(t in
e);)if(!(e=e.parentNode))return;return e[t]},set:function(e,t){return e[this._]=t},remove:function(e){return this._ in e&&delete e[this._]},toString:function(){
return this._}};function Gp(e){let t;for(;t=e.sourceEvent;)e=t;return e}function ot(e,t){if(e=Gp(e),t===void 0&&(t=e.currentTarget),t){var n=t.ownerSVGElement||
t;if(n.createSVGPoint){var r=n.createSVGPoint();return r.x=e.clientX,r.y=e.clientY,r=r.matrixTransform(t.getScreenCTM().inverse()),[r.x,r.y]}if(t.getBoundingClientRect){
var i=t.getBoundingClientRect();return[e.clientX-i.left-t.clientLeft,e.clientY-i.top-t.clientTop]}}return[e.pageX,e.pageY]}var Zp={value:()=>{}};function An(){for(var e=0,t=arguments.length,n={},r;e<t;++e){if(!(r=arguments[e]+"")||r in n||/[\s.]/.test(r))throw new Error("illegal typ\
e: "+r);n[r]=[]}return new Dr(n)}function Dr(e){this._=e}function Qp(e,t){return e.trim().split(/^|\s+/).map(function(n){var r="",i=n.indexOf(".");if(i>=0&&(r=n.
slice(i+1),n=n.slice(0,i)),n&&!t.hasOwnProperty(n))throw new Error("unknown type: "+n);return{type:n,name:r}})}Dr.prototype=An.prototype={constructor:Dr,on:function(e,t){
var n=this._,r=Qp(e+"",n),i,o=-1,s=r.length;if(arguments.length<2){for(;++o<s;)if((i=(e=r[o]).type)&&(i=Kp(n[i],e.name)))return i;return}if(t!=null&&typeof t!="\
function")throw new Error("invalid callback: "+t);for(;++o<s;)if(i=(e=r[o]).type)n[i]=pu(n[i],e.name,t);else if(t==null)for(i in n)n[i]=pu(n[i],e.name,null);return this},
copy:function(){var e={},t=this._;for(var n in t)e[n]=t[n].slice();return new Dr(e)},call:function(e,t){if((i=arguments.length-2)>0)for(var n=new Array(i),r=0,i,
o;r<i;++r)n[r]=arguments[r+2];if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(o=this._[e],r=0,i=o.length;r<i;++r)o[r].value.apply(t,n)},apply:function(e,t,n){
if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(var r=this._[e],i=0,o=r.length;i<o;++i)r[i].value.apply(t,n)}};function Kp(e,t){for(var n=0,
r=e.length,i;n<r;++n)if((i=e[n]).name===t)return i.value}function pu(e,t,n){for(var r=0,i=e.length;r<i;++r)if(e[r].name===t){e[r]=Zp,e=e.slice(0,r).concat(e.slice(
r+1));break}return n!=null&&e.push({name:t,value:n}),e}var ho={capture:!0,passive:!1};function mo(e){e.preventDefault(),e.stopImmediatePropagation()}function gu(e){var t=e.document.documentElement,n=Se(e).on("dragstart.drag",mo,ho);"onselectstart"in
t?n.on("selectstart.drag",mo,ho):(t.__noselect=t.style.MozUserSelect,t.style.MozUserSelect="none")}function _u(e,t){var n=e.document.documentElement,r=Se(e).on(
"dragstart.drag",null);t&&(r.on("click.drag",mo,ho),setTimeout(function(){r.on("click.drag",null)},0)),"onselectstart"in n?r.on("selectstart.drag",null):(n.style.
MozUserSelect=n.__noselect,delete n.__noselect)}function Jp(e,{sourceEvent:t,subject:n,target:r,identifier:i,active:o,x:s,y:a,dx:u,dy:c,dispatch:f}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},
sourceEvent:{value:t,enumerable:!0,configurable:!0},subject:{value:n,enumerable:!0,configurable:!0},target:{value:r,enumerable:!0,configurable:!0},identifier:{value:i,
enumerable:!0,configurable:!0},active:{value:o,enumerable:!0,configurable:!0},x:{value:s,enumerable:!0,configurable:!0},y:{value:a,enumerable:!0,configurable:!0},
dx:{value:u,enumerable:!0,configurable:!0},dy:{value:c,enumerable:!0,configurable:!0},_:{value:f}})}Jp.prototype.on=function(){var e=this._.on.apply(this._,arguments);
return e===this._?this:e};function rn(e,t,n){e.prototype=t.prototype=n,n.constructor=e}function Rn(e,t){var n=Object.create(e.prototype);for(var r in t)n[r]=t[r];return n}function yt(){}
var Ft=.7,nn=1/Ft,en="\\s*([+-]?\\d+)\\s*",Fn="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",Ke="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",eg=/^#([0-9a-f]{3,8})$/,
tg=new RegExp(`^rgb\\(${en},${en},${en}\\)$`),ng=new RegExp(`^rgb\\(${Ke},${Ke},${Ke}\\)$`),rg=new RegExp(`^rgba\\(${en},${en},${en},${Fn}\\)$`),ig=new RegExp(`\
^rgba\\(${Ke},${Ke},${Ke},${Fn}\\)$`),og=new RegExp(`^hsl\\(${Fn},${Ke},${Ke}\\)$`),sg=new RegExp(`^hsla\\(${Fn},${Ke},${Ke},${Fn}\\)$`),yu={aliceblue:15792383,
antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,
burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,
darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,
darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,
darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,
fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,
hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,
lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,
lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,
limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,
mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,
navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,
paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,
rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,
sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,
teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074};
rn(yt,at,{copy(e){return Object.assign(new this.constructor,this,e)},displayable(){return this.rgb().displayable()},hex:vu,formatHex:vu,formatHex8:ag,formatHsl:ug,
formatRgb:bu,toString:bu});function vu(){return this.rgb().formatHex()}function ag(){return this.rgb().formatHex8()}function ug(){return Nu(this).formatHsl()}function bu(){
return this.rgb().formatRgb()}function at(e){var t,n;return e=(e+"").trim().toLowerCase(),(t=eg.exec(e))?(n=t[1].length,t=parseInt(t[1],16),n===6?wu(t):n===3?new be(
t>>8&15|t>>4&240,t>>4&15|t&240,(t&15)<<4|t&15,1):n===8?Rr(t>>24&255,t>>16&255,t>>8&255,(t&255)/255):n===4?Rr(t>>12&15|t>>8&240,t>>8&15|t>>4&240,t>>4&15|t&240,((t&
15)<<4|t&15)/255):null):(t=tg.exec(e))?new be(t[1],t[2],t[3],1):(t=ng.exec(e))?new be(t[1]*255/100,t[2]*255/100,t[3]*255/100,1):(t=rg.exec(e))?Rr(t[1],t[2],t[3],
t[4]):(t=ig.exec(e))?Rr(t[1]*255/100,t[2]*255/100,t[3]*255/100,t[4]):(t=og.exec(e))?Mu(t[1],t[2]/100,t[3]/100,1):(t=sg.exec(e))?Mu(t[1],t[2]/100,t[3]/100,t[4]):
yu.hasOwnProperty(e)?wu(yu[e]):e==="transparent"?new be(NaN,NaN,NaN,0):null}function wu(e){return new be(e>>16&255,e>>8&255,e&255,1)}function Rr(e,t,n,r){return r<=
0&&(e=t=n=NaN),new be(e,t,n,r)}function bo(e){return e instanceof yt||(e=at(e)),e?(e=e.rgb(),new be(e.r,e.g,e.b,e.opacity)):new be}function qn(e,t,n,r){return arguments.
length===1?bo(e):new be(e,t,n,r??1)}function be(e,t,n,r){this.r=+e,this.g=+t,this.b=+n,this.opacity=+r}rn(be,qn,Rn(yt,{brighter(e){return e=e==null?nn:Math.pow(
nn,e),new be(this.r*e,this.g*e,this.b*e,this.opacity)},darker(e){return e=e==null?Ft:Math.pow(Ft,e),new be(this.r*e,this.g*e,this.b*e,this.opacity)},rgb(){return this},
clamp(){return new be(Pt(this.r),Pt(this.g),Pt(this.b),zr(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&
this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:xu,formatHex:xu,formatHex8:lg,formatRgb:ku,toString:ku}));function xu(){return`#${Lt(this.r)}${Lt(this.g)}${Lt(
this.b)}`}function lg(){return`#${Lt(this.r)}${Lt(this.g)}${Lt(this.b)}${Lt((isNaN(this.opacity)?1:this.opacity)*255)}`}function ku(){let e=zr(this.opacity);return`${e===
1?"rgb(":"rgba("}${Pt(this.r)}, ${Pt(this.g)}, ${Pt(this.b)}${e===1?")":`, ${e})`}`}function zr(e){return isNaN(e)?1:Math.max(0,Math.min(1,e))}function Pt(e){return Math.
max(0,Math.min(255,Math.round(e)||0))}function Lt(e){return e=Pt(e),(e<16?"0":"")+e.toString(16)}function Mu(e,t,n,r){return r<=0?e=t=n=NaN:n<=0||n>=1?e=t=NaN:t<=
0&&(e=NaN),new je(e,t,n,r)}function Nu(e){if(e instanceof je)return new je(e.h,e.s,e.l,e.opacity);if(e instanceof yt||(e=at(e)),!e)return new je;if(e instanceof
je)return e;e=e.rgb();var t=e.r/255,n=e.g/255,r=e.b/255,i=Math.min(t,n,r),o=Math.max(t,n,r),s=NaN,a=o-i,u=(o+i)/2;return a?(t===o?s=(n-r)/a+(n<r)*6:n===o?s=(r-t)/
a+2:s=(t-n)/a+4,a/=u<.5?o+i:2-o-i,s*=60):a=u>0&&u<1?0:s,new je(s,a,u,e.opacity)}function Br(e,t,n,r){return arguments.length===1?Nu(e):new je(e,t,n,r??1)}function je(e,t,n,r){
this.h=+e,this.s=+t,this.l=+n,this.opacity=+r}rn(je,Br,Rn(yt,{brighter(e){return e=e==null?nn:Math.pow(nn,e),new je(this.h,this.s,this.l*e,this.opacity)},darker(e){
return e=e==null?Ft:Math.pow(Ft,e),new je(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=this.h%360+(this.h<0)*360,t=isNaN(e)||isNaN(this.s)?0:this.s,n=this.
l,r=n+(n<.5?n:1-n)*t,i=2*n-r;return new be(po(e>=240?e-240:e+120,i,r),po(e,i,r),po(e<120?e+240:e-120,i,r),this.opacity)},clamp(){return new je(Tu(this.h),qr(this.
s),qr(this.l),zr(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){
let e=zr(this.opacity);return`${e===1?"hsl(":"hsla("}${Tu(this.h)}, ${qr(this.s)*100}%, ${qr(this.l)*100}%${e===1?")":`, ${e})`}`}}));function Tu(e){return e=(e||
0)%360,e<0?e+360:e}function qr(e){return Math.max(0,Math.min(1,e||0))}function po(e,t,n){return(e<60?t+(n-t)*e/60:e<180?n:e<240?t+(n-t)*(240-e)/60:t)*255}var Ou=Math.
PI/180,$u=180/Math.PI,Ur=18,Iu=.96422,Lu=1,Pu=.82521,Au=4/29,tn=6/29,Fu=3*tn*tn,cg=tn*tn*tn;function Du(e){if(e instanceof Je)return new Je(e.l,e.a,e.b,e.opacity);
if(e instanceof st)return qu(e);e instanceof be||(e=bo(e));var t=vo(e.r),n=vo(e.g),r=vo(e.b),i=go((.2225045*t+.7168786*n+.0606169*r)/Lu),o,s;return t===n&&n===r?
o=s=i:(o=go((.4360747*t+.3850649*n+.1430804*r)/Iu),s=go((.0139322*t+.0971045*n+.7141733*r)/Pu)),new Je(116*i-16,500*(o-i),200*(i-s),e.opacity)}function Ru(e,t,n,r){return arguments.length===1?Du(e):new Je(e,t,n,r??1)}function Je(e,t,n,r){this.l=+e,this.a=+t,this.b=+n,this.opacity=+r}rn(Je,Ru,Rn(yt,{brighter(e){
return new Je(this.l+Ur*(e??1),this.a,this.b,this.opacity)},darker(e){return new Je(this.l-Ur*(e??1),this.a,this.b,this.opacity)},rgb(){var e=(this.l+16)/116,t=isNaN(
this.a)?e:e+this.a/500,n=isNaN(this.b)?e:e-this.b/200;return t=Iu*_o(t),e=Lu*_o(e),n=Pu*_o(n),new be(yo(3.1338561*t-1.6168667*e-.4906146*n),yo(-.9787684*t+1.9161415*
e+.033454*n),yo(.0719453*t-.2289914*e+1.4052427*n),this.opacity)}}));function go(e){return e>cg?Math.pow(e,1/3):e/Fu+Au}function _o(e){return e>tn?e*e*e:Fu*(e-Au)}
function yo(e){return 255*(e<=.0031308?12.92*e:1.055*Math.pow(e,1/2.4)-.055)}function vo(e){return(e/=255)<=.04045?e/12.92:Math.pow((e+.055)/1.055,2.4)}function fg(e){
if(e instanceof st)return new st(e.h,e.c,e.l,e.opacity);if(e instanceof Je||(e=Du(e)),e.a===0&&e.b===0)return new st(NaN,0<e.l&&e.l<100?0:NaN,e.l,e.opacity);var t=Math.
atan2(e.b,e.a)*$u;return new st(t<0?t+360:t,Math.sqrt(e.a*e.a+e.b*e.b),e.l,e.opacity)}function jr(e,t,n,r){return arguments.length===1?fg(e):new st(e,t,n,r??1)}function st(e,t,n,r){this.h=+e,this.c=+t,this.l=+n,this.opacity=+r}function qu(e){if(isNaN(
e.h))return new Je(e.l,0,0,e.opacity);var t=e.h*Ou;return new Je(e.l,Math.cos(t)*e.c,Math.sin(t)*e.c,e.opacity)}rn(st,jr,Rn(yt,{brighter(e){return new st(this.h,
this.c,this.l+Ur*(e??1),this.opacity)},darker(e){return new st(this.h,this.c,this.l-Ur*(e??1),this.opacity)},rgb(){return qu(this).rgb()}}));var zu=-.14861,wo=1.78277,
xo=-.29227,Hr=-.90649,Dn=1.97294,Eu=Dn*Hr,Cu=Dn*wo,Su=wo*xo-Hr*zu;function hg(e){if(e instanceof At)return new At(e.h,e.s,e.l,e.opacity);e instanceof be||(e=bo(
e));var t=e.r/255,n=e.g/255,r=e.b/255,i=(Su*r+Eu*t-Cu*n)/(Su+Eu-Cu),o=r-i,s=(Dn*(n-i)-xo*o)/Hr,a=Math.sqrt(s*s+o*o)/(Dn*i*(1-i)),u=a?Math.atan2(s,o)*$u-120:NaN;
return new At(u<0?u+360:u,a,i,e.opacity)}function Yr(e,t,n,r){return arguments.length===1?hg(e):new At(e,t,n,r??1)}function At(e,t,n,r){this.h=+e,this.s=+t,this.
l=+n,this.opacity=+r}rn(At,Yr,Rn(yt,{brighter(e){return e=e==null?nn:Math.pow(nn,e),new At(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?Ft:Math.
pow(Ft,e),new At(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=isNaN(this.h)?0:(this.h+120)*Ou,t=+this.l,n=isNaN(this.s)?0:this.s*t*(1-t),r=Math.cos(e),i=Math.
sin(e);return new be(255*(t+n*(zu*r+wo*i)),255*(t+n*(xo*r+Hr*i)),255*(t+n*(Dn*r)),this.opacity)}}));function ju(e,t,n,r,i){var o=e*e,s=o*e;return((1-3*e+3*o-s)*t+(4-6*o+3*s)*n+(1+3*e+3*o-3*s)*r+s*i)/6}function dg(e){var t=e.length-1;return function(n){var r=n<=
0?n=0:n>=1?(n=1,t-1):Math.floor(n*t),i=e[r],o=e[r+1],s=r>0?e[r-1]:2*i-o,a=r<t-1?e[r+2]:2*o-i;return ju((n-r/t)*t,s,i,o,a)}}function mg(e){var t=e.length;return function(n){
var r=Math.floor(((n%=1)<0?++n:n)*t),i=e[(r+t-1)%t],o=e[r%t],s=e[(r+1)%t],a=e[(r+2)%t];return ju((n-r/t)*t,i,o,s,a)}}var Vr=e=>()=>e;function Hu(e,t){return function(n){
return e+n*t}}function pg(e,t,n){return e=Math.pow(e,n),t=Math.pow(t,n)-e,n=1/n,function(r){return Math.pow(e+r*t,n)}}function Eo(e,t){var n=t-e;return n?Hu(e,n>
180||n<-180?n-360*Math.round(n/360):n):Vr(isNaN(e)?t:e)}function gg(e){return(e=+e)==1?Ne:function(t,n){return n-t?pg(t,n,e):Vr(isNaN(t)?n:t)}}function Ne(e,t){
var n=t-e;return n?Hu(e,n):Vr(isNaN(e)?t:e)}var zn=(function e(t){var n=gg(t);function r(i,o){var s=n((i=qn(i)).r,(o=qn(o)).r),a=n(i.g,o.g),u=n(i.b,o.b),c=Ne(i.
opacity,o.opacity);return function(f){return i.r=s(f),i.g=a(f),i.b=u(f),i.opacity=c(f),i+""}}return r.gamma=e,r})(1);function Yu(e){return function(t){var n=t.length,
r=new Array(n),i=new Array(n),o=new Array(n),s,a;for(s=0;s<n;++s)a=qn(t[s]),r[s]=a.r||0,i[s]=a.g||0,o[s]=a.b||0;return r=e(r),i=e(i),o=e(o),a.opacity=1,function(u){
return a.r=r(u),a.g=i(u),a.b=o(u),a+""}}}var z1=Yu(dg),U1=Yu(mg);function _g(e,t){t||(t=[]);var n=e?Math.min(t.length,e.length):0,r=t.slice(),i;return function(o){
for(i=0;i<n;++i)r[i]=e[i]*(1-o)+t[i]*o;return r}}function yg(e){return ArrayBuffer.isView(e)&&!(e instanceof DataView)}function vg(e,t){var n=t?t.length:0,r=e?Math.min(n,e.length):0,i=new Array(r),o=new Array(n),s;for(s=0;s<r;++s)i[s]=Xr(e[s],t[s]);for(;s<n;++s)o[s]=t[s];return function(a){
for(s=0;s<r;++s)o[s]=i[s](a);return o}}function bg(e,t){var n=new Date;return e=+e,t=+t,function(r){return n.setTime(e*(1-r)+t*r),n}}function Fe(e,t){return e=+e,
t=+t,function(n){return e*(1-n)+t*n}}function wg(e,t){var n={},r={},i;(e===null||typeof e!="object")&&(e={}),(t===null||typeof t!="object")&&(t={});for(i in t)i in
e?n[i]=Xr(e[i],t[i]):r[i]=t[i];return function(o){for(i in n)r[i]=n[i](o);return r}}var Mo=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,ko=new RegExp(Mo.source,
"g");function xg(e){return function(){return e}}function kg(e){return function(t){return e(t)+""}}function Co(e,t){var n=Mo.lastIndex=ko.lastIndex=0,r,i,o,s=-1,
a=[],u=[];for(e=e+"",t=t+"";(r=Mo.exec(e))&&(i=ko.exec(t));)(o=i.index)>n&&(o=t.slice(n,o),a[s]?a[s]+=o:a[++s]=o),(r=r[0])===(i=i[0])?a[s]?a[s]+=i:a[++s]=i:(a[++s]=
null,u.push({i:s,x:Fe(r,i)})),n=ko.lastIndex;return n<t.length&&(o=t.slice(n),a[s]?a[s]+=o:a[++s]=o),a.length<2?u[0]?kg(u[0].x):xg(t):(t=u.length,function(c){for(var f=0,
h;f<t;++f)a[(h=u[f]).i]=h.x(c);return a.join("")})}function Xr(e,t){var n=typeof t,r;return t==null||n==="boolean"?Vr(t):(n==="number"?Fe:n==="string"?(r=at(t))?
(t=r,zn):Co:t instanceof at?zn:t instanceof Date?bg:yg(t)?_g:Array.isArray(t)?vg:typeof t.valueOf!="function"&&typeof t.toString!="function"||isNaN(t)?wg:Fe)(e,
t)}function Wu(e,t){return e=+e,t=+t,function(n){return Math.round(e*(1-n)+t*n)}}var Uu=180/Math.PI,To={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};
function Vu(e,t,n,r,i,o){var s,a,u;return(s=Math.sqrt(e*e+t*t))&&(e/=s,t/=s),(u=e*n+t*r)&&(n-=e*u,r-=t*u),(a=Math.sqrt(n*n+r*r))&&(n/=a,r/=a,u/=a),e*r<t*n&&(e=-e,
t=-t,u=-u,s=-s),{translateX:i,translateY:o,rotate:Math.atan2(t,e)*Uu,skewX:Math.atan(u)*Uu,scaleX:s,scaleY:a}}var Wr;function Mg(e){let t=new(typeof DOMMatrix==
"function"?DOMMatrix:WebKitCSSMatrix)(e+"");return t.isIdentity?To:Vu(t.a,t.b,t.c,t.d,t.e,t.f)}function Tg(e){return e==null||(Wr||(Wr=document.createElementNS(
"http://www.w3.org/2000/svg","g")),Wr.setAttribute("transform",e),!(e=Wr.transform.baseVal.consolidate()))?To:(e=e.matrix,Vu(e.a,e.b,e.c,e.d,e.e,e.f))}function Xu(e,t,n,r){
function i(c){return c.length?c.pop()+" ":""}function o(c,f,h,m,d,p){if(c!==h||f!==m){var _=d.push("translate(",null,t,null,n);p.push({i:_-4,x:Fe(c,h)},{i:_-2,x:Fe(
f,m)})}else(h||m)&&d.push("translate("+h+t+m+n)}function s(c,f,h,m){c!==f?(c-f>180?f+=360:f-c>180&&(c+=360),m.push({i:h.push(i(h)+"rotate(",null,r)-2,x:Fe(c,f)})):
f&&h.push(i(h)+"rotate("+f+r)}function a(c,f,h,m){c!==f?m.push({i:h.push(i(h)+"skewX(",null,r)-2,x:Fe(c,f)}):f&&h.push(i(h)+"skewX("+f+r)}function u(c,f,h,m,d,p){
if(c!==h||f!==m){var _=d.push(i(d)+"scale(",null,",",null,")");p.push({i:_-4,x:Fe(c,h)},{i:_-2,x:Fe(f,m)})}else(h!==1||m!==1)&&d.push(i(d)+"scale("+h+","+m+")")}
return function(c,f){var h=[],m=[];return c=e(c),f=e(f),o(c.translateX,c.translateY,f.translateX,f.translateY,h,m),s(c.rotate,f.rotate,h,m),a(c.skewX,f.skewX,h,
m),u(c.scaleX,c.scaleY,f.scaleX,f.scaleY,h,m),c=f=null,function(d){for(var p=-1,_=m.length,x;++p<_;)h[(x=m[p]).i]=x.x(d);return h.join("")}}}var Gu=Xu(Mg,"px, ",
"px)","deg)"),Zu=Xu(Tg,", ",")",")"),Eg=1e-12;function Bu(e){return((e=Math.exp(e))+1/e)/2}function Cg(e){return((e=Math.exp(e))-1/e)/2}function Sg(e){return((e=
Math.exp(2*e))-1)/(e+1)}var Qu=(function e(t,n,r){function i(o,s){var a=o[0],u=o[1],c=o[2],f=s[0],h=s[1],m=s[2],d=f-a,p=h-u,_=d*d+p*p,x,v;if(_<Eg)v=Math.log(m/c)/
t,x=function(z){return[a+z*d,u+z*p,c*Math.exp(t*z*v)]};else{var w=Math.sqrt(_),T=(m*m-c*c+r*_)/(2*c*n*w),M=(m*m-c*c-r*_)/(2*m*n*w),L=Math.log(Math.sqrt(T*T+1)-T),
N=Math.log(Math.sqrt(M*M+1)-M);v=(N-L)/t,x=function(z){var R=z*v,V=Bu(L),G=c/(n*w)*(V*Sg(t*R+L)-Cg(L));return[a+G*d,u+G*p,c*V/Bu(t*R+L)]}}return x.duration=Math.
abs(v)*1e3*t/Math.SQRT2,x}return i.rho=function(o){var s=Math.max(.001,+o),a=s*s,u=a*a;return e(s,a,u)},i})(Math.SQRT2,2,4);function Ku(e){return function(t,n){
var r=e((t=Br(t)).h,(n=Br(n)).h),i=Ne(t.s,n.s),o=Ne(t.l,n.l),s=Ne(t.opacity,n.opacity);return function(a){return t.h=r(a),t.s=i(a),t.l=o(a),t.opacity=s(a),t+""}}}
var B1=Ku(Eo),j1=Ku(Ne);function Ju(e){return function(t,n){var r=e((t=jr(t)).h,(n=jr(n)).h),i=Ne(t.c,n.c),o=Ne(t.l,n.l),s=Ne(t.opacity,n.opacity);return function(a){return t.h=r(a),t.
c=i(a),t.l=o(a),t.opacity=s(a),t+""}}}var H1=Ju(Eo),Y1=Ju(Ne);function el(e){return(function t(n){n=+n;function r(i,o){var s=e((i=Yr(i)).h,(o=Yr(o)).h),a=Ne(i.s,
o.s),u=Ne(i.l,o.l),c=Ne(i.opacity,o.opacity);return function(f){return i.h=s(f),i.s=a(f),i.l=u(Math.pow(f,n)),i.opacity=c(f),i+""}}return r.gamma=t,r})(1)}var W1=el(
Eo),V1=el(Ne);var on=0,Bn=0,Un=0,nl=1e3,Gr,jn,Zr=0,Dt=0,Kr=0,Hn=typeof performance=="object"&&performance.now?performance:Date,rl=typeof window=="object"&&window.requestAnimationFrame?
window.requestAnimationFrame.bind(window):function(e){setTimeout(e,17)};function Jr(){return Dt||(rl(Ng),Dt=Hn.now()+Kr)}function Ng(){Dt=0}function Qr(){this._call=
this._time=this._next=null}Qr.prototype=No.prototype={constructor:Qr,restart:function(e,t,n){if(typeof e!="function")throw new TypeError("callback is not a func\
tion");n=(n==null?Jr():+n)+(t==null?0:+t),!this._next&&jn!==this&&(jn?jn._next=this:Gr=this,jn=this),this._call=e,this._time=n,So()},stop:function(){this._call&&
(this._call=null,this._time=1/0,So())}};function No(e,t,n){var r=new Qr;return r.restart(e,t,n),r}function Og(){Jr(),++on;for(var e=Gr,t;e;)(t=Dt-e._time)>=0&&e.
_call.call(void 0,t),e=e._next;--on}function tl(){Dt=(Zr=Hn.now())+Kr,on=Bn=0;try{Og()}finally{on=0,Ig(),Dt=0}}function $g(){var e=Hn.now(),t=e-Zr;t>nl&&(Kr-=t,
Zr=e)}function Ig(){for(var e,t=Gr,n,r=1/0;t;)t._call?(r>t._time&&(r=t._time),e=t,t=t._next):(n=t._next,t._next=null,t=e?e._next=n:Gr=n);jn=e,So(r)}function So(e){
if(!on){Bn&&(Bn=clearTimeout(Bn));var t=e-Dt;t>24?(e<1/0&&(Bn=setTimeout(tl,Math.ceil(e-Hn.now()-Kr)+1)),Un&&(Un=clearInterval(Un))):(Un||(Zr=Hn.now(),Un=setInterval(
$g,nl)),on=1,rl(tl))}}function Oo(e,t,n){var r=new Qr;return t=t==null?0:+t,r.restart(i=>{r.stop(),e(i+t)},t,n),r}function ol(e){return((e*=2)<=1?e*e*e:(e-=2)*e*e+2)/2}var $o=3,Z1=(function e(t){t=+t;function n(r){return Math.pow(r,t)}return n.exponent=e,n})($o),Q1=(function e(t){
t=+t;function n(r){return 1-Math.pow(1-r,t)}return n.exponent=e,n})($o),K1=(function e(t){t=+t;function n(r){return((r*=2)<=1?Math.pow(r,t):2-Math.pow(2-r,t))/2}
return n.exponent=e,n})($o),Lg=Math.PI,J1=Lg/2;function ei(e){return(Math.pow(2,-10*e)-.0009765625)*1.0009775171065494}var il=4/11,eb=6/11,tb=8/11,nb=3/4,rb=9/11,ib=10/11,ob=15/16,sb=21/22,ab=63/64,ub=1/il/il;var Io=1.70158,lb=(function e(t){t=+t;function n(r){return(r=+r)*r*(t*(r-1)+r)}return n.overshoot=e,n})(Io),cb=(function e(t){t=+t;function n(r){return--r*r*((r+
1)*t+r)+1}return n.overshoot=e,n})(Io),fb=(function e(t){t=+t;function n(r){return((r*=2)<1?r*r*((t+1)*r-t):(r-=2)*r*((t+1)*r+t)+2)/2}return n.overshoot=e,n})(Io),
sn=2*Math.PI,Lo=1,Po=.3,hb=(function e(t,n){var r=Math.asin(1/(t=Math.max(1,t)))*(n/=sn);function i(o){return t*ei(- --o)*Math.sin((r-o)/n)}return i.amplitude=function(o){
return e(o,n*sn)},i.period=function(o){return e(t,o)},i})(Lo,Po),db=(function e(t,n){var r=Math.asin(1/(t=Math.max(1,t)))*(n/=sn);function i(o){return 1-t*ei(o=
+o)*Math.sin((o+r)/n)}return i.amplitude=function(o){return e(o,n*sn)},i.period=function(o){return e(t,o)},i})(Lo,Po),mb=(function e(t,n){var r=Math.asin(1/(t=Math.
max(1,t)))*(n/=sn);function i(o){return((o=o*2-1)<0?t*ei(-o)*Math.sin((r-o)/n):2-t*ei(o)*Math.sin((r+o)/n))/2}return i.amplitude=function(o){return e(o,n*sn)},i.
period=function(o){return e(t,o)},i})(Lo,Po);var Pg=An("start","end","cancel","interrupt"),Ag=[],ul=0,sl=1,Ao=2,ti=3,al=4,Fo=5,ni=6;function ri(e,t,n,r,i,o){var s=e.__transition;if(!s)e.__transition={};else if(n in
s)return;Fg(e,n,{name:t,index:r,group:i,on:Pg,tween:Ag,time:o.time,delay:o.delay,duration:o.duration,ease:o.ease,timer:null,state:ul})}function Do(e,t){var n=He(
e,t);if(n.state>ul)throw new Error("too late; already scheduled");return n}function et(e,t){var n=He(e,t);if(n.state>ti)throw new Error("too late; already runni\
ng");return n}function He(e,t){var n=e.__transition;if(!n||!(n=n[t]))throw new Error("transition not found");return n}function Fg(e,t,n){var r=e.__transition,i;
r[t]=n,n.timer=No(o,0,n.time);function o(c){n.state=sl,n.timer.restart(s,n.delay,n.time),n.delay<=c&&s(c-n.delay)}function s(c){var f,h,m,d;if(n.state!==sl)return u();
for(f in r)if(d=r[f],d.name===n.name){if(d.state===ti)return Oo(s);d.state===al?(d.state=ni,d.timer.stop(),d.on.call("interrupt",e,e.__data__,d.index,d.group),delete r[f]):
+f<t&&(d.state=ni,d.timer.stop(),d.on.call("cancel",e,e.__data__,d.index,d.group),delete r[f])}if(Oo(function(){n.state===ti&&(n.state=al,n.timer.restart(a,n.delay,
n.time),a(c))}),n.state=Ao,n.on.call("start",e,e.__data__,n.index,n.group),n.state===Ao){for(n.state=ti,i=new Array(m=n.tween.length),f=0,h=-1;f<m;++f)(d=n.tween[f].
value.call(e,e.__data__,n.index,n.group))&&(i[++h]=d);i.length=h+1}}function a(c){for(var f=c<n.duration?n.ease.call(null,c/n.duration):(n.timer.restart(u),n.state=
Fo,1),h=-1,m=i.length;++h<m;)i[h].call(e,f);n.state===Fo&&(n.on.call("end",e,e.__data__,n.index,n.group),u())}function u(){n.state=ni,n.timer.stop(),delete r[t];
for(var c in r)return;delete e.__transition}}function Yn(e,t){var n=e.__transition,r,i,o=!0,s;if(n){t=t==null?null:t+"";for(s in n){if((r=n[s]).name!==t){o=!1;continue}
i=r.state>Ao&&r.state<Fo,r.state=ni,r.timer.stop(),r.on.call(i?"interrupt":"cancel",e,e.__data__,r.index,r.group),delete n[s]}o&&delete e.__transition}}function Dg(e){
return this.each(function(){Yn(this,e)})}function Rg(e,t){var n,r;return function(){var i=et(this,e),o=i.tween;if(o!==n){r=n=o;for(var s=0,a=r.length;s<a;++s)if(r[s].
name===t){r=r.slice(),r.splice(s,1);break}}i.tween=r}}function qg(e,t,n){var r,i;if(typeof n!="function")throw new Error;return function(){var o=et(this,e),s=o.
tween;if(s!==r){i=(r=s).slice();for(var a={name:t,value:n},u=0,c=i.length;u<c;++u)if(i[u].name===t){i[u]=a;break}u===c&&i.push(a)}o.tween=i}}function zg(e,t){var n=this.
_id;if(e+="",arguments.length<2){for(var r=He(this.node(),n).tween,i=0,o=r.length,s;i<o;++i)if((s=r[i]).name===e)return s.value;return null}return this.each((t==
null?Rg:qg)(n,e,t))}function Ro(e,t,n){var r=e._id;return e.each(function(){var i=et(this,r);(i.value||(i.value={}))[t]=n.apply(this,arguments)}),function(i){return He(
i,r).value[t]}}function ll(e,t){var n;return(typeof t=="number"?Fe:t instanceof at?zn:(n=at(t))?(t=n,zn):Co)(e,t)}function Ug(e){return function(){this.removeAttribute(
e)}}function Bg(e){return function(){this.removeAttributeNS(e.space,e.local)}}function jg(e,t,n){var r,i=n+"",o;return function(){var s=this.getAttribute(e);return s===
i?null:s===r?o:o=t(r=s,n)}}function Hg(e,t,n){var r,i=n+"",o;return function(){var s=this.getAttributeNS(e.space,e.local);return s===i?null:s===r?o:o=t(r=s,n)}}
function Yg(e,t,n){var r,i,o;return function(){var s,a=n(this),u;return a==null?void this.removeAttribute(e):(s=this.getAttribute(e),u=a+"",s===u?null:s===r&&u===
i?o:(i=u,o=t(r=s,a)))}}function Wg(e,t,n){var r,i,o;return function(){var s,a=n(this),u;return a==null?void this.removeAttributeNS(e.space,e.local):(s=this.getAttributeNS(
e.space,e.local),u=a+"",s===u?null:s===r&&u===i?o:(i=u,o=t(r=s,a)))}}function Vg(e,t){var n=Pn(e),r=n==="transform"?Zu:ll;return this.attrTween(e,typeof t=="fun\
ction"?(n.local?Wg:Yg)(n,r,Ro(this,"attr."+e,t)):t==null?(n.local?Bg:Ug)(n):(n.local?Hg:jg)(n,r,t))}function Xg(e,t){return function(n){this.setAttribute(e,t.call(
this,n))}}function Gg(e,t){return function(n){this.setAttributeNS(e.space,e.local,t.call(this,n))}}function Zg(e,t){var n,r;function i(){var o=t.apply(this,arguments);
return o!==r&&(n=(r=o)&&Gg(e,o)),n}return i._value=t,i}function Qg(e,t){var n,r;function i(){var o=t.apply(this,arguments);return o!==r&&(n=(r=o)&&Xg(e,o)),n}return i.
_value=t,i}function Kg(e,t){var n="attr."+e;if(arguments.length<2)return(n=this.tween(n))&&n._value;if(t==null)return this.tween(n,null);if(typeof t!="function")
throw new Error;var r=Pn(e);return this.tween(n,(r.local?Zg:Qg)(r,t))}function Jg(e,t){return function(){Do(this,e).delay=+t.apply(this,arguments)}}function e0(e,t){
return t=+t,function(){Do(this,e).delay=t}}function t0(e){var t=this._id;return arguments.length?this.each((typeof e=="function"?Jg:e0)(t,e)):He(this.node(),t).
delay}function n0(e,t){return function(){et(this,e).duration=+t.apply(this,arguments)}}function r0(e,t){return t=+t,function(){et(this,e).duration=t}}function i0(e){
var t=this._id;return arguments.length?this.each((typeof e=="function"?n0:r0)(t,e)):He(this.node(),t).duration}function o0(e,t){if(typeof t!="function")throw new Error;
return function(){et(this,e).ease=t}}function s0(e){var t=this._id;return arguments.length?this.each(o0(t,e)):He(this.node(),t).ease}function a0(e,t){return function(){
var n=t.apply(this,arguments);if(typeof n!="function")throw new Error;et(this,e).ease=n}}function u0(e){if(typeof e!="function")throw new Error;return this.each(
a0(this._id,e))}function l0(e){typeof e!="function"&&(e=co(e));for(var t=this._groups,n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=[],
u,c=0;c<s;++c)(u=o[c])&&e.call(u,u.__data__,c,o)&&a.push(u);return new lt(r,this._parents,this._name,this._id)}function c0(e){if(e._id!==this._id)throw new Error;
for(var t=this._groups,n=e._groups,r=t.length,i=n.length,o=Math.min(r,i),s=new Array(r),a=0;a<o;++a)for(var u=t[a],c=n[a],f=u.length,h=s[a]=new Array(f),m,d=0;d<
f;++d)(m=u[d]||c[d])&&(h[d]=m);for(;a<r;++a)s[a]=t[a];return new lt(s,this._parents,this._name,this._id)}function f0(e){return(e+"").trim().split(/^|\s+/).every(
function(t){var n=t.indexOf(".");return n>=0&&(t=t.slice(0,n)),!t||t==="start"})}function h0(e,t,n){var r,i,o=f0(t)?Do:et;return function(){var s=o(this,e),a=s.
on;a!==r&&(i=(r=a).copy()).on(t,n),s.on=i}}function d0(e,t){var n=this._id;return arguments.length<2?He(this.node(),n).on.on(e):this.each(h0(n,e,t))}function m0(e){
return function(){var t=this.parentNode;for(var n in this.__transition)if(+n!==e)return;t&&t.removeChild(this)}}function p0(){return this.on("end.remove",m0(this.
_id))}function g0(e){var t=this._name,n=this._id;typeof e!="function"&&(e=Fr(e));for(var r=this._groups,i=r.length,o=new Array(i),s=0;s<i;++s)for(var a=r[s],u=a.
length,c=o[s]=new Array(u),f,h,m=0;m<u;++m)(f=a[m])&&(h=e.call(f,f.__data__,m,a))&&("__data__"in f&&(h.__data__=f.__data__),c[m]=h,ri(c[m],t,n,m,c,He(f,n)));return new lt(
o,this._parents,t,n)}function _0(e){var t=this._name,n=this._id;typeof e!="function"&&(e=lo(e));for(var r=this._groups,i=r.length,o=[],s=[],a=0;a<i;++a)for(var u=r[a],
c=u.length,f,h=0;h<c;++h)if(f=u[h]){for(var m=e.call(f,f.__data__,h,u),d,p=He(f,n),_=0,x=m.length;_<x;++_)(d=m[_])&&ri(d,t,n,_,m,p);o.push(m),s.push(f)}return new lt(
o,s,t,n)}var y0=It.prototype.constructor;function v0(){return new y0(this._groups,this._parents)}function b0(e,t){var n,r,i;return function(){var o=$t(this,e),s=(this.
style.removeProperty(e),$t(this,e));return o===s?null:o===n&&s===r?i:i=t(n=o,r=s)}}function cl(e){return function(){this.style.removeProperty(e)}}function w0(e,t,n){
var r,i=n+"",o;return function(){var s=$t(this,e);return s===i?null:s===r?o:o=t(r=s,n)}}function x0(e,t,n){var r,i,o;return function(){var s=$t(this,e),a=n(this),
u=a+"";return a==null&&(u=a=(this.style.removeProperty(e),$t(this,e))),s===u?null:s===r&&u===i?o:(i=u,o=t(r=s,a))}}function k0(e,t){var n,r,i,o="style."+t,s="en\
d."+o,a;return function(){var u=et(this,e),c=u.on,f=u.value[o]==null?a||(a=cl(t)):void 0;(c!==n||i!==f)&&(r=(n=c).copy()).on(s,i=f),u.on=r}}function M0(e,t,n){var r=(e+=
"")=="transform"?Gu:ll;return t==null?this.styleTween(e,b0(e,r)).on("end.style."+e,cl(e)):typeof t=="function"?this.styleTween(e,x0(e,r,Ro(this,"style."+e,t))).
each(k0(this._id,e)):this.styleTween(e,w0(e,r,t),n).on("end.style."+e,null)}function T0(e,t,n){return function(r){this.style.setProperty(e,t.call(this,r),n)}}function E0(e,t,n){
var r,i;function o(){var s=t.apply(this,arguments);return s!==i&&(r=(i=s)&&T0(e,s,n)),r}return o._value=t,o}function C0(e,t,n){var r="style."+(e+="");if(arguments.
length<2)return(r=this.tween(r))&&r._value;if(t==null)return this.tween(r,null);if(typeof t!="function")throw new Error;return this.tween(r,E0(e,t,n??""))}function S0(e){
return function(){this.textContent=e}}function N0(e){return function(){var t=e(this);this.textContent=t??""}}function O0(e){return this.tween("text",typeof e=="\
function"?N0(Ro(this,"text",e)):S0(e==null?"":e+""))}function $0(e){return function(t){this.textContent=e.call(this,t)}}function I0(e){var t,n;function r(){var i=e.
apply(this,arguments);return i!==n&&(t=(n=i)&&$0(i)),t}return r._value=e,r}function L0(e){var t="text";if(arguments.length<1)return(t=this.tween(t))&&t._value;if(e==
null)return this.tween(t,null);if(typeof e!="function")throw new Error;return this.tween(t,I0(e))}function P0(){for(var e=this._name,t=this._id,n=fl(),r=this._groups,
i=r.length,o=0;o<i;++o)for(var s=r[o],a=s.length,u,c=0;c<a;++c)if(u=s[c]){var f=He(u,t);ri(u,e,n,c,s,{time:f.time+f.delay+f.duration,delay:0,duration:f.duration,
ease:f.ease})}return new lt(r,this._parents,e,n)}function A0(){var e,t,n=this,r=n._id,i=n.size();return new Promise(function(o,s){var a={value:s},u={value:function(){
--i===0&&o()}};n.each(function(){var c=et(this,r),f=c.on;f!==e&&(t=(e=f).copy(),t._.cancel.push(a),t._.interrupt.push(a),t._.end.push(u)),c.on=t}),i===0&&o()})}
var F0=0;function lt(e,t,n,r){this._groups=e,this._parents=t,this._name=n,this._id=r}function D0(e){return It().transition(e)}function fl(){return++F0}var ut=It.
prototype;lt.prototype=D0.prototype={constructor:lt,select:g0,selectAll:_0,selectChild:ut.selectChild,selectChildren:ut.selectChildren,filter:l0,merge:c0,selection:v0,
transition:P0,call:ut.call,nodes:ut.nodes,node:ut.node,size:ut.size,empty:ut.empty,each:ut.each,on:d0,attr:Vg,attrTween:Kg,style:M0,styleTween:C0,text:O0,textTween:L0,
remove:p0,tween:zg,delay:t0,duration:i0,ease:s0,easeVarying:u0,end:A0,[Symbol.iterator]:ut[Symbol.iterator]};var R0={time:null,delay:0,duration:250,ease:ol};function q0(e,t){
for(var n;!(n=e.__transition)||!(n=n[t]);)if(!(e=e.parentNode))throw new Error(`transition ${t} not found`);return n}function z0(e){var t,n;e instanceof lt?(t=e.
_id,e=e._name):(t=fl(),(n=R0).time=Jr(),e=e==null?null:e+"");for(var r=this._groups,i=r.length,o=0;o<i;++o)for(var s=r[o],a=s.length,u,c=0;c<a;++c)(u=s[c])&&ri(
u,e,t,c,s,n||q0(u,t));return new lt(r,this._parents,e,t)}It.prototype.interrupt=Dg;It.prototype.transition=z0;var ii=e=>()=>e;function U0(e,{sourceEvent:t,target:n,transform:r,dispatch:i}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},sourceEvent:{
value:t,enumerable:!0,configurable:!0},target:{value:n,enumerable:!0,configurable:!0},transform:{value:r,enumerable:!0,configurable:!0},_:{value:i}})}function ct(e,t,n){
this.k=e,this.x=t,this.y=n}ct.prototype={constructor:ct,scale:function(e){return e===1?this:new ct(this.k*e,this.x,this.y)},translate:function(e,t){return e===0&
t===0?this:new ct(this.k,this.x+this.k*e,this.y+this.k*t)},apply:function(e){return[e[0]*this.k+this.x,e[1]*this.k+this.y]},applyX:function(e){return e*this.k+this.
x},applyY:function(e){return e*this.k+this.y},invert:function(e){return[(e[0]-this.x)/this.k,(e[1]-this.y)/this.k]},invertX:function(e){return(e-this.x)/this.k},
invertY:function(e){return(e-this.y)/this.k},rescaleX:function(e){return e.copy().domain(e.range().map(this.invertX,this).map(e.invert,e))},rescaleY:function(e){
return e.copy().domain(e.range().map(this.invertY,this).map(e.invert,e))},toString:function(){return"translate("+this.x+","+this.y+") scale("+this.k+")"}};var Vn=new ct(
1,0,0);zo.prototype=ct.prototype;function zo(e){for(;!e.__zoom;)if(!(e=e.parentNode))return Vn;return e.__zoom}function qo(e){e.stopImmediatePropagation()}function Wn(e){
e.preventDefault(),e.stopImmediatePropagation()}function B0(e){return(!e.ctrlKey||e.type==="wheel")&&!e.button}function j0(){var e=this;return e instanceof SVGElement?
(e=e.ownerSVGElement||e,e.hasAttribute("viewBox")?(e=e.viewBox.baseVal,[[e.x,e.y],[e.x+e.width,e.y+e.height]]):[[0,0],[e.width.baseVal.value,e.height.baseVal.value]]):
[[0,0],[e.clientWidth,e.clientHeight]]}function hl(){return this.__zoom||Vn}function H0(e){return-e.deltaY*(e.deltaMode===1?.05:e.deltaMode?1:.002)*(e.ctrlKey?10:
1)}function Y0(){return navigator.maxTouchPoints||"ontouchstart"in this}function W0(e,t,n){var r=e.invertX(t[0][0])-n[0][0],i=e.invertX(t[1][0])-n[1][0],o=e.invertY(
t[0][1])-n[0][1],s=e.invertY(t[1][1])-n[1][1];return e.translate(i>r?(r+i)/2:Math.min(0,r)||Math.max(0,i),s>o?(o+s)/2:Math.min(0,o)||Math.max(0,s))}function dl(){
var e=B0,t=j0,n=W0,r=H0,i=Y0,o=[0,1/0],s=[[-1/0,-1/0],[1/0,1/0]],a=250,u=Qu,c=An("start","zoom","end"),f,h,m,d=500,p=150,_=0,x=10;function v(y){y.property("__zo\
om",hl).on("wheel.zoom",R,{passive:!1}).on("mousedown.zoom",V).on("dblclick.zoom",G).filter(i).on("touchstart.zoom",Y).on("touchmove.zoom",P).on("touchend.zoom \
touchcancel.zoom",B).style("-webkit-tap-highlight-color","rgba(0,0,0,0)")}v.transform=function(y,g,b,E){var O=y.selection?y.selection():y;O.property("__zoom",hl),
y!==O?L(y,g,b,E):O.interrupt().each(function(){N(this,arguments).event(E).start().zoom(null,typeof g=="function"?g.apply(this,arguments):g).end()})},v.scaleBy=function(y,g,b,E){
v.scaleTo(y,function(){var O=this.__zoom.k,S=typeof g=="function"?g.apply(this,arguments):g;return O*S},b,E)},v.scaleTo=function(y,g,b,E){v.transform(y,function(){
var O=t.apply(this,arguments),S=this.__zoom,I=b==null?M(O):typeof b=="function"?b.apply(this,arguments):b,j=S.invert(I),te=typeof g=="function"?g.apply(this,arguments):
g;return n(T(w(S,te),I,j),O,s)},b,E)},v.translateBy=function(y,g,b,E){v.transform(y,function(){return n(this.__zoom.translate(typeof g=="function"?g.apply(this,
arguments):g,typeof b=="function"?b.apply(this,arguments):b),t.apply(this,arguments),s)},null,E)},v.translateTo=function(y,g,b,E,O){v.transform(y,function(){var S=t.
apply(this,arguments),I=this.__zoom,j=E==null?M(S):typeof E=="function"?E.apply(this,arguments):E;return n(Vn.translate(j[0],j[1]).scale(I.k).translate(typeof g==
"function"?-g.apply(this,arguments):-g,typeof b=="function"?-b.apply(this,arguments):-b),S,s)},E,O)};function w(y,g){return g=Math.max(o[0],Math.min(o[1],g)),g===
y.k?y:new ct(g,y.x,y.y)}function T(y,g,b){var E=g[0]-b[0]*y.k,O=g[1]-b[1]*y.k;return E===y.x&&O===y.y?y:new ct(y.k,E,O)}function M(y){return[(+y[0][0]+ +y[1][0])/
2,(+y[0][1]+ +y[1][1])/2]}function L(y,g,b,E){y.on("start.zoom",function(){N(this,arguments).event(E).start()}).on("interrupt.zoom end.zoom",function(){N(this,arguments).
event(E).end()}).tween("zoom",function(){var O=this,S=arguments,I=N(O,S).event(E),j=t.apply(O,S),te=b==null?M(j):typeof b=="function"?b.apply(O,S):b,de=Math.max(
j[1][0]-j[0][0],j[1][1]-j[0][1]),ae=O.__zoom,ge=typeof g=="function"?g.apply(O,S):g,Me=u(ae.invert(te).concat(de/ae.k),ge.invert(te).concat(de/ge.k));return function(_e){
if(_e===1)_e=ge;else{var ze=Me(_e),D=de/ze[2];_e=new ct(D,te[0]-ze[0]*D,te[1]-ze[1]*D)}I.zoom(null,_e)}})}function N(y,g,b){return!b&&y.__zooming||new z(y,g)}function z(y,g){
this.that=y,this.args=g,this.active=0,this.sourceEvent=null,this.extent=t.apply(y,g),this.taps=0}z.prototype={event:function(y){return y&&(this.sourceEvent=y),this},
start:function(){return++this.active===1&&(this.that.__zooming=this,this.emit("start")),this},zoom:function(y,g){return this.mouse&&y!=="mouse"&&(this.mouse[1]=
g.invert(this.mouse[0])),this.touch0&&y!=="touch"&&(this.touch0[1]=g.invert(this.touch0[0])),this.touch1&&y!=="touch"&&(this.touch1[1]=g.invert(this.touch1[0])),
this.that.__zoom=g,this.emit("zoom"),this},end:function(){return--this.active===0&&(delete this.that.__zooming,this.emit("end")),this},emit:function(y){var g=Se(
this.that).datum();c.call(y,this.that,new U0(y,{sourceEvent:this.sourceEvent,target:v,transform:this.that.__zoom,dispatch:c}),g)}};function R(y,...g){if(!e.apply(
this,arguments))return;var b=N(this,g).event(y),E=this.__zoom,O=Math.max(o[0],Math.min(o[1],E.k*Math.pow(2,r.apply(this,arguments)))),S=ot(y);if(b.wheel)(b.mouse[0][0]!==
S[0]||b.mouse[0][1]!==S[1])&&(b.mouse[1]=E.invert(b.mouse[0]=S)),clearTimeout(b.wheel);else{if(E.k===O)return;b.mouse=[S,E.invert(S)],Yn(this),b.start()}Wn(y),b.
wheel=setTimeout(I,p),b.zoom("mouse",n(T(w(E,O),b.mouse[0],b.mouse[1]),b.extent,s));function I(){b.wheel=null,b.end()}}function V(y,...g){if(m||!e.apply(this,arguments))
return;var b=y.currentTarget,E=N(this,g,!0).event(y),O=Se(y.view).on("mousemove.zoom",te,!0).on("mouseup.zoom",de,!0),S=ot(y,b),I=y.clientX,j=y.clientY;gu(y.view),
qo(y),E.mouse=[S,this.__zoom.invert(S)],Yn(this),E.start();function te(ae){if(Wn(ae),!E.moved){var ge=ae.clientX-I,Me=ae.clientY-j;E.moved=ge*ge+Me*Me>_}E.event(
ae).zoom("mouse",n(T(E.that.__zoom,E.mouse[0]=ot(ae,b),E.mouse[1]),E.extent,s))}function de(ae){O.on("mousemove.zoom mouseup.zoom",null),_u(ae.view,E.moved),Wn(
ae),E.event(ae).end()}}function G(y,...g){if(e.apply(this,arguments)){var b=this.__zoom,E=ot(y.changedTouches?y.changedTouches[0]:y,this),O=b.invert(E),S=b.k*(y.
shiftKey?.5:2),I=n(T(w(b,S),E,O),t.apply(this,g),s);Wn(y),a>0?Se(this).transition().duration(a).call(L,I,E,y):Se(this).call(v.transform,I,E,y)}}function Y(y,...g){
if(e.apply(this,arguments)){var b=y.touches,E=b.length,O=N(this,g,y.changedTouches.length===E).event(y),S,I,j,te;for(qo(y),I=0;I<E;++I)j=b[I],te=ot(j,this),te=[
te,this.__zoom.invert(te),j.identifier],O.touch0?!O.touch1&&O.touch0[2]!==te[2]&&(O.touch1=te,O.taps=0):(O.touch0=te,S=!0,O.taps=1+!!f);f&&(f=clearTimeout(f)),S&&
(O.taps<2&&(h=te[0],f=setTimeout(function(){f=null},d)),Yn(this),O.start())}}function P(y,...g){if(this.__zooming){var b=N(this,g).event(y),E=y.changedTouches,O=E.
length,S,I,j,te;for(Wn(y),S=0;S<O;++S)I=E[S],j=ot(I,this),b.touch0&&b.touch0[2]===I.identifier?b.touch0[0]=j:b.touch1&&b.touch1[2]===I.identifier&&(b.touch1[0]=
j);if(I=b.that.__zoom,b.touch1){var de=b.touch0[0],ae=b.touch0[1],ge=b.touch1[0],Me=b.touch1[1],_e=(_e=ge[0]-de[0])*_e+(_e=ge[1]-de[1])*_e,ze=(ze=Me[0]-ae[0])*ze+
(ze=Me[1]-ae[1])*ze;I=w(I,Math.sqrt(_e/ze)),j=[(de[0]+ge[0])/2,(de[1]+ge[1])/2],te=[(ae[0]+Me[0])/2,(ae[1]+Me[1])/2]}else if(b.touch0)j=b.touch0[0],te=b.touch0[1];else
return;b.zoom("touch",n(T(I,j,te),b.extent,s))}}function B(y,...g){if(this.__zooming){var b=N(this,g).event(y),E=y.changedTouches,O=E.length,S,I;for(qo(y),m&&clearTimeout(
m),m=setTimeout(function(){m=null},d),S=0;S<O;++S)I=E[S],b.touch0&&b.touch0[2]===I.identifier?delete b.touch0:b.touch1&&b.touch1[2]===I.identifier&&delete b.touch1;
if(b.touch1&&!b.touch0&&(b.touch0=b.touch1,delete b.touch1),b.touch0)b.touch0[1]=this.__zoom.invert(b.touch0[0]);else if(b.end(),b.taps===2&&(I=ot(I,this),Math.
hypot(h[0]-I[0],h[1]-I[1])<x)){var j=Se(this).on("dblclick.zoom");j&&j.apply(this,arguments)}}}return v.wheelDelta=function(y){return arguments.length?(r=typeof y==
"function"?y:ii(+y),v):r},v.filter=function(y){return arguments.length?(e=typeof y=="function"?y:ii(!!y),v):e},v.touchable=function(y){return arguments.length?(i=
typeof y=="function"?y:ii(!!y),v):i},v.extent=function(y){return arguments.length?(t=typeof y=="function"?y:ii([[+y[0][0],+y[0][1]],[+y[1][0],+y[1][1]]]),v):t},
v.scaleExtent=function(y){return arguments.length?(o[0]=+y[0],o[1]=+y[1],v):[o[0],o[1]]},v.translateExtent=function(y){return arguments.length?(s[0][0]=+y[0][0],
s[1][0]=+y[1][0],s[0][1]=+y[0][1],s[1][1]=+y[1][1],v):[[s[0][0],s[0][1]],[s[1][0],s[1][1]]]},v.constrain=function(y){return arguments.length?(n=y,v):n},v.duration=
function(y){return arguments.length?(a=+y,v):a},v.interpolate=function(y){return arguments.length?(u=y,v):u},v.on=function(){var y=c.on.apply(c,arguments);return y===
c?v:y},v.clickDistance=function(y){return arguments.length?(_=(y=+y)*y,v):Math.sqrt(_)},v.tapDistance=function(y){return arguments.length?(x=+y,v):x},v}var Uo=C.lineage,ft=160,Ye=26,Bo=34;function Xn(e,t,n="LR"){if(!e.length)return{boxes:[],arrows:[],width:0,height:0};let r=new eo.Graph({multigraph:!0});r.setGraph(
{rankdir:n,nodesep:n==="LR"?8:20,ranksep:n==="LR"?46:22,marginx:12,marginy:12}),r.setDefaultEdgeLabel(()=>({}));for(let a of e)r.setNode(a.id,{width:26+Math.min(
a.label.length,Bo)*7.7,height:Ye});for(let[a,u]of t)r.setEdge(a,u);nu(r);let i=e.map(a=>{let u=r.node(a.id);return{...a,x:u.x-u.width/2,y:u.y-Ye/2,w:u.width}}),
o=r.edges().map(a=>{let u=r.edge(a).points,[c,f]=[u[0],u[u.length-1]],h=`M${c.x},${c.y}`;for(let m=1;m<u.length;m++){let[d,p]=[u[m-1],u[m]],[_,x]=[(d.x+p.x)/2,(d.
y+p.y)/2];h+=n==="LR"?`C${_},${d.y} ${_},${p.y} ${p.x},${p.y}`:`C${d.x},${x} ${p.x},${x} ${p.x},${p.y}`}return f?h:""}),s=r.graph();return{boxes:i,arrows:o,width:s.
width??0,height:s.height??0}}function Rt(e,t,n,r){let i=new Set([e]),o=[e];for(let s=0;s<n&&o.length;s++){let a=new Set;for(let u of o)for(let c of t(u))i.has(c)||
a.add(c);if(i.size+a.size>r)return{found:i,isCut:!0};a.forEach(u=>i.add(u)),o=[...a]}return{found:i,isCut:!1}}function an({drawn:e,label:t,height:n}){let r=rt(null),
i=rt(null),o=rt(void 0),s=window.innerWidth<600?44:0;function a(){let[f,h]=[r.current.clientWidth,r.current.clientHeight-s],m=Math.min(1,f/(e.width||1),h/(e.height||
1)),d=e.boxes.find(w=>w.isFocus),p=m<.45,_=p?.8:m,x=p&&d?f/2-(d.x+d.w/2)*_:(f-e.width*_)/2,v=s+(p&&d?h/2-(d.y+Ye/2)*_:(h-e.height*_)/2);Se(r.current).call(o.current.
transform,Vn.translate(x,v).scale(_))}Vt(()=>{o.current=dl().scaleExtent([.1,2.5]).filter(f=>!f.button&&(f.type!=="wheel"||f.ctrlKey||f.metaKey||document.activeElement===
r.current||r.current.contains(document.activeElement))).on("zoom",f=>i.current?.setAttribute("transform",f.transform.toString())),Se(r.current).call(o.current).
on("dblclick.zoom",null),a()},[e]);function u(f,h){let m=zo(r.current),[d,p]=m.apply([f.x,f.y]),[_,x]=m.apply([f.x+f.w,f.y+Ye]);d>=0&&p>=0&&_<=r.current.clientWidth&&
x<=r.current.clientHeight||Se(r.current).call(o.current.translateTo,f.x+f.w/2,f.y+Ye/2);let w=h.getBoundingClientRect(),T=document.querySelector("header").getBoundingClientRect();
scrollBy(0,Math.min(0,w.top-T.bottom-Ye)+Math.max(0,w.bottom-innerHeight+Ye))}let c=f=>Se(r.current).call(o.current.scaleBy,f);return l("div",{class:"canvas",style:{
height:`${n+s}px`},children:[l("svg",{ref:r,role:"group","aria-label":t,tabindex:0,children:l("g",{ref:i,children:[e.arrows.map((f,h)=>l("path",{class:"arrow",d:f},
h)),e.boxes.map(f=>l("g",{class:`box ${f.kind}${f.isFocus?" focus":""}`,transform:`translate(${f.x},${f.y})`,role:"link",tabindex:0,onFocus:h=>u(f,h.currentTarget),
"aria-label":`${f.label}, ${f.kind}`,onClick:h=>h.shiftKey&&f.focus?f.focus():f.open(),onKeyDown:h=>{h.key==="Enter"&&(h.shiftKey&&f.focus?f.focus:f.open)()},children:[
l("rect",{width:f.w,height:Ye,rx:"5"}),f.colour&&l("rect",{class:"own-colour",width:"5",height:Ye,rx:"2",style:{fill:f.colour}}),l("circle",{class:f.tone,cx:"12",
cy:Ye/2,r:"3.5"}),l("text",{x:"22",y:Ye/2+4,children:f.label.length>Bo?`${f.label.slice(0,Bo-1)}…`:f.label}),l("title",{children:f.label})]},f.id))]})}),l("di\
v",{class:"zoom",children:[l("button",{onClick:()=>c(1.3),"aria-label":Uo.in,children:"+"}),l("button",{onClick:()=>c(1/1.3),"aria-label":Uo.out,children:"−"}),
l("button",{onClick:a,children:Uo.fit})]})]})}var De=C.lineage,Gn=[["0","0"],["1","1"],["2","2"],["3","3"],["5","5"],["99","∞"]];function V0(e,t,n){let r=Rt(e,o=>k.parents[o],t,ft/2),i=Rt(e,o=>St[o],n,ft/
2);return{shown:new Set([...r.found,...i.found]),isCut:r.isCut||i.isCut}}function X0(e,t,n){let r=k.nodes[e],i=["error","fail","interrupted","warn"].find(o=>r[9][o])??
r[8];return{id:String(e),label:r[1],kind:r[2],tone:Gt(i),colour:r[10],isFocus:e===t,open:()=>{location.hash=H.node(e).slice(1)},focus:n&&(()=>n(e))}}function ml(e,t,n,r,i=!1){
let{shown:o,isCut:s}=V0(e,t,n),a=[...o].map(c=>X0(c,e,r)),u=[];for(let c of o)for(let f of k.parents[c])o.has(f)&&(!i||c===e||f===e)&&u.push([String(f),String(c)]);
return{drawn:Xn(a,u),isCut:s,shown:o}}function pl({position:e}){let t=Ge(()=>ml(e,1,1,void 0,!0),[e]),n=Math.max(90,Math.min(420,t.drawn.height+20));return l(an,
{drawn:t.drawn,label:C.node.lineage,height:n})}function gl({id:e}){let t=e===void 0?void 0:it.get(e);return l(re,{title:De.title,children:t===void 0?l(K0,{}):l(
G0,{position:t},e)})}function G0({position:e}){let[t,n]=Q("2"),[r,i]=Q("2"),o=a=>{location.hash=H.lineage(a).slice(1)},s=Ge(()=>ml(e,Number(t),Number(r),o),[e,t,
r]);return l(A,{children:[l("div",{class:"filters",children:[l("span",{children:[De.focus,": ",l("a",{class:"strong",href:H.node(e),children:k.nodes[e][1]})]}),
l(Pe,{label:De.up,value:t,onChange:n,options:Gn}),l(Pe,{label:De.down,value:r,onChange:i,options:Gn}),l("a",{href:"#/lineage",children:De.project})]}),s.isCut&&
l("p",{class:"quiet",children:De.tooMany(ft)}),l(an,{drawn:s.drawn,label:De.title,height:Math.max(360,Math.min(640,window.innerHeight-240))}),l("p",{class:"quie\
t small",children:De.legend}),l("details",{children:[l("summary",{children:De.list}),l(le,{label:De.list,rows:[...s.shown],columns:[{name:C.models.name,of:a=>l(
"a",{href:H.node(a),children:k.nodes[a][1]}),by:a=>k.nodes[a][1]},{name:C.models.type,of:a=>k.nodes[a][2],by:a=>k.nodes[a][2]},{name:C.models.folder,of:a=>Nt(k.
nodes[a][4]),by:a=>Nt(k.nodes[a][4])}]})]})]})}var Ho=40,Z0=6;function Q0(e){let t=new Map;e.forEach(r=>t.set(r,(t.get(r)??0)+1));let n=new Set([...t].sort((r,i)=>i[1]-
r[1]).slice(0,Ho/2).map(([r])=>r));return e.map(r=>n.has(r)?r:`${Nt(r)}/…`)}function jo(e){return k.nodes.map(t=>{if(t[2]==="source")return`source ${t[1].split(
".")[0]}`;let n=Nt(t[4]).split("/").slice(0,e).join("/");return`${t[3]===k.project?"":`${t[3]}: `}${n}`})}function K0(){let[e,t]=Q(null),n=Ge(()=>{let i=9,o=jo(
i);for(;new Set(o).size>Ho&&i>1;)o=jo(--i);new Set(o).size<Z0&&i<9&&(o=Q0(jo(i+1)));let s=new Map;o.forEach(h=>s.set(h,(s.get(h)??0)+1));let a=new Map;k.parents.
forEach((h,m)=>h.forEach(d=>{if(o[d]===o[m])return;let p=`${o[d]}\0${o[m]}`,_=a.get(p)??{ends:[o[d],o[m]],n:0};_.n++,a.set(p,_)}));let u=[...s].sort((h,m)=>m[1]-
h[1]).slice(0,Ho),c=new Set(u.map(([h])=>h)),f=u.map(([h,m])=>({id:`in ${h}`,label:`${h||k.project} (${m})`,kind:h.startsWith("source ")?"source":"folder",tone:"\
none",open:()=>t(h)}));return{of:o,drawn:Xn(f,[...a.values()].filter(({ends:[h,m]})=>c.has(h)&&c.has(m)).sort((h,m)=>m.n-h.n).slice(0,ft).map(({ends:[h,m]})=>[`\
in ${h}`,`in ${m}`]),"TB")}},[]),r=e===null?[]:k.nodes.map((i,o)=>o).filter(i=>n.of[i]===e);return l(A,{children:[l("h2",{children:De.project}),l("p",{class:"qu\
iet",children:De.projectNote}),l(an,{drawn:n.drawn,label:De.project,height:Math.max(360,Math.min(620,window.innerHeight-280))}),e!==null&&l("section",{children:[
l("h2",{children:e}),l(le,{label:e,rows:r,columns:[{name:C.models.name,of:i=>l("a",{href:H.lineage(i),children:k.nodes[i][1]}),by:i=>k.nodes[i][1]},{name:C.models.
rows,number:!0,of:i=>X(k.nodes[i][6]),by:i=>k.nodes[i][6]}]})]})]})}function vt({of:e}){return e.length?l(A,{children:e.map((t,n)=>l("span",{children:[n?", ":"",
l("a",{href:H.node(t),children:k.nodes[t][1]})]},t))}):l("span",{class:"quiet",children:C.node.nothing})}var xe=C.column,un=([e,t])=>`${e} ${t}`;function Yo(e){let t=e.indexOf(" ");return[Number(e.slice(0,t)),e.slice(t+1)]}function _l({id:e,column:t}){let n=it.get(
e),r=Ie(k.has_columns?"columns":null);return n===void 0?l(re,{title:t,children:l("p",{children:C.notFound})}):l(re,{title:t,lead:l(A,{children:[xe.of," ",l("a",
{href:H.node(n),children:k.nodes[n][1]})]}),children:k.has_columns?l(Le,{of:r,children:i=>l(e_,{column:[n,t.toLowerCase()],page:i},`${e} ${t}`)}):l("p",{children:xe.
notFollowed})})}function J0(e){let t=new Map;return e.made_of.forEach((n,r)=>{for(let[i,o]of Object.entries(n))for(let s of o){let a=un(s);t.has(a)||t.set(a,[]),
t.get(a).push([r,i])}}),t}function e_({column:e,page:t}){let[n,r]=Q("99"),[i,o]=Q("1"),[s]=e,a=([d,p])=>t.made_of[d][p]??[],u=Ge(()=>J0(t),[t]),c=d=>u.get(un(d))??
[],f=un(e),h=Ge(()=>{let d=L=>N=>L(Yo(N)).map(un),p=Rt(f,d(a),Number(n),ft/2),_=Rt(f,d(c),Number(i),ft/2),x=new Set([...p.found,..._.found]),v=[...x].map(L=>{let[
N,z]=Yo(L);return{id:L,label:`${k.nodes[N][1]}.${z}`,kind:k.nodes[N][2],tone:"none",isFocus:L===f,open:()=>{location.hash=H.column(N,z).slice(1)}}}),w=[...x].flatMap(
L=>d(a)(L).filter(N=>x.has(N)).map(N=>[N,L])),M=[...Rt(f,d(a),1/0,1/0).found].map(Yo).filter(L=>un(L)!==f&&a(L).length===0);return{drawn:Xn(v,w),isCut:p.isCut||
_.isCut,isAlone:x.size===1,ends:M}},[f,n,i]),m=t.choosing.flatMap((d,p)=>d.some(_=>un(_)===f)?[p]:[]);return l(A,{children:[l("p",{class:"quiet",children:xe.note}),
l(t_,{node:s,page:t}),l("div",{class:"filters",children:[l(Pe,{label:C.lineage.up,value:n,onChange:r,options:Gn}),l(Pe,{label:C.lineage.down,value:i,onChange:o,
options:Gn})]}),h.isCut&&l("p",{class:"quiet",children:C.lineage.tooMany(ft)}),h.isAlone?l("p",{children:s in t.untold?xe.noneToShow:xe.alone}):l(an,{drawn:h.drawn,
label:xe.title,height:Math.max(200,Math.min(600,h.drawn.height+40))}),l(oi,{title:xe.madeOf,of:a(e),page:t}),l(oi,{title:xe.usedBy,of:c(e),page:t}),l(oi,{title:xe.
ends,of:h.ends,page:t}),m.length>0&&l("section",{children:[l("h2",{children:[xe.choosesRowsOf," ",l("span",{class:"badge",children:m.length})]}),l("p",{class:"q\
uiet",children:xe.choosesNote}),l("p",{children:l(vt,{of:m})})]}),l(oi,{title:xe.chosenBy(k.nodes[s][1]),of:t.choosing[s],page:t})]})}function t_({node:e,page:t}){
let n=t.untold[e],r=k.parents.flatMap((i,o)=>i.includes(e)&&o in t.untold?[o]:[]);return l(A,{children:[n&&l("p",{class:"notice",children:[n==="python"?xe.untoldPython:
xe.untoldSql," ",xe.reads," ",l(vt,{of:k.parents[e]}),"."]}),r.length>0&&l("p",{class:"notice",children:[xe.untoldReaders," ",l(vt,{of:r}),"."]})]})}function oi({
title:e,of:t,page:n}){return t.length?l("section",{children:[l("h2",{children:[e," ",l("span",{class:"badge",children:t.length})]}),l("ul",{class:"tests",children:t.
map(([r,i])=>l("li",{children:[l("a",{href:H.column(r,i),children:[k.nodes[r][1],".",l("b",{children:i})]}),r in n.untold&&l("span",{class:"quiet",children:[" ",
xe.goesOn]})]},`${r} ${i}`))})]}):null}function Zn(e,t){return e==null||t==null?NaN:e<t?-1:e>t?1:e>=t?0:NaN}function n_(e,t){return e==null||t==null?NaN:t<e?-1:t>e?1:t>=e?0:NaN}function ui(e){let t,n,
r;e.length!==2?(t=Zn,n=(a,u)=>Zn(e(a),u),r=(a,u)=>e(a)-u):(t=e===Zn||e===n_?e:r_,n=e,r=e);function i(a,u,c=0,f=a.length){if(c<f){if(t(u,u)!==0)return f;do{let h=c+
f>>>1;n(a[h],u)<0?c=h+1:f=h}while(c<f)}return c}function o(a,u,c=0,f=a.length){if(c<f){if(t(u,u)!==0)return f;do{let h=c+f>>>1;n(a[h],u)<=0?c=h+1:f=h}while(c<f)}
return c}function s(a,u,c=0,f=a.length){let h=i(a,u,c,f-1);return h>c&&r(a[h-1],u)>-r(a[h],u)?h-1:h}return{left:i,center:s,right:o}}function r_(){return 0}function i_(e){
return e===null?NaN:+e}var vl=ui(Zn),bl=vl.right,Qb=vl.left,Kb=ui(i_).center;var Jb=wl(xl),ew=wl(o_);function wl(e){return function(t,n,r=n){if(!((n=+n)>=0))throw new RangeError("invalid rx");if(!((r=+r)>=0))throw new RangeError("invalid\
 ry");let{data:i,width:o,height:s}=t;if(!((o=Math.floor(o))>=0))throw new RangeError("invalid width");if(!((s=Math.floor(s!==void 0?s:i.length/o))>=0))throw new RangeError(
"invalid height");if(!o||!s||!n&&!r)return t;let a=n&&e(n),u=r&&e(r),c=i.slice();return a&&u?(ln(a,c,i,o,s),ln(a,i,c,o,s),ln(a,c,i,o,s),cn(u,i,c,o,s),cn(u,c,i,o,
s),cn(u,i,c,o,s)):a?(ln(a,i,c,o,s),ln(a,c,i,o,s),ln(a,i,c,o,s)):u&&(cn(u,i,c,o,s),cn(u,c,i,o,s),cn(u,i,c,o,s)),t}}function ln(e,t,n,r,i){for(let o=0,s=r*i;o<s;)
e(t,n,o,o+=r,1)}function cn(e,t,n,r,i){for(let o=0,s=r*i;o<r;++o)e(t,n,o,o+s,r)}function o_(e){let t=xl(e);return(n,r,i,o,s)=>{i<<=2,o<<=2,s<<=2,t(n,r,i+0,o+0,s),
t(n,r,i+1,o+1,s),t(n,r,i+2,o+2,s),t(n,r,i+3,o+3,s)}}function xl(e){let t=Math.floor(e);if(t===e)return s_(e);let n=e-t,r=2*e+1;return(i,o,s,a,u)=>{if(!((a-=u)>=
s))return;let c=t*o[s],f=u*t,h=f+u;for(let m=s,d=s+f;m<d;m+=u)c+=o[Math.min(a,m)];for(let m=s,d=a;m<=d;m+=u)c+=o[Math.min(a,m+f)],i[m]=(c+n*(o[Math.max(s,m-h)]+
o[Math.min(a,m+h)]))/r,c-=o[Math.max(s,m-f)]}}function s_(e){let t=2*e+1;return(n,r,i,o,s)=>{if(!((o-=s)>=i))return;let a=e*r[i],u=s*e;for(let c=i,f=i+u;c<f;c+=
s)a+=r[Math.min(o,c)];for(let c=i,f=o;c<=f;c+=s)a+=r[Math.min(o,c+u)],n[c]=a/t,a-=r[Math.max(i,c-u)]}}function bt(e,t){let n,r;if(t===void 0)for(let i of e)i!=null&&(n===void 0?i>=i&&(n=r=i):(n>i&&(n=i),r<i&&(r=i)));else{let i=-1;for(let o of e)(o=t(o,++i,e))!=null&&
(n===void 0?o>=o&&(n=r=o):(n>o&&(n=o),r<o&&(r=o)))}return[n,r]}var Qn=class extends Map{constructor(t,n=l_){if(super(),Object.defineProperties(this,{_intern:{value:new Map},_key:{value:n}}),t!=null)for(let[r,i]of t)this.set(
r,i)}get(t){return super.get(yl(this,t))}has(t){return super.has(yl(this,t))}set(t,n){return super.set(a_(this,t),n)}delete(t){return super.delete(u_(this,t))}};function yl({_intern:e,_key:t},n){let r=t(n);return e.has(r)?e.get(r):n}function a_({_intern:e,_key:t},n){let r=t(n);return e.has(r)?e.get(r):(e.set(r,n),n)}function u_({
_intern:e,_key:t},n){let r=t(n);return e.has(r)&&(n=e.get(r),e.delete(r)),n}function l_(e){return e!==null&&typeof e=="object"?e.valueOf():e}var c_=Array.prototype,tw=c_.slice;var f_=Math.sqrt(50),h_=Math.sqrt(10),d_=Math.sqrt(2);function si(e,t,n){let r=(t-e)/Math.max(0,n),i=Math.floor(Math.log10(r)),o=r/Math.pow(10,i),s=o>=f_?10:o>=
h_?5:o>=d_?2:1,a,u,c;return i<0?(c=Math.pow(10,-i)/s,a=Math.round(e*c),u=Math.round(t*c),a/c<e&&++a,u/c>t&&--u,c=-c):(c=Math.pow(10,i)*s,a=Math.round(e/c),u=Math.
round(t/c),a*c<e&&++a,u*c>t&&--u),u<a&&.5<=n&&n<2?si(e,t,n*2):[a,u,c]}function kl(e,t,n){if(t=+t,e=+e,n=+n,!(n>0))return[];if(e===t)return[e];let r=t<e,[i,o,s]=r?
si(t,e,n):si(e,t,n);if(!(o>=i))return[];let a=o-i+1,u=new Array(a);if(r)if(s<0)for(let c=0;c<a;++c)u[c]=(o-c)/-s;else for(let c=0;c<a;++c)u[c]=(o-c)*s;else if(s<
0)for(let c=0;c<a;++c)u[c]=(i+c)/-s;else for(let c=0;c<a;++c)u[c]=(i+c)*s;return u}function ai(e,t,n){return t=+t,e=+e,n=+n,si(e,t,n)[2]}function Kn(e,t,n){t=+t,
e=+e,n=+n;let r=t<e,i=r?ai(t,e,n):ai(e,t,n);return(r?-1:1)*(i<0?1/-i:i)}function wt(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n<r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n<i||n===void 0&&
i>=i)&&(n=i)}return n}function Ml(e,t,n){e=+e,t=+t,n=(i=arguments.length)<2?(t=e,e=0,1):i<3?1:+n;for(var r=-1,i=Math.max(0,Math.ceil((t-e)/n))|0,o=new Array(i);++r<i;)o[r]=e+r*n;return o}var nw=m_(Math.random);function m_(e){return function(n,r=0,i=n.length){let o=i-(r=+r);for(;o;){let s=e()*o--|0,a=n[o+r];n[o+r]=n[s+r],n[s+r]=a}return n}}function p_(e){return Math.abs(e=Math.round(e))>=1e21?e.toLocaleString("en").replace(/,/g,""):e.toString(10)}function ci(e,t){if(!isFinite(e)||e===0)return null;
var n=(e=t?e.toExponential(t-1):e.toExponential()).indexOf("e"),r=e.slice(0,n);return[r.length>1?r[0]+r.slice(2):r,+e.slice(n+1)]}function fn(e){return e=ci(Math.
abs(e)),e?e[1]:NaN}function g_(e,t){return function(n,r){for(var i=n.length,o=[],s=0,a=e[0],u=0;i>0&&a>0&&(u+a+1>r&&(a=Math.max(1,r-u)),o.push(n.substring(i-=a,
i+a)),!((u+=a+1)>r));)a=e[s=(s+1)%e.length];return o.reverse().join(t)}}function __(e){return function(t){return t.replace(/[0-9]/g,function(n){return e[+n]})}}
var y_=/^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;function Jn(e){if(!(t=y_.exec(e)))throw new Error("invalid format: "+e);var t;
return new Wo({fill:t[1],align:t[2],sign:t[3],symbol:t[4],zero:t[5],width:t[6],comma:t[7],precision:t[8]&&t[8].slice(1),trim:t[9],type:t[10]})}Jn.prototype=Wo.prototype;
function Wo(e){this.fill=e.fill===void 0?" ":e.fill+"",this.align=e.align===void 0?">":e.align+"",this.sign=e.sign===void 0?"-":e.sign+"",this.symbol=e.symbol===
void 0?"":e.symbol+"",this.zero=!!e.zero,this.width=e.width===void 0?void 0:+e.width,this.comma=!!e.comma,this.precision=e.precision===void 0?void 0:+e.precision,
this.trim=!!e.trim,this.type=e.type===void 0?"":e.type+""}Wo.prototype.toString=function(){return this.fill+this.align+this.sign+this.symbol+(this.zero?"0":"")+
(this.width===void 0?"":Math.max(1,this.width|0))+(this.comma?",":"")+(this.precision===void 0?"":"."+Math.max(0,this.precision|0))+(this.trim?"~":"")+this.type};
function v_(e){e:for(var t=e.length,n=1,r=-1,i;n<t;++n)switch(e[n]){case".":r=i=n;break;case"0":r===0&&(r=n),i=n;break;default:if(!+e[n])break e;r>0&&(r=0);break}
return r>0?e.slice(0,r)+e.slice(i+1):e}var fi;function b_(e,t){var n=ci(e,t);if(!n)return fi=void 0,e.toPrecision(t);var r=n[0],i=n[1],o=i-(fi=Math.max(-8,Math.
min(8,Math.floor(i/3)))*3)+1,s=r.length;return o===s?r:o>s?r+new Array(o-s+1).join("0"):o>0?r.slice(0,o)+"."+r.slice(o):"0."+new Array(1-o).join("0")+ci(e,Math.
max(0,t+o-1))[0]}function Tl(e,t){var n=ci(e,t);if(!n)return e+"";var r=n[0],i=n[1];return i<0?"0."+new Array(-i).join("0")+r:r.length>i+1?r.slice(0,i+1)+"."+r.
slice(i+1):r+new Array(i-r.length+2).join("0")}var El={"%":(e,t)=>(e*100).toFixed(t),b:e=>Math.round(e).toString(2),c:e=>e+"",d:p_,e:(e,t)=>e.toExponential(t),f:(e,t)=>e.
toFixed(t),g:(e,t)=>e.toPrecision(t),o:e=>Math.round(e).toString(8),p:(e,t)=>Tl(e*100,t),r:Tl,s:b_,X:e=>Math.round(e).toString(16).toUpperCase(),x:e=>Math.round(
e).toString(16)};function Cl(e){return e}var Sl=Array.prototype.map,Nl=["y","z","a","f","p","n","µ","m","","k","M","G","T","P","E","Z","Y"];function w_(e){var t=e.
grouping===void 0||e.thousands===void 0?Cl:g_(Sl.call(e.grouping,Number),e.thousands+""),n=e.currency===void 0?"":e.currency[0]+"",r=e.currency===void 0?"":e.currency[1]+
"",i=e.decimal===void 0?".":e.decimal+"",o=e.numerals===void 0?Cl:__(Sl.call(e.numerals,String)),s=e.percent===void 0?"%":e.percent+"",a=e.minus===void 0?"−":
e.minus+"",u=e.nan===void 0?"NaN":e.nan+"";function c(h,m){h=Jn(h);var d=h.fill,p=h.align,_=h.sign,x=h.symbol,v=h.zero,w=h.width,T=h.comma,M=h.precision,L=h.trim,
N=h.type;N==="n"?(T=!0,N="g"):El[N]||(M===void 0&&(M=12),L=!0,N="g"),(v||d==="0"&&p==="=")&&(v=!0,d="0",p="=");var z=(m&&m.prefix!==void 0?m.prefix:"")+(x==="$"?
n:x==="#"&&/[boxX]/.test(N)?"0"+N.toLowerCase():""),R=(x==="$"?r:/[%p]/.test(N)?s:"")+(m&&m.suffix!==void 0?m.suffix:""),V=El[N],G=/[defgprs%]/.test(N);M=M===void 0?
6:/[gprs]/.test(N)?Math.max(1,Math.min(21,M)):Math.max(0,Math.min(20,M));function Y(P){var B=z,y=R,g,b,E;if(N==="c")y=V(P)+y,P="";else{P=+P;var O=P<0||1/P<0;if(P=
isNaN(P)?u:V(Math.abs(P),M),L&&(P=v_(P)),O&&+P==0&&_!=="+"&&(O=!1),B=(O?_==="("?_:a:_==="-"||_==="("?"":_)+B,y=(N==="s"&&!isNaN(P)&&fi!==void 0?Nl[8+fi/3]:"")+y+
(O&&_==="("?")":""),G){for(g=-1,b=P.length;++g<b;)if(E=P.charCodeAt(g),48>E||E>57){y=(E===46?i+P.slice(g+1):P.slice(g))+y,P=P.slice(0,g);break}}}T&&!v&&(P=t(P,1/0));
var S=B.length+P.length+y.length,I=S<w?new Array(w-S+1).join(d):"";switch(T&&v&&(P=t(I+P,I.length?w-y.length:1/0),I=""),p){case"<":P=B+P+y+I;break;case"=":P=B+I+
P+y;break;case"^":P=I.slice(0,S=I.length>>1)+B+P+y+I.slice(S);break;default:P=I+B+P+y;break}return o(P)}return Y.toString=function(){return h+""},Y}function f(h,m){
var d=Math.max(-8,Math.min(8,Math.floor(fn(m)/3)))*3,p=Math.pow(10,-d),_=c((h=Jn(h),h.type="f",h),{suffix:Nl[8+d/3]});return function(x){return _(p*x)}}return{format:c,
formatPrefix:f}}var li,Vo,Xo;x_({thousands:",",grouping:[3],currency:["$",""]});function x_(e){return li=w_(e),Vo=li.format,Xo=li.formatPrefix,li}function Ol(e){
return Math.max(0,-fn(Math.abs(e)))}function $l(e,t){return Math.max(0,Math.max(-8,Math.min(8,Math.floor(fn(t)/3)))*3-fn(Math.abs(e)))}function Il(e,t){return e=
Math.abs(e),t=Math.abs(t)-e,Math.max(0,fn(t)-fn(e))+1}var Go=new Date,Zo=new Date;function ye(e,t,n,r){function i(o){return e(o=arguments.length===0?new Date:new Date(+o)),o}return i.floor=o=>(e(o=new Date(+o)),o),
i.ceil=o=>(e(o=new Date(o-1)),t(o,1),e(o),o),i.round=o=>{let s=i(o),a=i.ceil(o);return o-s<a-o?s:a},i.offset=(o,s)=>(t(o=new Date(+o),s==null?1:Math.floor(s)),o),
i.range=(o,s,a)=>{let u=[];if(o=i.ceil(o),a=a==null?1:Math.floor(a),!(o<s)||!(a>0))return u;let c;do u.push(c=new Date(+o)),t(o,a),e(o);while(c<o&&o<s);return u},
i.filter=o=>ye(s=>{if(s>=s)for(;e(s),!o(s);)s.setTime(s-1)},(s,a)=>{if(s>=s)if(a<0)for(;++a<=0;)for(;t(s,-1),!o(s););else for(;--a>=0;)for(;t(s,1),!o(s););}),n&&
(i.count=(o,s)=>(Go.setTime(+o),Zo.setTime(+s),e(Go),e(Zo),Math.floor(n(Go,Zo))),i.every=o=>(o=Math.floor(o),!isFinite(o)||!(o>0)?null:o>1?i.filter(r?s=>r(s)%o===
0:s=>i.count(0,s)%o===0):i)),i}var hi=ye(()=>{},(e,t)=>{e.setTime(+e+t)},(e,t)=>t-e);hi.every=e=>(e=Math.floor(e),!isFinite(e)||!(e>0)?null:e>1?ye(t=>{t.setTime(
Math.floor(t/e)*e)},(t,n)=>{t.setTime(+t+n*e)},(t,n)=>(n-t)/e):hi);var sw=hi.range,ht=1e3,qe=ht*60,dt=qe*60,mt=dt*24,Ko=mt*7,Ll=mt*30,Qo=mt*365,xt=ye(e=>{e.setTime(
e-e.getMilliseconds())},(e,t)=>{e.setTime(+e+t*ht)},(e,t)=>(t-e)/ht,e=>e.getUTCSeconds()),aw=xt.range,Jo=ye(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*ht)},
(e,t)=>{e.setTime(+e+t*qe)},(e,t)=>(t-e)/qe,e=>e.getMinutes()),uw=Jo.range,di=ye(e=>{e.setUTCSeconds(0,0)},(e,t)=>{e.setTime(+e+t*qe)},(e,t)=>(t-e)/qe,e=>e.getUTCMinutes()),
lw=di.range,es=ye(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*ht-e.getMinutes()*qe)},(e,t)=>{e.setTime(+e+t*dt)},(e,t)=>(t-e)/dt,e=>e.getHours()),cw=es.range,
mi=ye(e=>{e.setUTCMinutes(0,0,0)},(e,t)=>{e.setTime(+e+t*dt)},(e,t)=>(t-e)/dt,e=>e.getUTCHours()),fw=mi.range,hn=ye(e=>e.setHours(0,0,0,0),(e,t)=>e.setDate(e.getDate()+
t),(e,t)=>(t-e-(t.getTimezoneOffset()-e.getTimezoneOffset())*qe)/mt,e=>e.getDate()-1),hw=hn.range,dn=ye(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+
t)},(e,t)=>(t-e)/mt,e=>e.getUTCDate()-1),dw=dn.range,Pl=ye(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t)},(e,t)=>(t-e)/mt,e=>Math.floor(e/mt)),
mw=Pl.range;function qt(e){return ye(t=>{t.setDate(t.getDate()-(t.getDay()+7-e)%7),t.setHours(0,0,0,0)},(t,n)=>{t.setDate(t.getDate()+n*7)},(t,n)=>(n-t-(n.getTimezoneOffset()-
t.getTimezoneOffset())*qe)/Ko)}var er=qt(0),tr=qt(1),k_=qt(2),M_=qt(3),zt=qt(4),T_=qt(5),E_=qt(6),pw=er.range,gw=tr.range,_w=k_.range,yw=M_.range,vw=zt.range,bw=T_.
range,ww=E_.range;function Ut(e){return ye(t=>{t.setUTCDate(t.getUTCDate()-(t.getUTCDay()+7-e)%7),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCDate(t.getUTCDate()+n*
7)},(t,n)=>(n-t)/Ko)}var mn=Ut(0),nr=Ut(1),C_=Ut(2),S_=Ut(3),Bt=Ut(4),N_=Ut(5),O_=Ut(6),xw=mn.range,kw=nr.range,Mw=C_.range,Tw=S_.range,Ew=Bt.range,Cw=N_.range,
Sw=O_.range,ts=ye(e=>{e.setDate(1),e.setHours(0,0,0,0)},(e,t)=>{e.setMonth(e.getMonth()+t)},(e,t)=>t.getMonth()-e.getMonth()+(t.getFullYear()-e.getFullYear())*12,
e=>e.getMonth()),Nw=ts.range,pi=ye(e=>{e.setUTCDate(1),e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCMonth(e.getUTCMonth()+t)},(e,t)=>t.getUTCMonth()-e.getUTCMonth()+
(t.getUTCFullYear()-e.getUTCFullYear())*12,e=>e.getUTCMonth()),Ow=pi.range,tt=ye(e=>{e.setMonth(0,1),e.setHours(0,0,0,0)},(e,t)=>{e.setFullYear(e.getFullYear()+
t)},(e,t)=>t.getFullYear()-e.getFullYear(),e=>e.getFullYear());tt.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:ye(t=>{t.setFullYear(Math.floor(t.getFullYear()/
e)*e),t.setMonth(0,1),t.setHours(0,0,0,0)},(t,n)=>{t.setFullYear(t.getFullYear()+n*e)});var $w=tt.range,We=ye(e=>{e.setUTCMonth(0,1),e.setUTCHours(0,0,0,0)},(e,t)=>{
e.setUTCFullYear(e.getUTCFullYear()+t)},(e,t)=>t.getUTCFullYear()-e.getUTCFullYear(),e=>e.getUTCFullYear());We.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:
ye(t=>{t.setUTCFullYear(Math.floor(t.getUTCFullYear()/e)*e),t.setUTCMonth(0,1),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCFullYear(t.getUTCFullYear()+n*e)});var Iw=We.
range;function Al(e,t,n,r,i,o){let s=[[xt,1,ht],[xt,5,5*ht],[xt,15,15*ht],[xt,30,30*ht],[o,1,qe],[o,5,5*qe],[o,15,15*qe],[o,30,30*qe],[i,1,dt],[i,3,3*dt],[i,6,6*
dt],[i,12,12*dt],[r,1,mt],[r,2,2*mt],[n,1,Ko],[t,1,Ll],[t,3,3*Ll],[e,1,Qo]];function a(c,f,h){let m=f<c;m&&([c,f]=[f,c]);let d=h&&typeof h.range=="function"?h:u(
c,f,h),p=d?d.range(c,+f+1):[];return m?p.reverse():p}function u(c,f,h){let m=Math.abs(f-c)/h,d=ui(([,,x])=>x).right(s,m);if(d===s.length)return e.every(Kn(c/Qo,
f/Qo,h));if(d===0)return hi.every(Math.max(Kn(c,f,h),1));let[p,_]=s[m/s[d-1][2]<s[d][2]/m?d-1:d];return p.every(_)}return[a,u]}var[Fl,Dl]=Al(We,pi,mn,Pl,mi,di),
[$_,I_]=Al(tt,ts,er,hn,es,Jo);function ns(e){if(0<=e.y&&e.y<100){var t=new Date(-1,e.m,e.d,e.H,e.M,e.S,e.L);return t.setFullYear(e.y),t}return new Date(e.y,e.m,e.d,e.H,e.M,e.S,e.L)}function rs(e){
if(0<=e.y&&e.y<100){var t=new Date(Date.UTC(-1,e.m,e.d,e.H,e.M,e.S,e.L));return t.setUTCFullYear(e.y),t}return new Date(Date.UTC(e.y,e.m,e.d,e.H,e.M,e.S,e.L))}function rr(e,t,n){
return{y:e,m:t,d:n,H:0,M:0,S:0,L:0}}function L_(e){var t=e.dateTime,n=e.date,r=e.time,i=e.periods,o=e.days,s=e.shortDays,a=e.months,u=e.shortMonths,c=ir(i),f=or(
i),h=ir(o),m=or(o),d=ir(s),p=or(s),_=ir(a),x=or(a),v=ir(u),w=or(u),T={a:E,A:O,b:S,B:I,c:null,d:jl,e:jl,f:ny,g:hy,G:my,H:J_,I:ey,j:ty,L:Xl,m:ry,M:iy,p:j,q:te,Q:Wl,
s:Vl,S:oy,u:sy,U:ay,V:uy,w:ly,W:cy,x:null,X:null,y:fy,Y:dy,Z:py,"%":Yl},M={a:de,A:ae,b:ge,B:Me,c:null,d:Hl,e:Hl,f:vy,g:Ny,G:$y,H:gy,I:_y,j:yy,L:Zl,m:by,M:wy,p:_e,
q:ze,Q:Wl,s:Vl,S:xy,u:ky,U:My,V:Ty,w:Ey,W:Cy,x:null,X:null,y:Sy,Y:Oy,Z:Iy,"%":Yl},L={a:G,A:Y,b:P,B,c:y,d:Ul,e:Ul,f:G_,g:zl,G:ql,H:Bl,I:Bl,j:Y_,L:X_,m:H_,M:W_,p:V,
q:j_,Q:Q_,s:K_,S:V_,u:R_,U:q_,V:z_,w:D_,W:U_,x:g,X:b,y:zl,Y:ql,Z:B_,"%":Z_};T.x=N(n,T),T.X=N(r,T),T.c=N(t,T),M.x=N(n,M),M.X=N(r,M),M.c=N(t,M);function N(D,Z){return function(K){
var $=[],Ce=-1,oe=0,Oe=D.length,$e,Tt,Ls;for(K instanceof Date||(K=new Date(+K));++Ce<Oe;)D.charCodeAt(Ce)===37&&($.push(D.slice(oe,Ce)),(Tt=Rl[$e=D.charAt(++Ce)])!=
null?$e=D.charAt(++Ce):Tt=$e==="e"?" ":"0",(Ls=Z[$e])&&($e=Ls(K,Tt)),$.push($e),oe=Ce+1);return $.push(D.slice(oe,Ce)),$.join("")}}function z(D,Z){return function(K){
var $=rr(1900,void 0,1),Ce=R($,D,K+="",0),oe,Oe;if(Ce!=K.length)return null;if("Q"in $)return new Date($.Q);if("s"in $)return new Date($.s*1e3+("L"in $?$.L:0));
if(Z&&!("Z"in $)&&($.Z=0),"p"in $&&($.H=$.H%12+$.p*12),$.m===void 0&&($.m="q"in $?$.q:0),"V"in $){if($.V<1||$.V>53)return null;"w"in $||($.w=1),"Z"in $?(oe=rs(rr(
$.y,0,1)),Oe=oe.getUTCDay(),oe=Oe>4||Oe===0?nr.ceil(oe):nr(oe),oe=dn.offset(oe,($.V-1)*7),$.y=oe.getUTCFullYear(),$.m=oe.getUTCMonth(),$.d=oe.getUTCDate()+($.w+
6)%7):(oe=ns(rr($.y,0,1)),Oe=oe.getDay(),oe=Oe>4||Oe===0?tr.ceil(oe):tr(oe),oe=hn.offset(oe,($.V-1)*7),$.y=oe.getFullYear(),$.m=oe.getMonth(),$.d=oe.getDate()+($.
w+6)%7)}else("W"in $||"U"in $)&&("w"in $||($.w="u"in $?$.u%7:"W"in $?1:0),Oe="Z"in $?rs(rr($.y,0,1)).getUTCDay():ns(rr($.y,0,1)).getDay(),$.m=0,$.d="W"in $?($.w+
6)%7+$.W*7-(Oe+5)%7:$.w+$.U*7-(Oe+6)%7);return"Z"in $?($.H+=$.Z/100|0,$.M+=$.Z%100,rs($)):ns($)}}function R(D,Z,K,$){for(var Ce=0,oe=Z.length,Oe=K.length,$e,Tt;Ce<
oe;){if($>=Oe)return-1;if($e=Z.charCodeAt(Ce++),$e===37){if($e=Z.charAt(Ce++),Tt=L[$e in Rl?Z.charAt(Ce++):$e],!Tt||($=Tt(D,K,$))<0)return-1}else if($e!=K.charCodeAt(
$++))return-1}return $}function V(D,Z,K){var $=c.exec(Z.slice(K));return $?(D.p=f.get($[0].toLowerCase()),K+$[0].length):-1}function G(D,Z,K){var $=d.exec(Z.slice(
K));return $?(D.w=p.get($[0].toLowerCase()),K+$[0].length):-1}function Y(D,Z,K){var $=h.exec(Z.slice(K));return $?(D.w=m.get($[0].toLowerCase()),K+$[0].length):
-1}function P(D,Z,K){var $=v.exec(Z.slice(K));return $?(D.m=w.get($[0].toLowerCase()),K+$[0].length):-1}function B(D,Z,K){var $=_.exec(Z.slice(K));return $?(D.m=
x.get($[0].toLowerCase()),K+$[0].length):-1}function y(D,Z,K){return R(D,t,Z,K)}function g(D,Z,K){return R(D,n,Z,K)}function b(D,Z,K){return R(D,r,Z,K)}function E(D){
return s[D.getDay()]}function O(D){return o[D.getDay()]}function S(D){return u[D.getMonth()]}function I(D){return a[D.getMonth()]}function j(D){return i[+(D.getHours()>=
12)]}function te(D){return 1+~~(D.getMonth()/3)}function de(D){return s[D.getUTCDay()]}function ae(D){return o[D.getUTCDay()]}function ge(D){return u[D.getUTCMonth()]}
function Me(D){return a[D.getUTCMonth()]}function _e(D){return i[+(D.getUTCHours()>=12)]}function ze(D){return 1+~~(D.getUTCMonth()/3)}return{format:function(D){
var Z=N(D+="",T);return Z.toString=function(){return D},Z},parse:function(D){var Z=z(D+="",!1);return Z.toString=function(){return D},Z},utcFormat:function(D){var Z=N(
D+="",M);return Z.toString=function(){return D},Z},utcParse:function(D){var Z=z(D+="",!0);return Z.toString=function(){return D},Z}}}var Rl={"-":"",_:" ",0:"0"},
we=/^\s*\d+/,P_=/^%/,A_=/[\\^$*+?|[\]().{}]/g;function J(e,t,n){var r=e<0?"-":"",i=(r?-e:e)+"",o=i.length;return r+(o<n?new Array(n-o+1).join(t)+i:i)}function F_(e){
return e.replace(A_,"\\$&")}function ir(e){return new RegExp("^(?:"+e.map(F_).join("|")+")","i")}function or(e){return new Map(e.map((t,n)=>[t.toLowerCase(),n]))}
function D_(e,t,n){var r=we.exec(t.slice(n,n+1));return r?(e.w=+r[0],n+r[0].length):-1}function R_(e,t,n){var r=we.exec(t.slice(n,n+1));return r?(e.u=+r[0],n+r[0].
length):-1}function q_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.U=+r[0],n+r[0].length):-1}function z_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.V=
+r[0],n+r[0].length):-1}function U_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.W=+r[0],n+r[0].length):-1}function ql(e,t,n){var r=we.exec(t.slice(n,n+4));
return r?(e.y=+r[0],n+r[0].length):-1}function zl(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.y=+r[0]+(+r[0]>68?1900:2e3),n+r[0].length):-1}function B_(e,t,n){
var r=/^(Z)|([+-]\d\d)(?::?(\d\d))?/.exec(t.slice(n,n+6));return r?(e.Z=r[1]?0:-(r[2]+(r[3]||"00")),n+r[0].length):-1}function j_(e,t,n){var r=we.exec(t.slice(n,
n+1));return r?(e.q=r[0]*3-3,n+r[0].length):-1}function H_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.m=r[0]-1,n+r[0].length):-1}function Ul(e,t,n){var r=we.
exec(t.slice(n,n+2));return r?(e.d=+r[0],n+r[0].length):-1}function Y_(e,t,n){var r=we.exec(t.slice(n,n+3));return r?(e.m=0,e.d=+r[0],n+r[0].length):-1}function Bl(e,t,n){
var r=we.exec(t.slice(n,n+2));return r?(e.H=+r[0],n+r[0].length):-1}function W_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.M=+r[0],n+r[0].length):-1}function V_(e,t,n){
var r=we.exec(t.slice(n,n+2));return r?(e.S=+r[0],n+r[0].length):-1}function X_(e,t,n){var r=we.exec(t.slice(n,n+3));return r?(e.L=+r[0],n+r[0].length):-1}function G_(e,t,n){
var r=we.exec(t.slice(n,n+6));return r?(e.L=Math.floor(r[0]/1e3),n+r[0].length):-1}function Z_(e,t,n){var r=P_.exec(t.slice(n,n+1));return r?n+r[0].length:-1}function Q_(e,t,n){
var r=we.exec(t.slice(n));return r?(e.Q=+r[0],n+r[0].length):-1}function K_(e,t,n){var r=we.exec(t.slice(n));return r?(e.s=+r[0],n+r[0].length):-1}function jl(e,t){
return J(e.getDate(),t,2)}function J_(e,t){return J(e.getHours(),t,2)}function ey(e,t){return J(e.getHours()%12||12,t,2)}function ty(e,t){return J(1+hn.count(tt(
e),e),t,3)}function Xl(e,t){return J(e.getMilliseconds(),t,3)}function ny(e,t){return Xl(e,t)+"000"}function ry(e,t){return J(e.getMonth()+1,t,2)}function iy(e,t){
return J(e.getMinutes(),t,2)}function oy(e,t){return J(e.getSeconds(),t,2)}function sy(e){var t=e.getDay();return t===0?7:t}function ay(e,t){return J(er.count(tt(
e)-1,e),t,2)}function Gl(e){var t=e.getDay();return t>=4||t===0?zt(e):zt.ceil(e)}function uy(e,t){return e=Gl(e),J(zt.count(tt(e),e)+(tt(e).getDay()===4),t,2)}function ly(e){
return e.getDay()}function cy(e,t){return J(tr.count(tt(e)-1,e),t,2)}function fy(e,t){return J(e.getFullYear()%100,t,2)}function hy(e,t){return e=Gl(e),J(e.getFullYear()%
100,t,2)}function dy(e,t){return J(e.getFullYear()%1e4,t,4)}function my(e,t){var n=e.getDay();return e=n>=4||n===0?zt(e):zt.ceil(e),J(e.getFullYear()%1e4,t,4)}function py(e){
var t=e.getTimezoneOffset();return(t>0?"-":(t*=-1,"+"))+J(t/60|0,"0",2)+J(t%60,"0",2)}function Hl(e,t){return J(e.getUTCDate(),t,2)}function gy(e,t){return J(e.
getUTCHours(),t,2)}function _y(e,t){return J(e.getUTCHours()%12||12,t,2)}function yy(e,t){return J(1+dn.count(We(e),e),t,3)}function Zl(e,t){return J(e.getUTCMilliseconds(),
t,3)}function vy(e,t){return Zl(e,t)+"000"}function by(e,t){return J(e.getUTCMonth()+1,t,2)}function wy(e,t){return J(e.getUTCMinutes(),t,2)}function xy(e,t){return J(
e.getUTCSeconds(),t,2)}function ky(e){var t=e.getUTCDay();return t===0?7:t}function My(e,t){return J(mn.count(We(e)-1,e),t,2)}function Ql(e){var t=e.getUTCDay();
return t>=4||t===0?Bt(e):Bt.ceil(e)}function Ty(e,t){return e=Ql(e),J(Bt.count(We(e),e)+(We(e).getUTCDay()===4),t,2)}function Ey(e){return e.getUTCDay()}function Cy(e,t){
return J(nr.count(We(e)-1,e),t,2)}function Sy(e,t){return J(e.getUTCFullYear()%100,t,2)}function Ny(e,t){return e=Ql(e),J(e.getUTCFullYear()%100,t,2)}function Oy(e,t){
return J(e.getUTCFullYear()%1e4,t,4)}function $y(e,t){var n=e.getUTCDay();return e=n>=4||n===0?Bt(e):Bt.ceil(e),J(e.getUTCFullYear()%1e4,t,4)}function Iy(){return"\
+0000"}function Yl(){return"%"}function Wl(e){return+e}function Vl(e){return Math.floor(+e/1e3)}var pn,Kl,Ly,gi,Jl;Py({dateTime:"%x, %X",date:"%-m/%-d/%Y",time:"\
%-I:%M:%S %p",periods:["AM","PM"],days:["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"],shortDays:["Sun","Mon","Tue","Wed","Thu","Fri","\
Sat"],months:["January","February","March","April","May","June","July","August","September","October","November","December"],shortMonths:["Jan","Feb","Mar","Apr",
"May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"]});function Py(e){return pn=L_(e),Kl=pn.format,Ly=pn.parse,gi=pn.utcFormat,Jl=pn.utcParse,pn}var ec="%Y-%m-%dT%H\
:%M:%S.%LZ";function Ay(e){return e.toISOString()}var Aw=Date.prototype.toISOString?Ay:gi(ec);function Fy(e){var t=new Date(e);return isNaN(t)?null:t}var Fw=+new Date(
"2000-01-01T00:00:00.000Z")?Fy:Jl(ec);function _i(e,t){switch(arguments.length){case 0:break;case 1:this.range(e);break;default:this.range(t).domain(e);break}return this}var tc=Symbol("implicit");function rc(){var e=new Qn,t=[],n=[],r=tc;function i(o){let s=e.get(o);if(s===void 0){if(r!==tc)return r;e.set(o,s=t.push(o)-1)}return n[s%
n.length]}return i.domain=function(o){if(!arguments.length)return t.slice();t=[],e=new Qn;for(let s of o)e.has(s)||e.set(s,t.push(s)-1);return i},i.range=function(o){
return arguments.length?(n=Array.from(o),i):n.slice()},i.unknown=function(o){return arguments.length?(r=o,i):r},i.copy=function(){return rc(t,n).unknown(r)},_i.
apply(i,arguments),i}function os(){var e=rc().unknown(void 0),t=e.domain,n=e.range,r=0,i=1,o,s,a=!1,u=0,c=0,f=.5;delete e.unknown;function h(){var m=t().length,
d=i<r,p=d?i:r,_=d?r:i;o=(_-p)/Math.max(1,m-u+c*2),a&&(o=Math.floor(o)),p+=(_-p-o*(m-u))*f,s=o*(1-u),a&&(p=Math.round(p),s=Math.round(s));var x=Ml(m).map(function(v){
return p+o*v});return n(d?x.reverse():x)}return e.domain=function(m){return arguments.length?(t(m),h()):t()},e.range=function(m){return arguments.length?([r,i]=
m,r=+r,i=+i,h()):[r,i]},e.rangeRound=function(m){return[r,i]=m,r=+r,i=+i,a=!0,h()},e.bandwidth=function(){return s},e.step=function(){return o},e.round=function(m){
return arguments.length?(a=!!m,h()):a},e.padding=function(m){return arguments.length?(u=Math.min(1,c=+m),h()):u},e.paddingInner=function(m){return arguments.length?
(u=Math.min(1,m),h()):u},e.paddingOuter=function(m){return arguments.length?(c=+m,h()):c},e.align=function(m){return arguments.length?(f=Math.max(0,Math.min(1,m)),
h()):f},e.copy=function(){return os(t(),[r,i]).round(a).paddingInner(u).paddingOuter(c).align(f)},_i.apply(h(),arguments)}function Dy(e){return function(){return e}}function Ry(e){return+e}var nc=[0,1];function gn(e){return e}function is(e,t){return(t-=e=+e)?function(n){return(n-e)/
t}:Dy(isNaN(t)?NaN:.5)}function qy(e,t){var n;return e>t&&(n=e,e=t,t=n),function(r){return Math.max(e,Math.min(t,r))}}function zy(e,t,n){var r=e[0],i=e[1],o=t[0],
s=t[1];return i<r?(r=is(i,r),o=n(s,o)):(r=is(r,i),o=n(o,s)),function(a){return o(r(a))}}function Uy(e,t,n){var r=Math.min(e.length,t.length)-1,i=new Array(r),o=new Array(
r),s=-1;for(e[r]<e[0]&&(e=e.slice().reverse(),t=t.slice().reverse());++s<r;)i[s]=is(e[s],e[s+1]),o[s]=n(t[s],t[s+1]);return function(a){var u=bl(e,a,1,r)-1;return o[u](
i[u](a))}}function ic(e,t){return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown())}function By(){var e=nc,
t=nc,n=Xr,r,i,o,s=gn,a,u,c;function f(){var m=Math.min(e.length,t.length);return s!==gn&&(s=qy(e[0],e[m-1])),a=m>2?Uy:zy,u=c=null,h}function h(m){return m==null||
isNaN(m=+m)?o:(u||(u=a(e.map(r),t,n)))(r(s(m)))}return h.invert=function(m){return s(i((c||(c=a(t,e.map(r),Fe)))(m)))},h.domain=function(m){return arguments.length?
(e=Array.from(m,Ry),f()):e.slice()},h.range=function(m){return arguments.length?(t=Array.from(m),f()):t.slice()},h.rangeRound=function(m){return t=Array.from(m),
n=Wu,f()},h.clamp=function(m){return arguments.length?(s=m?!0:gn,f()):s!==gn},h.interpolate=function(m){return arguments.length?(n=m,f()):n},h.unknown=function(m){
return arguments.length?(o=m,h):o},function(m,d){return r=m,i=d,f()}}function oc(){return By()(gn,gn)}function jy(e,t,n,r){var i=Kn(e,t,n),o;switch(r=Jn(r??",f"),
r.type){case"s":{var s=Math.max(Math.abs(e),Math.abs(t));return r.precision==null&&!isNaN(o=$l(i,s))&&(r.precision=o),Xo(r,s)}case"":case"e":case"g":case"p":case"\
r":{r.precision==null&&!isNaN(o=Il(i,Math.max(Math.abs(e),Math.abs(t))))&&(r.precision=o-(r.type==="e"));break}case"f":case"%":{r.precision==null&&!isNaN(o=Ol(i))&&
(r.precision=o-(r.type==="%")*2);break}}return Vo(r)}function Hy(e){var t=e.domain;return e.ticks=function(n){var r=t();return kl(r[0],r[r.length-1],n??10)},e.tickFormat=
function(n,r){var i=t();return jy(i[0],i[i.length-1],n??10,r)},e.nice=function(n){n==null&&(n=10);var r=t(),i=0,o=r.length-1,s=r[i],a=r[o],u,c,f=10;for(a<s&&(c=
s,s=a,a=c,c=i,i=o,o=c);f-- >0;){if(c=ai(s,a,n),c===u)return r[i]=s,r[o]=a,t(r);if(c>0)s=Math.floor(s/c)*c,a=Math.ceil(a/c)*c;else if(c<0)s=Math.ceil(s*c)/c,a=Math.
floor(a*c)/c;else break;u=c}return e},e}function Ve(){var e=oc();return e.copy=function(){return ic(e,Ve())},_i.apply(e,arguments),Hy(e)}function Yy(e,t){e=e.slice();var n=0,r=e.length-1,i=e[n],o=e[r],s;return o<i&&(s=n,n=r,r=s,s=i,i=o,o=s),e[n]=t.floor(i),e[r]=t.ceil(o),e}function Wy(e){return new Date(e)}function Vy(e){return e instanceof Date?+e:Math.round(e)}function sc(e,t,n,r,i,o,s,a,u,c){var f=oc(),h=f.invert,m=f.domain,d=c(
".%L"),p=c(":%S"),_=c("%I:%M"),x=c("%I %p"),v=c("%a %d"),w=c("%b %d"),T=c("%B"),M=c("%Y");function L(N){return(u(N)<N?d:a(N)<N?p:s(N)<N?_:o(N)<N?x:r(N)<N?i(N)<N?
v:w:n(N)<N?T:M)(N)}return f.invert=function(N){return new Date(Math.round(h(N)))},f.domain=function(N){return arguments.length?m(Array.from(N,Vy)):m().map(Wy)},
f.ticks=function(N){var z=m();return e(z[0],z[z.length-1],N??10)},f.tickFormat=function(N,z){return z==null?L:c(z)},f.nice=function(N){var z=m();return(!N||typeof N.
range!="function")&&(N=t(z[0],z[z.length-1],N??10)),N?m(Yy(z,N)):f},f.copy=function(){return ic(f,sc(e,t,n,r,i,o,s,a,u,c))},f}function ac(){return _i.apply(sc(Fl,Dl,We,pi,mn,dn,mi,di,xt,gi).domain([Date.UTC(2e3,0,1),Date.UTC(2e3,0,2)]),arguments)}var sr=Math.PI,ss=2*sr,jt=1e-6,Xy=ss-jt;function uc(e){this._+=e[0];for(let t=1,n=e.length;t<n;++t)this._+=arguments[t]+e[t]}function Gy(e){let t=Math.floor(e);
if(!(t>=0))throw new Error(`invalid digits: ${e}`);if(t>15)return uc;let n=10**t;return function(r){this._+=r[0];for(let i=1,o=r.length;i<o;++i)this._+=Math.round(
arguments[i]*n)/n+r[i]}}function lc(e,t,n,r){return e===n&&t===r}function Zy(e){let t=Math.floor(e);if(!(t<=15))return lc;let n=10**t,r=function(i){return Math.
round(i*n)};return function(i,o,s,a){return r(i)===r(s)&&r(o)===r(a)}}var _n=class{constructor(t){this._x0=this._y0=this._x1=this._y1=null,this._="",this._append=
t==null?uc:Gy(t),this._equal=t==null?lc:Zy(t)}moveTo(t,n){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}`}closePath(){this._x1!==null&&(this._x1=
this._x0,this._y1=this._y0,this._append`Z`)}lineTo(t,n){this._append`L${this._x1=+t},${this._y1=+n}`}quadraticCurveTo(t,n,r,i){this._append`Q${+t},${+n},${this.
_x1=+r},${this._y1=+i}`}bezierCurveTo(t,n,r,i,o,s){this._append`C${+t},${+n},${+r},${+i},${this._x1=+o},${this._y1=+s}`}arcTo(t,n,r,i,o){if(t=+t,n=+n,r=+r,i=+i,
o=+o,o<0)throw new Error(`negative radius: ${o}`);let s=this._x1,a=this._y1,u=r-t,c=i-n,f=s-t,h=a-n,m=f*f+h*h;if(this._x1===null)this._append`M${this._x1=t},${this.
_y1=n}`;else if(m>jt)if(!(Math.abs(h*u-c*f)>jt)||!o)this._append`L${this._x1=t},${this._y1=n}`;else{let d=r-s,p=i-a,_=u*u+c*c,x=d*d+p*p,v=Math.sqrt(_),w=Math.sqrt(
m),T=o*Math.tan((sr-Math.acos((_+m-x)/(2*v*w)))/2),M=T/w,L=T/v;Math.abs(M-1)>jt&&this._append`L${t+M*f},${n+M*h}`,this._append`A${o},${o},0,0,${+(h*d>f*p)},${this.
_x1=t+L*u},${this._y1=n+L*c}`}}arc(t,n,r,i,o,s){if(t=+t,n=+n,r=+r,s=!!s,r<0)throw new Error(`negative radius: ${r}`);let a=r*Math.cos(i),u=r*Math.sin(i),c=t+a,f=n+
u,h=1^s,m=s?i-o:o-i;if(this._x1===null?this._append`M${c},${f}`:(Math.abs(this._x1-c)>jt||Math.abs(this._y1-f)>jt)&&this._append`L${c},${f}`,!!r){if(m<0&&(m=m%ss+
ss),m>Xy)this._append`A${r},${r},0,1,${h},${t-a},${n-u}A${r},${r},0,1,${h},${this._x1=c},${this._y1=f}`;else if(m>jt){let d=t+r*Math.cos(o),p=n+r*Math.sin(o);if(m>=
sr&&this._equal(c,f,d,p)){m/=2;let _=i+m;this._append`A${r},${r},0,${+(m>=sr)},${h},${t+r*Math.cos(_)},${n+r*Math.sin(_)}`}this._append`A${r},${r},0,${+(m>=sr)},${h},${this.
_x1=d},${this._y1=p}`}}}rect(t,n,r,i){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}h${r=+r}v${+i}h${-r}Z`}toString(){return this._}};function Qy(){
return new _n}Qy.prototype=_n.prototype;function fe(e){return function(){return e}}var Ky=Math.cos;var us=Math.sin,yn=Math.sqrt,cc=1e-12,yi=Math.PI,Gw=yi/2,_c=2*yi;function yc(e){let t=3;return e.digits=function(n){if(!arguments.length)return t;if(n==null)t=null;else{let r=Math.floor(n);if(!(r>=0))throw new RangeError(`inv\
alid digits: ${n}`);t=r}return e},()=>new _n(t)}var Zw=Array.prototype.slice;function ls(e){return typeof e=="object"&&"length"in e?e:Array.from(e)}function vc(e){this._context=e}vc.prototype={areaStart:function(){
this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===1)&&this._context.
closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(
e,t);break;case 1:this._point=2;default:this._context.lineTo(e,t);break}}};function cs(e){return new vc(e)}function bc(e){return e[0]}function wc(e){return e[1]}
function vn(e,t){var n=fe(!0),r=null,i=cs,o=null,s=yc(a);e=typeof e=="function"?e:e===void 0?bc:fe(e),t=typeof t=="function"?t:t===void 0?wc:fe(t);function a(u){
var c,f=(u=ls(u)).length,h,m=!1,d;for(r==null&&(o=i(d=s())),c=0;c<=f;++c)!(c<f&&n(h=u[c],c,u))===m&&((m=!m)?o.lineStart():o.lineEnd()),m&&o.point(+e(h,c,u),+t(h,
c,u));if(d)return o=null,d+""||null}return a.x=function(u){return arguments.length?(e=typeof u=="function"?u:fe(+u),a):e},a.y=function(u){return arguments.length?
(t=typeof u=="function"?u:fe(+u),a):t},a.defined=function(u){return arguments.length?(n=typeof u=="function"?u:fe(!!u),a):n},a.curve=function(u){return arguments.
length?(i=u,r!=null&&(o=i(r)),a):i},a.context=function(u){return arguments.length?(u==null?r=o=null:o=i(r=u),a):r},a}function xc(e,t,n){var r=null,i=fe(!0),o=null,
s=cs,a=null,u=yc(c);e=typeof e=="function"?e:e===void 0?bc:fe(+e),t=typeof t=="function"?t:fe(t===void 0?0:+t),n=typeof n=="function"?n:n===void 0?wc:fe(+n);function c(h){
var m,d,p,_=(h=ls(h)).length,x,v=!1,w,T=new Array(_),M=new Array(_);for(o==null&&(a=s(w=u())),m=0;m<=_;++m){if(!(m<_&&i(x=h[m],m,h))===v)if(v=!v)d=m,a.areaStart(),
a.lineStart();else{for(a.lineEnd(),a.lineStart(),p=m-1;p>=d;--p)a.point(T[p],M[p]);a.lineEnd(),a.areaEnd()}v&&(T[m]=+e(x,m,h),M[m]=+t(x,m,h),a.point(r?+r(x,m,h):
T[m],n?+n(x,m,h):M[m]))}if(w)return a=null,w+""||null}function f(){return vn().defined(i).curve(s).context(o)}return c.x=function(h){return arguments.length?(e=
typeof h=="function"?h:fe(+h),r=null,c):e},c.x0=function(h){return arguments.length?(e=typeof h=="function"?h:fe(+h),c):e},c.x1=function(h){return arguments.length?
(r=h==null?null:typeof h=="function"?h:fe(+h),c):r},c.y=function(h){return arguments.length?(t=typeof h=="function"?h:fe(+h),n=null,c):t},c.y0=function(h){return arguments.
length?(t=typeof h=="function"?h:fe(+h),c):t},c.y1=function(h){return arguments.length?(n=h==null?null:typeof h=="function"?h:fe(+h),c):n},c.lineX0=c.lineY0=function(){
return f().x(e).y(t)},c.lineY1=function(){return f().x(e).y(n)},c.lineX1=function(){return f().x(r).y(t)},c.defined=function(h){return arguments.length?(i=typeof h==
"function"?h:fe(!!h),c):i},c.curve=function(h){return arguments.length?(s=h,o!=null&&(a=s(o)),c):s},c.context=function(h){return arguments.length?(h==null?o=a=null:
a=s(o=h),c):o},c}var Qw=Jy(cs);function kc(e){this._curve=e}kc.prototype={areaStart:function(){this._curve.areaStart()},areaEnd:function(){this._curve.areaEnd()},lineStart:function(){
this._curve.lineStart()},lineEnd:function(){this._curve.lineEnd()},point:function(e,t){this._curve.point(t*Math.sin(e),t*-Math.cos(e))}};function Jy(e){function t(n){
return new kc(e(n))}return t._curve=e,t}var Kw=yn(3);var ev=yn(1/3),Jw=ev*2;var Mc=us(yi/10)/us(7*yi/10),ex=us(_c/10)*Mc,tx=-Ky(_c/10)*Mc;var nx=yn(3);var rx=yn(3);var ix=yn(3)/2,tv=1/yn(12),ox=(tv/2+1)*3;function kt(){}function vi(e,t,n){e._context.bezierCurveTo((2*e._x0+e._x1)/3,(2*e._y0+e._y1)/3,(e._x0+2*e._x1)/3,(e._y0+2*e._y1)/3,(e._x0+4*e._x1+t)/6,(e._y0+4*
e._y1+n)/6)}function fs(e){this._context=e}fs.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this.
_x1=this._y0=this._y1=NaN,this._point=0},lineEnd:function(){switch(this._point){case 3:vi(this,this._x1,this._y1);case 2:this._context.lineTo(this._x1,this._y1);
break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:
this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,this._context.lineTo((5*this.
_x0+this._x1)/6,(5*this._y0+this._y1)/6);default:vi(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function nv(e){this._context=e}nv.prototype={areaStart:kt,areaEnd:kt,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._y0=this._y1=this._y2=
this._y3=this._y4=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x2,this._y2),this._context.closePath();break}case 2:{
this._context.moveTo((this._x2+2*this._x3)/3,(this._y2+2*this._y3)/3),this._context.lineTo((this._x3+2*this._x2)/3,(this._y3+2*this._y2)/3),this._context.closePath();
break}case 3:{this.point(this._x2,this._y2),this.point(this._x3,this._y3),this.point(this._x4,this._y4);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:
this._point=1,this._x2=e,this._y2=t;break;case 1:this._point=2,this._x3=e,this._y3=t;break;case 2:this._point=3,this._x4=e,this._y4=t,this._context.moveTo((this.
_x0+4*this._x1+e)/6,(this._y0+4*this._y1+t)/6);break;default:vi(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function rv(e){this._context=e}rv.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=
this._y1=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){
switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3;var n=(this._x0+4*this._x1+e)/6,r=(this._y0+4*this._y1+
t)/6;this._line?this._context.lineTo(n,r):this._context.moveTo(n,r);break;case 3:this._point=4;default:vi(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=
this._y1,this._y1=t}};function Tc(e,t){this._basis=new fs(e),this._beta=t}Tc.prototype={lineStart:function(){this._x=[],this._y=[],this._basis.lineStart()},lineEnd:function(){var e=this.
_x,t=this._y,n=e.length-1;if(n>0)for(var r=e[0],i=t[0],o=e[n]-r,s=t[n]-i,a=-1,u;++a<=n;)u=a/n,this._basis.point(this._beta*e[a]+(1-this._beta)*(r+u*o),this._beta*
t[a]+(1-this._beta)*(i+u*s));this._x=this._y=null,this._basis.lineEnd()},point:function(e,t){this._x.push(+e),this._y.push(+t)}};var sx=(function e(t){function n(r){
return t===1?new fs(r):new Tc(r,t)}return n.beta=function(r){return e(+r)},n})(.85);function bi(e,t,n){e._context.bezierCurveTo(e._x1+e._k*(e._x2-e._x0),e._y1+e.
_k*(e._y2-e._y0),e._x2+e._k*(e._x1-t),e._y2+e._k*(e._y1-n),e._x2,e._y2)}function hs(e,t){this._context=e,this._k=(1-t)/6}hs.prototype={areaStart:function(){this.
_line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){switch(this.
_point){case 2:this._context.lineTo(this._x2,this._y2);break;case 3:bi(this,this._x1,this._y1);break}(this._line||this._line!==0&&this._point===1)&&this._context.
closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(
e,t);break;case 1:this._point=2,this._x1=e,this._y1=t;break;case 2:this._point=3;default:bi(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this.
_y0=this._y1,this._y1=this._y2,this._y2=t}};var ax=(function e(t){function n(r){return new hs(r,t)}return n.tension=function(r){return e(+r)},n})(0);function ds(e,t){
this._context=e,this._k=(1-t)/6}ds.prototype={areaStart:kt,areaEnd:kt,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=
this._y2=this._y3=this._y4=this._y5=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();
break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(
this._x5,this._y5);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:this._point=2,this._context.
moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:bi(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this.
_y0=this._y1,this._y1=this._y2,this._y2=t}};var ux=(function e(t){function n(r){return new ds(r,t)}return n.tension=function(r){return e(+r)},n})(0);function ms(e,t){
this._context=e,this._k=(1-t)/6}ms.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this.
_x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this.
_line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(
this._x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:bi(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,
this._y0=this._y1,this._y1=this._y2,this._y2=t}};var lx=(function e(t){function n(r){return new ms(r,t)}return n.tension=function(r){return e(+r)},n})(0);function ps(e,t,n){
var r=e._x1,i=e._y1,o=e._x2,s=e._y2;if(e._l01_a>cc){var a=2*e._l01_2a+3*e._l01_a*e._l12_a+e._l12_2a,u=3*e._l01_a*(e._l01_a+e._l12_a);r=(r*a-e._x0*e._l12_2a+e._x2*
e._l01_2a)/u,i=(i*a-e._y0*e._l12_2a+e._y2*e._l01_2a)/u}if(e._l23_a>cc){var c=2*e._l23_2a+3*e._l23_a*e._l12_a+e._l12_2a,f=3*e._l23_a*(e._l23_a+e._l12_a);o=(o*c+e.
_x1*e._l23_2a-t*e._l12_2a)/f,s=(s*c+e._y1*e._l23_2a-n*e._l12_2a)/f}e._context.bezierCurveTo(r,i,o,s,e._x2,e._y2)}function Ec(e,t){this._context=e,this._alpha=t}
Ec.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,
this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this.
_x2,this._y2);break;case 3:this.point(this._x2,this._y2);break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},
point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:
this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3;default:ps(this,e,t);break}this.
_l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,
this._y1=this._y2,this._y2=t}};var cx=(function e(t){function n(r){return t?new Ec(r,t):new hs(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function Cc(e,t){
this._context=e,this._alpha=t}Cc.prototype={areaStart:kt,areaEnd:kt,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=
this._y2=this._y3=this._y4=this._y5=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this.
_point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();
break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(this._x5,this._y5);break}}},point:function(e,t){if(e=+e,t=+t,this._point){var n=this.
_x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:
this._point=2,this._context.moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:ps(this,e,t);break}this._l01_a=this._l12_a,
this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this.
_y2=t}};var fx=(function e(t){function n(r){return t?new Cc(r,t):new ds(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function Sc(e,t){this._context=e,this.
_alpha=t}Sc.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this.
_y2=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===
3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=
Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(this.
_x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:ps(this,e,t);break}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this.
_l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var hx=(function e(t){
function n(r){return t?new Sc(r,t):new ms(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function iv(e){this._context=e}iv.prototype={areaStart:kt,areaEnd:kt,
lineStart:function(){this._point=0},lineEnd:function(){this._point&&this._context.closePath()},point:function(e,t){e=+e,t=+t,this._point?this._context.lineTo(e,
t):(this._point=1,this._context.moveTo(e,t))}};function fc(e){return e<0?-1:1}function hc(e,t,n){var r=e._x1-e._x0,i=t-e._x1,o=(e._y1-e._y0)/(r||i<0&&-0),s=(n-e._y1)/(i||r<0&&-0),a=(o*i+s*r)/(r+i);return(fc(
o)+fc(s))*Math.min(Math.abs(o),Math.abs(s),.5*Math.abs(a))||0}function dc(e,t){var n=e._x1-e._x0;return n?(3*(e._y1-e._y0)/n-t)/2:t}function as(e,t,n){var r=e._x0,
i=e._y0,o=e._x1,s=e._y1,a=(o-r)/3;e._context.bezierCurveTo(r+a,i+a*t,o-a,s-a*n,o,s)}function wi(e){this._context=e}wi.prototype={areaStart:function(){this._line=
0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=this._t0=NaN,this._point=0},lineEnd:function(){switch(this._point){case 2:
this._context.lineTo(this._x1,this._y1);break;case 3:as(this,this._t0,dc(this,this._t0));break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),
this._line=1-this._line},point:function(e,t){var n=NaN;if(e=+e,t=+t,!(e===this._x1&&t===this._y1)){switch(this._point){case 0:this._point=1,this._line?this._context.
lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,as(this,dc(this,n=hc(this,e,t)),n);break;default:as(this,this._t0,n=
hc(this,e,t));break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t,this._t0=n}}};function ov(e){this._context=new Nc(e)}(ov.prototype=Object.create(wi.
prototype)).point=function(e,t){wi.prototype.point.call(this,t,e)};function Nc(e){this._context=e}Nc.prototype={moveTo:function(e,t){this._context.moveTo(t,e)},
closePath:function(){this._context.closePath()},lineTo:function(e,t){this._context.lineTo(t,e)},bezierCurveTo:function(e,t,n,r,i,o){this._context.bezierCurveTo(
t,e,r,n,o,i)}};function Oc(e){return new wi(e)}function sv(e){this._context=e}sv.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=[],this._y=[]},lineEnd:function(){
var e=this._x,t=this._y,n=e.length;if(n)if(this._line?this._context.lineTo(e[0],t[0]):this._context.moveTo(e[0],t[0]),n===2)this._context.lineTo(e[1],t[1]);else
for(var r=mc(e),i=mc(t),o=0,s=1;s<n;++o,++s)this._context.bezierCurveTo(r[0][o],i[0][o],r[1][o],i[1][o],e[s],t[s]);(this._line||this._line!==0&&n===1)&&this._context.
closePath(),this._line=1-this._line,this._x=this._y=null},point:function(e,t){this._x.push(+e),this._y.push(+t)}};function mc(e){var t,n=e.length-1,r,i=new Array(
n),o=new Array(n),s=new Array(n);for(i[0]=0,o[0]=2,s[0]=e[0]+2*e[1],t=1;t<n-1;++t)i[t]=1,o[t]=4,s[t]=4*e[t]+2*e[t+1];for(i[n-1]=2,o[n-1]=7,s[n-1]=8*e[n-1]+e[n],
t=1;t<n;++t)r=i[t]/o[t-1],o[t]-=r,s[t]-=r*s[t-1];for(i[n-1]=s[n-1]/o[n-1],t=n-2;t>=0;--t)i[t]=(s[t]-i[t+1])/o[t];for(o[n-1]=(e[n]+i[n-1])/2,t=0;t<n-1;++t)o[t]=2*
e[t+1]-i[t+1];return[i,o]}function av(e,t){this._context=e,this._t=t}av.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=this.
_y=NaN,this._point=0},lineEnd:function(){0<this._t&&this._t<1&&this._point===2&&this._context.lineTo(this._x,this._y),(this._line||this._line!==0&&this._point===
1)&&this._context.closePath(),this._line>=0&&(this._t=1-this._t,this._line=1-this._line)},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,
this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;default:{if(this._t<=0)this._context.lineTo(this._x,t),this._context.lineTo(
e,t);else{var n=this._x*(1-this._t)+e*this._t;this._context.lineTo(n,this._y),this._context.lineTo(n,t)}break}}this._x=e,this._y=t}};function pc(e,t){if((s=e.length)>1)for(var n=1,r,i,o=e[t[0]],s,a=o.length;n<s;++n)for(i=o,o=e[t[n]],r=0;r<a;++r)o[r][1]+=o[r][0]=isNaN(i[r][1])?i[r][0]:i[r][1]}
function gc(e){for(var t=e.length,n=new Array(t);--t>=0;)n[t]=t;return n}function uv(e,t){return e[t]}function lv(e){let t=[];return t.key=e,t}function $c(){var e=fe(
[]),t=gc,n=pc,r=uv;function i(o){var s=Array.from(e.apply(this,arguments),lv),a,u=s.length,c=-1,f;for(let h of o)for(a=0,++c;a<u;++a)(s[a][c]=[0,+r(h,s[a].key,c,
o)]).data=h;for(a=0,f=ls(t(s));a<u;++a)s[f[a]].index=a;return n(s,f),s}return i.keys=function(o){return arguments.length?(e=typeof o=="function"?o:fe(Array.from(
o)),i):e},i.value=function(o){return arguments.length?(r=typeof o=="function"?o:fe(+o),i):r},i.order=function(o){return arguments.length?(t=o==null?gc:typeof o==
"function"?o:fe(Array.from(o)),i):t},i.offset=function(o){return arguments.length?(n=o??pc,i):n},i}function Ic(e,t){if((u=e.length)>0)for(var n,r=0,i,o,s,a,u,c=e[t[0]].length;r<c;++r)for(s=a=0,n=0;n<u;++n)(o=(i=e[t[n]][r])[1]-i[0])>0?(i[0]=s,i[1]=s+=o):o<0?(i[1]=
a,i[0]=a+=o):(i[0]=0,i[1]=o)}var cv=8,Xe=e=>`var(--c${e%cv})`;function bn(e,t){let n=Math.max(4,Math.floor(t/6.4));return e.length>n?`${e.slice(0,n-1)}…`:e}function xi({href:e,children:t}){
return e?l("a",{href:e,children:t}):l(A,{children:t})}function ki({names:e}){return l("ul",{class:"legend",children:e.map((t,n)=>l("li",{children:[l("i",{style:{
background:Xe(n)},"aria-hidden":"true"}),t]},t))})}function Ht({label:e,unit:t,under:n,low:r=0,high:i,height:o,widest:s=1/0,room:a=12,say:u=Te,hasLinks:c,children:f}){
return l(Zt,{children:h=>{let m=Math.min(h,s),[d,p,_]=[52,24,o-(n?38:22)],x=m-(typeof a=="number"?a:a(m)),v=Ve([r,i>r?i:r+1],[_,p]).nice(4);return l("svg",{width:m,
height:o,role:c?"group":"img","aria-label":`${e} (${t})`,children:[l("g",{class:"grid",children:[l("text",{x:0,y:11,children:t}),v.ticks(4).map(w=>l("g",{class:w===
0&&r<0?"zero":"",children:[l("line",{x1:d,x2:x,y1:v(w),y2:v(w)}),l("text",{x:d-6,y:v(w)+4,"text-anchor":"end",children:u(w)})]},w)),n&&l("text",{x:(d+x)/2,y:o-4,
"text-anchor":"middle",children:n})]}),f({left:d,right:x,top:p,bottom:_,beyond:m-x,y:v})]})}})}function Mi({dots:e,size:t=2.5,curve:n}){let r=vn(i=>i.x,i=>i.y).
defined(i=>i.y!==null);return n&&r.curve(n),l(A,{children:[l("path",{class:"line",d:r(e)??""}),e.map((i,o)=>i.y!==null&&l("circle",{class:"dot",cx:i.x,cy:i.y,r:i.
size??t,children:l("title",{children:i.title})},o))]})}function wn({rows:e,say:t=X}){let n=wt(e,r=>r.value??0)||1;return l("div",{class:"bars",role:"list",children:e.map(r=>l("div",{role:"listitem",class:"bar",children:[
l("span",{class:"bar-name",children:r.href?l("a",{href:r.href,children:F(r.name)}):F(r.name)}),l("span",{class:"bar-track",children:l("span",{class:"bar-fill",style:{
width:`${(r.value??0)/n*100}%`}})}),l("span",{class:"bar-value",children:[r.value===null?C.few(k.minimum_cell):t(r.value),r.note&&r.value!==null?l("span",{class:"\
quiet",children:[" ",r.note]}):null]})]},r.name))})}function Lc({rows:e,keys:t,label:n,unit:r}){let i=$c().keys(t.flatMap(u=>[`entry ${u}`,`exit ${u}`])).value(
(u,c)=>u.parts[c]??0).offset(Ic)(e),[o,s]=bt(i.flat(2)),a=u=>C.causes[u]??F(u);return l(A,{children:[l(ki,{names:t.map(a)}),l(Ht,{label:n,unit:r,low:o,high:s,height:206,
say:u=>Te(Math.abs(u)),children:({left:u,right:c,y:f})=>{let h=os(e.map(p=>p.day),[u,c]).padding(.25),m=Math.ceil(e.length/Math.max(2,Math.floor((c-u)/80))),d=Math.
min(h.bandwidth(),48);return l(A,{children:[l("g",{class:"grid",children:e.map((p,_)=>_%m===0&&l("text",{x:h(p.day)+d/2,y:201,"text-anchor":"middle",children:Mr(
p.day)},p.day))}),i.map(p=>{let _=p.key.slice(0,p.key.indexOf(" ")),x=p.key.slice(_.length+1);return p.map(v=>{let w=Math.abs(f(v[0])-f(v[1]));return w>0&&l("re\
ct",{class:_,x:h(v.data.day),width:d,y:f(Math.max(v[0],v[1])),height:w,style:{color:Xe(t.indexOf(x))},children:l("title",{children:`${ke(v.data.day)}, ${C.ways[_]}\
, ${a(x)}: ${X(Math.abs(v[1]-v[0]))}`})},`${p.key} ${v.data.day}`)})})]})}})]})}function xn(e){return new Date(`${e.slice(0,10)}T00:00:00Z`)}function Pc({values:e,label:t}){let n=e.map((d,p)=>[p,d]).filter(d=>d[1]!==null);if(n.length<2)return l(
"span",{class:"quiet",children:se});let[r,i]=[96,22],o=Ve([0,e.length-1],[2,r-4]),[s,a]=bt(n,d=>d[1]),u=(a-s)*.1||1,c=Ve([s-u,a+u],[i-2,2]),f=vn(d=>o(d[0]),d=>c(
d[1]))(n),[h,m]=n[n.length-1];return l("svg",{class:"spark",width:r,height:i,role:"img","aria-label":t,children:[l("path",{d:f}),l("circle",{cx:o(h),cy:c(m),r:"\
2"})]})}function fv(e,t,n,r){let i=e.map((s,a)=>[s,a]).sort((s,a)=>s[0]-a[0]);for(let s=1;s<i.length;s++)i[s][0]=Math.max(i[s][0],i[s-1][0]+t);if(i.length&&i[i.
length-1][0]>r){i[i.length-1][0]=r;for(let s=i.length-2;s>=0;s--)i[s][0]=Math.min(i[s][0],i[s+1][0]-t)}let o=[];for(let[s,a]of i)o[a]=Math.max(n,s);return o}function gs({
series:e,label:t,unit:n,say:r=Te,tell:i=X}){let o=[...new Set(e.flatMap(c=>c.values.map(f=>f.day)))].sort();if(o.length<2)return l(wn,{say:i,rows:e.map(c=>({name:c.
name,value:c.values[0]?.value??null,href:c.href}))});let s=wt(e,c=>F(c.name).length)??0,a=Math.max(200,Math.min(340,e.length*16+60)),u=wt(e,c=>wt(c.values,f=>f.
value??0))??1;return l(Ht,{label:t,unit:n,high:u,height:a,room:c=>Math.min(c*.34,14+s*6.6),say:r,hasLinks:!0,children:({left:c,right:f,top:h,bottom:m,beyond:d,y:p})=>{
let _=ac([xn(o[0]),xn(o[o.length-1])],[c,f]),x=e.map(w=>{let T=w.values.filter(M=>M.value!==null);return p(T.length?T[T.length-1].value:0)}),v=fv(x,14,h+4,m);return l(
A,{children:[l(hv,{days:o,x:_,y:a-6,width:f-c}),e.map((w,T)=>l("g",{style:{color:Xe(T)},children:[l(Mi,{curve:Oc,dots:w.values.map(M=>({x:_(xn(M.day)),y:M.value===
null?null:p(M.value),title:`${F(w.name)}, ${ke(M.day)}: ${i(M.value)}`}))}),l("path",{class:"leader",d:`M${f+2},${x[T]}L${f+8},${v[T]}`}),l(xi,{href:w.href,children:l(
"text",{class:"name",x:f+11,y:v[T]+4,children:bn(F(w.name),d-12)})})]},w.name))]})}})}function hv({days:e,x:t,y:n,width:r}){let i=[],o=1/0;for(let s of[...e].reverse())
t(xn(s))>o-Math.min(76,r/2)||(i.unshift(s),o=t(xn(s)));return l("g",{class:"grid",children:i.map((s,a)=>l("text",{x:t(xn(s)),y:n,"text-anchor":a===0&&s===e[0]?"\
start":"middle",children:Mr(s)},s))})}function Ac({points:e,label:t}){let n=Math.min(0,...e.map(r=>r[1]));return l(Ht,{label:t,unit:C.customers.shareOfValue,under:C.
customers.shareOfCustomers,low:n,high:1,height:320,widest:460,say:ue,children:({left:r,right:i,bottom:o,y:s})=>{let a=Ve([0,1],[r,i]);return l(A,{children:[l("g",
{class:"grid",children:a.ticks(4).map(u=>l("text",{x:a(u),y:o+16,"text-anchor":"middle",children:ue(u)},u))}),l("g",{style:{color:Xe(0)},children:[l("path",{class:"\
area",d:xc(u=>a(u[0]),u=>s(u[0]),u=>s(u[1]))(e)??""}),l("path",{class:"leader",d:`M${a(0)},${s(0)}L${a(1)},${s(1)}`}),l("path",{class:"line",d:vn(u=>a(u[0]),u=>s(
u[1]))(e)??""})]})]})}})}function Fc({rows:e,names:t,label:n,unit:r,under:i}){return l(A,{children:[l(ki,{names:t}),l(Ht,{label:n,unit:r,under:i,high:wt(e,o=>Math.
max(...o.values))??1,height:250,widest:560,children:({left:o,right:s,bottom:a,y:u})=>{let c=Ve(bt(e,f=>f.at),[o+8,s]);return l(A,{children:[l("g",{class:"grid",
children:e.map(f=>l("text",{x:c(f.at),y:a+16,"text-anchor":"middle",children:f.at},f.at))}),t.map((f,h)=>l("g",{style:{color:Xe(h)},children:l(Mi,{size:3,dots:e.
map(m=>({x:c(m.at),y:u(m.values[h]),title:`${f}, ${m.at}: ${ve(m.values[h])}`}))})},f))]})}})]})}function Dc({points:e,today:t,label:n,unit:r,under:i}){return l(
Ht,{label:n,unit:r,under:i,high:wt(e,o=>o.value??0)??1,height:200,widest:520,children:({left:o,right:s,top:a,bottom:u,y:c})=>{let f=Ve(bt(e,h=>h.at),[o,s]);return l(
A,{children:[l("g",{class:"grid",children:[f.ticks(Math.max(2,Math.floor((s-o)/70))).map(h=>l("text",{x:f(h),y:u+15,"text-anchor":"middle",children:ve(h)},h)),l(
"g",{class:"zero",children:l("line",{x1:f(t),x2:f(t),y1:a,y2:u})}),l("text",{x:f(t),y:a-4,"text-anchor":"middle",children:ve(t)})]}),l("g",{style:{color:Xe(0)},
children:l(Mi,{dots:e.map(h=>({x:f(h.at),y:h.value===null?null:c(h.value),size:h.at===t?4.5:h.isCliff?4:2.5,title:`${ve(h.at)}: ${X(h.value)}`}))})})]})}})}function ar(e,t){return e===null||!t?{text:C.hidden,part:null}:{text:ue(e/t),part:e/t,title:`${X(e)} / ${X(t)}`}}function Mt({label:e,corner:t,columns:n,rows:r}){
return l("div",{class:"scroll",tabIndex:0,role:"region","aria-label":e,children:l("table",{class:"heat",children:[l("caption",{class:"hidden",children:e}),l("th\
ead",{children:l("tr",{children:[l("th",{scope:"col",children:t}),n.map(i=>l("th",{scope:"col",class:"n",children:i},i))]})}),l("tbody",{children:r.map((i,o)=>l(
"tr",{children:[l("th",{scope:"row",children:i.name}),i.cells.map((s,a)=>s===null?l("td",{},a):l("td",{class:"cell",title:s.title,style:s.part?{"--part":String(
Math.round(Math.min(1,s.part)*100))}:void 0,children:s.text},a))]},o))})]})})}function ur({rows:e,label:t,reference:n,say:r=Te,isLog:i}){let o=c=>i?Math.log(Math.
max(c,1)):c,s=e.flatMap(c=>[c.low,c.high,c.value]).filter(c=>c!==null).map(c=>o(c));n!==void 0&&s.push(o(n));let[a,u]=bt(s);return a===void 0?null:l(Zt,{children:c=>{
let f=Math.min(260,c*.4),h=26,m=e.length*h+22,d=Ve([a,u===a?a+1:u],[f+8,c-64]),p=i?[3,6,12,25,50,100,200,400,800,1600].filter(_=>o(_)>=a&&o(_)<=u):d.ticks(Math.
max(2,Math.floor((c-f)/110)));return l("svg",{width:c,height:m,role:"group","aria-label":t,children:[l("g",{class:"grid",children:[p.map(_=>l("g",{class:_===n?"\
zero":"",children:[l("line",{x1:d(o(_)),x2:d(o(_)),y1:0,y2:m-18}),l("text",{x:d(o(_)),y:m-4,"text-anchor":"middle",children:r(_)})]},_)),n!==void 0&&!p.includes(
n)&&l("g",{class:"zero",children:l("line",{x1:d(o(n)),x2:d(o(n)),y1:0,y2:m-18})})]}),e.map((_,x)=>{let v=x*h+h/2;return l("g",{children:[l(xi,{href:_.href,children:l(
"text",{class:"label",x:0,y:v+4,children:[bn(_.name,f),l("title",{children:_.name})]})}),_.low!==null&&_.high!==null&&l("line",{class:"whisker",x1:d(o(_.low)),x2:d(
o(_.high)),y1:v,y2:v}),_.value!==null&&l("circle",{class:"point",cx:d(o(_.value)),cy:v,r:"4",children:l("title",{children:`${_.name}: ${_.text}${_.note?`, ${_.note}`:
""}`})}),l("text",{class:"label number",x:c,y:v+4,"text-anchor":"end",children:_.text})]},x)})]})}})}function lr(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n<r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n<i||n===void 0&&
i>=i)&&(n=i)}return n}function Ti(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n>r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n>i||n===void 0&&
i>=i)&&(n=i)}return n}function kn(e,t){let n=0;if(t===void 0)for(let r of e)(r=+r)&&(n+=r);else{let r=-1;for(let i of e)(i=+t(i,++r,e))&&(n+=i)}return n}function _s(e,t){return e.sourceLinks.length?e.depth:t-1}function Mn(e){return function(){return e}}function Rc(e,t){return Ei(e.source,t.source)||e.index-t.index}function qc(e,t){return Ei(e.target,t.target)||e.index-t.index}function Ei(e,t){return e.y0-t.y0}
function ys(e){return e.value}function dv(e){return e.index}function mv(e){return e.nodes}function pv(e){return e.links}function zc(e,t){let n=e.get(t);if(!n)throw new Error(
"missing: "+t);return n}function Uc({nodes:e}){for(let t of e){let n=t.y0,r=n;for(let i of t.sourceLinks)i.y0=n+i.width/2,n+=i.width;for(let i of t.targetLinks)
i.y1=r+i.width/2,r+=i.width}}function Ci(){let e=0,t=0,n=1,r=1,i=24,o=8,s,a=dv,u=_s,c,f,h=mv,m=pv,d=6;function p(){let g={nodes:h.apply(null,arguments),links:m.
apply(null,arguments)};return _(g),x(g),v(g),w(g),L(g),Uc(g),g}p.update=function(g){return Uc(g),g},p.nodeId=function(g){return arguments.length?(a=typeof g=="f\
unction"?g:Mn(g),p):a},p.nodeAlign=function(g){return arguments.length?(u=typeof g=="function"?g:Mn(g),p):u},p.nodeSort=function(g){return arguments.length?(c=g,
p):c},p.nodeWidth=function(g){return arguments.length?(i=+g,p):i},p.nodePadding=function(g){return arguments.length?(o=s=+g,p):o},p.nodes=function(g){return arguments.
length?(h=typeof g=="function"?g:Mn(g),p):h},p.links=function(g){return arguments.length?(m=typeof g=="function"?g:Mn(g),p):m},p.linkSort=function(g){return arguments.
length?(f=g,p):f},p.size=function(g){return arguments.length?(e=t=0,n=+g[0],r=+g[1],p):[n-e,r-t]},p.extent=function(g){return arguments.length?(e=+g[0][0],n=+g[1][0],
t=+g[0][1],r=+g[1][1],p):[[e,t],[n,r]]},p.iterations=function(g){return arguments.length?(d=+g,p):d};function _({nodes:g,links:b}){for(let[O,S]of g.entries())S.
index=O,S.sourceLinks=[],S.targetLinks=[];let E=new Map(g.map((O,S)=>[a(O,S,g),O]));for(let[O,S]of b.entries()){S.index=O;let{source:I,target:j}=S;typeof I!="ob\
ject"&&(I=S.source=zc(E,I)),typeof j!="object"&&(j=S.target=zc(E,j)),I.sourceLinks.push(S),j.targetLinks.push(S)}if(f!=null)for(let{sourceLinks:O,targetLinks:S}of g)
O.sort(f),S.sort(f)}function x({nodes:g}){for(let b of g)b.value=b.fixedValue===void 0?Math.max(kn(b.sourceLinks,ys),kn(b.targetLinks,ys)):b.fixedValue}function v({
nodes:g}){let b=g.length,E=new Set(g),O=new Set,S=0;for(;E.size;){for(let I of E){I.depth=S;for(let{target:j}of I.sourceLinks)O.add(j)}if(++S>b)throw new Error(
"circular link");E=O,O=new Set}}function w({nodes:g}){let b=g.length,E=new Set(g),O=new Set,S=0;for(;E.size;){for(let I of E){I.height=S;for(let{source:j}of I.targetLinks)
O.add(j)}if(++S>b)throw new Error("circular link");E=O,O=new Set}}function T({nodes:g}){let b=lr(g,S=>S.depth)+1,E=(n-e-i)/(b-1),O=new Array(b);for(let S of g){
let I=Math.max(0,Math.min(b-1,Math.floor(u.call(null,S,b))));S.layer=I,S.x0=e+I*E,S.x1=S.x0+i,O[I]?O[I].push(S):O[I]=[S]}if(c)for(let S of O)S.sort(c);return O}
function M(g){let b=Ti(g,E=>(r-t-(E.length-1)*s)/kn(E,ys));for(let E of g){let O=t;for(let S of E){S.y0=O,S.y1=O+S.value*b,O=S.y1+s;for(let I of S.sourceLinks)I.
width=I.value*b}O=(r-O+s)/(E.length+1);for(let S=0;S<E.length;++S){let I=E[S];I.y0+=O*(S+1),I.y1+=O*(S+1)}P(E)}}function L(g){let b=T(g);s=Math.min(o,(r-t)/(lr(
b,E=>E.length)-1)),M(b);for(let E=0;E<d;++E){let O=Math.pow(.99,E),S=Math.max(1-O,(E+1)/d);z(b,O,S),N(b,O,S)}}function N(g,b,E){for(let O=1,S=g.length;O<S;++O){
let I=g[O];for(let j of I){let te=0,de=0;for(let{source:ge,value:Me}of j.targetLinks){let _e=Me*(j.layer-ge.layer);te+=B(ge,j)*_e,de+=_e}if(!(de>0))continue;let ae=(te/
de-j.y0)*b;j.y0+=ae,j.y1+=ae,Y(j)}c===void 0&&I.sort(Ei),R(I,E)}}function z(g,b,E){for(let O=g.length,S=O-2;S>=0;--S){let I=g[S];for(let j of I){let te=0,de=0;for(let{
target:ge,value:Me}of j.sourceLinks){let _e=Me*(ge.layer-j.layer);te+=y(j,ge)*_e,de+=_e}if(!(de>0))continue;let ae=(te/de-j.y0)*b;j.y0+=ae,j.y1+=ae,Y(j)}c===void 0&&
I.sort(Ei),R(I,E)}}function R(g,b){let E=g.length>>1,O=g[E];G(g,O.y0-s,E-1,b),V(g,O.y1+s,E+1,b),G(g,r,g.length-1,b),V(g,t,0,b)}function V(g,b,E,O){for(;E<g.length;++E){
let S=g[E],I=(b-S.y0)*O;I>1e-6&&(S.y0+=I,S.y1+=I),b=S.y1+s}}function G(g,b,E,O){for(;E>=0;--E){let S=g[E],I=(S.y1-b)*O;I>1e-6&&(S.y0-=I,S.y1-=I),b=S.y0-s}}function Y({
sourceLinks:g,targetLinks:b}){if(f===void 0){for(let{source:{sourceLinks:E}}of b)E.sort(qc);for(let{target:{targetLinks:E}}of g)E.sort(Rc)}}function P(g){if(f===
void 0)for(let{sourceLinks:b,targetLinks:E}of g)b.sort(qc),E.sort(Rc)}function B(g,b){let E=g.y0-(g.sourceLinks.length-1)*s/2;for(let{target:O,width:S}of g.sourceLinks){
if(O===b)break;E+=S+s}for(let{source:O,width:S}of b.targetLinks){if(O===g)break;E-=S}return E}function y(g,b){let E=b.y0-(b.targetLinks.length-1)*s/2;for(let{source:O,
width:S}of b.targetLinks){if(O===g)break;E+=S+s}for(let{target:O,width:S}of g.sourceLinks){if(O===b)break;E-=S}return E}return p}var vs=Math.PI,bs=2*vs,Yt=1e-6,gv=bs-Yt;function ws(){this._x0=this._y0=this._x1=this._y1=null,this._=""}function Bc(){return new ws}ws.prototype=Bc.prototype={
constructor:ws,moveTo:function(e,t){this._+="M"+(this._x0=this._x1=+e)+","+(this._y0=this._y1=+t)},closePath:function(){this._x1!==null&&(this._x1=this._x0,this.
_y1=this._y0,this._+="Z")},lineTo:function(e,t){this._+="L"+(this._x1=+e)+","+(this._y1=+t)},quadraticCurveTo:function(e,t,n,r){this._+="Q"+ +e+","+ +t+","+(this.
_x1=+n)+","+(this._y1=+r)},bezierCurveTo:function(e,t,n,r,i,o){this._+="C"+ +e+","+ +t+","+ +n+","+ +r+","+(this._x1=+i)+","+(this._y1=+o)},arcTo:function(e,t,n,r,i){
e=+e,t=+t,n=+n,r=+r,i=+i;var o=this._x1,s=this._y1,a=n-e,u=r-t,c=o-e,f=s-t,h=c*c+f*f;if(i<0)throw new Error("negative radius: "+i);if(this._x1===null)this._+="M"+
(this._x1=e)+","+(this._y1=t);else if(h>Yt)if(!(Math.abs(f*a-u*c)>Yt)||!i)this._+="L"+(this._x1=e)+","+(this._y1=t);else{var m=n-o,d=r-s,p=a*a+u*u,_=m*m+d*d,x=Math.
sqrt(p),v=Math.sqrt(h),w=i*Math.tan((vs-Math.acos((p+h-_)/(2*x*v)))/2),T=w/v,M=w/x;Math.abs(T-1)>Yt&&(this._+="L"+(e+T*c)+","+(t+T*f)),this._+="A"+i+","+i+",0,0\
,"+ +(f*m>c*d)+","+(this._x1=e+M*a)+","+(this._y1=t+M*u)}},arc:function(e,t,n,r,i,o){e=+e,t=+t,n=+n,o=!!o;var s=n*Math.cos(r),a=n*Math.sin(r),u=e+s,c=t+a,f=1^o,
h=o?r-i:i-r;if(n<0)throw new Error("negative radius: "+n);this._x1===null?this._+="M"+u+","+c:(Math.abs(this._x1-u)>Yt||Math.abs(this._y1-c)>Yt)&&(this._+="L"+u+
","+c),n&&(h<0&&(h=h%bs+bs),h>gv?this._+="A"+n+","+n+",0,1,"+f+","+(e-s)+","+(t-a)+"A"+n+","+n+",0,1,"+f+","+(this._x1=u)+","+(this._y1=c):h>Yt&&(this._+="A"+n+
","+n+",0,"+ +(h>=vs)+","+f+","+(this._x1=e+n*Math.cos(i))+","+(this._y1=t+n*Math.sin(i))))},rect:function(e,t,n,r){this._+="M"+(this._x0=this._x1=+e)+","+(this.
_y0=this._y1=+t)+"h"+ +n+"v"+ +r+"h"+-n+"Z"},toString:function(){return this._}};var xs=Bc;function ks(e){return function(){return e}}function jc(e){return e[0]}function Hc(e){return e[1]}var Yc=Array.prototype.slice;function _v(e){return e.source}function yv(e){return e.target}function vv(e){var t=_v,n=yv,r=jc,i=Hc,o=null;function s(){var a,u=Yc.call(arguments),c=t.apply(this,
u),f=n.apply(this,u);if(o||(o=a=xs()),e(o,+r.apply(this,(u[0]=c,u)),+i.apply(this,u),+r.apply(this,(u[0]=f,u)),+i.apply(this,u)),a)return o=null,a+""||null}return s.
source=function(a){return arguments.length?(t=a,s):t},s.target=function(a){return arguments.length?(n=a,s):n},s.x=function(a){return arguments.length?(r=typeof a==
"function"?a:ks(+a),s):r},s.y=function(a){return arguments.length?(i=typeof a=="function"?a:ks(+a),s):i},s.context=function(a){return arguments.length?(o=a??null,
s):o},s}function bv(e,t,n,r,i){e.moveTo(t,n),e.bezierCurveTo(t=(t+r)/2,n,t,i,r,i)}function Ms(){return vv(bv)}function wv(e){return[e.source.x1,e.y0]}function xv(e){return[e.target.x0,e.y1]}function Ts(){return Ms().source(wv).target(xv)}function Wc({flows:e,label:t,order:n}){let r=e.filter(i=>i.value>0);return r.length?l(Zt,{children:i=>{let o=[...new Set(r.flatMap(f=>[`0 ${f.from}`,`1 ${f.to}`]))],
s=f=>n.indexOf(f.slice(2));o.sort((f,h)=>s(f)-s(h));let a=Math.max(90,o.length*22),u=Math.min(150,i*.26),c=Ci().nodeId(f=>f.id).nodeWidth(8).nodePadding(12).nodeSort(
(f,h)=>s(f.id)-s(h.id)).extent([[u,6],[i-u,a-6]])({nodes:o.map(f=>({id:f})),links:r.map(f=>({source:`0 ${f.from}`,target:`1 ${f.to}`,value:f.value}))});return l(
"svg",{width:i,height:a,role:"img","aria-label":t,children:[c.links.map((f,h)=>{let[m,d]=[f.source,f.target];return l("path",{class:"flow",d:Ts()(f)??"","stroke\
-width":Math.max(1,f.width??1),style:{color:Xe(Math.max(0,s(m.id)))},children:l("title",{children:`${F(m.id.slice(2))} → ${F(d.id.slice(2))}: ${X(f.value)}`})},
h)}),c.nodes.map(f=>{let h=f.id.startsWith("0");return l("g",{style:{color:Xe(Math.max(0,s(f.id)))},children:[l("rect",{class:"flow-end",x:f.x0,y:f.y0,width:8,height:Math.
max(1,f.y1-f.y0)}),l("text",{class:"label",x:h?f.x0-6:f.x1+6,y:(f.y0+f.y1)/2+4,"text-anchor":h?"end":"start",children:[bn(F(f.id.slice(2)),u-46)," ",Te(f.value)]})]},
f.id)})]})}}):l("p",{class:"quiet",children:C.segments.nobodyMoved})}var U=C.segments,Vc=16;function Es({family:e,figures:t,isAlone:n}){let[r,i]=Q("members"),o=ie(t);if(new Set(o.map(f=>f.as_of_date)).size<2)return null;let s=r===
"share",a=e.segments.map(f=>({name:f.name,href:n?void 0:H.segment(e.name,f.name),values:o.filter(h=>h.segment===f.name).map(h=>({day:h.as_of_date,value:h[r]}))})).
filter(f=>f.values.length),u=f=>f.values[f.values.length-1].value??0,c=a.length>Vc?[...a].sort((f,h)=>u(h)-u(f)).slice(0,Vc):a;return l(pe,{title:U.compare,note:c.
length<a.length&&U.largestOf(c.length,a.length),figures:t,hidesPeople:!0,children:[o.some(f=>f.share!==null)&&l(Pe,{label:U.shownAs,value:r,onChange:i,options:[
["members",U.asMembers],["share",U.asShare]]}),s?l(gs,{series:c,label:U.compare,unit:U.asShare,say:ue,tell:ue}):l(gs,{series:c,label:U.compare,unit:U.asMembers})]})}
function Cs({figures:e,order:t}){let[n,r]=Q(""),i=ie(e).filter(u=>!n||u.segment===n),o=[...new Set(ie(e).map(u=>u.cause))].filter(u=>u!=="start"&&u!==null).sort(),
a=[...new Set(i.filter(u=>u.cause!=="start").map(u=>u.day))].sort().map(u=>{let c={};for(let f of i){if(f.day!==u||f.people===null||f.cause==="start")continue;let h=`${f.
direction} ${f.cause}`;c[h]=(c[h]??0)+(f.direction==="exit"?-f.people:f.people)}return{day:u,parts:c}});return l(pe,{title:U.moves,note:l(A,{children:[U.movesNote,
" ",U.start]}),figures:e,hidesPeople:!0,children:[t.length>1&&l(Pe,{label:U.segment,value:n,onChange:r,options:[["",U.allSegments],...t.map(u=>[u,F(u)])]}),a.some(
u=>Object.keys(u.parts).length)?l(Lc,{rows:a,keys:o,label:U.moves,unit:U.members.toLowerCase()}):l("p",{class:"quiet",children:U.nobodyMoved})]})}function Xc({figures:e}){
let t=ie(e);if(!t.length)return null;let n=new Map;for(let r of t){let i=`${r.condition}\0${r.number}`;n.set(i,[...n.get(i)??[],r])}return l(pe,{title:U.curves,
note:U.curvesNote,figures:e,hidesPeople:!0,children:l("div",{class:"curves",children:[...n.values()].map((r,i)=>l(Dc,{label:`${U.curves}: ${r[0].condition}`,unit:U.
members.toLowerCase(),under:r[0].condition,today:r[0].number,points:r.map(o=>({at:o.threshold,value:o.members,isCliff:o.is_cliff}))},i))})})}function Si({figures:e,
order:t,title:n}){let r=ie(e),i=[...new Set(r.filter(d=>t.includes(d.from_segment)).map(d=>d.as_of_date))].sort().reverse(),[o,s]=Q(i.find(d=>r.some(p=>p.as_of_date===
d&&p.from_segment!==p.to_segment&&p.customers))??i[0]);if(!i.length)return null;let a=r.filter(d=>d.as_of_date===o),u=[...t,...new Set(a.flatMap(d=>[d.from_segment,
d.to_segment]).filter(d=>!t.includes(d)))],c=a.filter(d=>d.from_segment!==d.to_segment).map(d=>({from:d.from_segment,to:d.to_segment,value:d.customers??0})),f=u.
filter(d=>a.some(p=>p.from_segment===d)),h=u.filter(d=>a.some(p=>p.to_segment===d)),m=(d,p)=>a.find(_=>_.from_segment===d&&_.to_segment===p);return l(pe,{title:n,
figures:e,hidesPeople:!0,children:[i.length>1&&l(Pe,{label:U.day,value:o,onChange:s,options:i.map(d=>[d,ke(d)])}),l(Wc,{flows:c,label:n,order:u}),l("h3",{children:U.
matrix}),l("p",{class:"quiet small",children:U.matrixNote}),l(Mt,{label:U.matrix,corner:"",columns:h.map(F),rows:f.map(d=>{let p=a.filter(_=>_.from_segment===d).
reduce((_,x)=>_+(x.customers??0),0);return{name:F(d),cells:h.map(_=>{let x=m(d,_);if(!x)return null;let v=x.customers===null||!p?null:x.customers/p;return{text:x.
customers===null?C.hidden:X(x.customers),part:v,title:`${F(d)} → ${F(_)}: ${ue(v)}`}})}})})]})}function Gc(e,t,n,r,i){return e.segments.map(o=>({name:l("a",{href:H.
segment(e.name,o.name),children:F(o.name)}),cells:t.map(s=>{let a=n.find(u=>u.segment===o.name&&u[r]===s);return a?ar(a[i],a.members):null})}))}function Zc({family:e,
figures:t}){let n=ie(t),r=[...new Set(n.map(h=>h.other_family))].sort(),o=[k.front.main_family,k.front.lifecycle].filter(h=>h!==e.name&&r.includes(h??""))[0]??r[0],
[s,a]=Q(o),u=n.filter(h=>h.other_family===s),c=k.families.find(h=>h.name===s)?.segments.map(h=>h.name)??[],f=[...new Set(u.map(h=>h.other_segment))].sort((h,m)=>c.
indexOf(h)-c.indexOf(m));return l(pe,{title:U.overlap,note:U.overlapNote,figures:t,hidesPeople:!0,children:[l(Pe,{label:U.against,value:s,onChange:a,options:r.map(
h=>[h,F(h)])}),l(Mt,{label:U.overlap,corner:"",columns:f.map(F),rows:Gc(e,f,u,"other_segment","shared_members")})]})}function Qc({figures:e}){let t=ie(e).filter(
n=>n.lift!==null&&n.shared_members).sort((n,r)=>r.lift-n.lift).slice(0,12);return t.length?l(pe,{title:U.overlapOf,note:U.overlapOfNote,figures:e,hidesPeople:!0,
children:l(wn,{say:n=>`${ve(n)}×`,rows:t.map(n=>({name:`${F(n.other_family)}: ${Tr(n.other_segment)}`,value:n.lift,href:H.segment(n.other_family,n.other_segment),
note:ue(n.shared_members/n.members)}))})}):null}function Kc({figures:e}){let t=r=>Math.abs(Math.log(Math.max(r.trait_index,1)/100)),n=ie(e).filter(r=>r.is_distinct&&
r.trait_index!==null).sort((r,i)=>t(i)-t(r)).slice(0,16);return n.sort((r,i)=>i.trait_index-r.trait_index),l(pe,{title:U.profile,note:n.length?U.profileNote:U.profileNone,
figures:e,children:n.length>0&&l(ur,{label:U.profile,reference:100,isLog:!0,say:ve,rows:n.map(r=>({name:`${Tr(r.feature)}: ${r.level}`,value:r.trait_index,low:r.
index_low,high:r.index_high,text:ve(r.trait_index),note:`${ue(r.share_in_segment)} / ${ue(r.share_in_all)}`}))})})}function Jc({family:e,figures:t}){let n=ie(t),
r=[...new Set(n.map(i=>i.channel))].sort();return l(pe,{title:U.channels,note:U.channelsNote,figures:t,hidesPeople:!0,children:l(Mt,{label:U.channels,corner:"",
columns:r.map(F),rows:Gc(e,r,n,"channel","reachable")})})}function ef({figures:e}){let t=ie(e);if(!t.length)return null;let n=e.columns.filter(i=>i.startsWith("\
blocked_by_")),r=[U.reachable,...n.map(i=>C.blocked[i]??F(i.slice(11)).toLowerCase())];return l(pe,{title:U.channels,note:U.channelsNote,figures:e,hidesPeople:!0,
children:l(Mt,{label:U.channels,corner:"",columns:r,rows:t.map(i=>({name:F(i.channel),cells:["reachable",...n].map(o=>ar(i[o],i.members))}))})})}function Ss({figures:e,
withSegment:t}){let n=ie(e).slice(0,14);return n.length?l(pe,{title:_t(U.priorities),note:U.prioritiesNote,figures:e,children:l(ur,{label:U.priorities,reference:0,
rows:n.map(r=>({name:t?`${F(r.segment)}, ${r.channel}`:F(r.channel),note:r.finding,value:r.value_per_contact,low:r.value_low,high:r.value_high,text:ve(r.value_per_contact)}))})}):
null}function cr({figures:e,withSegment:t,title:n}){let r=ie(e);if(!r.length)return null;let i=o=>o.segment?F(o.segment):U.everybody;return l(pe,{title:n??U.experiments,
note:U.experimentsNote,figures:e,children:l(le,{label:U.experiments,rows:r,columns:[{name:U.experiment,of:o=>l(A,{children:[F(o.experiment),l("div",{class:"quie\
t small",children:[o.arm,t&&i(o),o.by_segment&&F(o.by_segment)].filter(Boolean).join(", ")})]}),by:o=>o.experiment},{name:U.metric,of:o=>F(o.metric),by:o=>o.metric},
{name:U.difference,number:!0,of:o=>ve(o.difference),by:o=>o.difference},{name:U.interval,of:o=>l(kv,{low:o.interval_low,high:o.interval_high,value:o.difference})},
{name:U.verdict,wide:!0,of:o=>o.verdict??se,by:o=>o.verdict},{name:U.decided,of:o=>ke(o.decided_on),by:o=>o.decided_on}]})})}function kv({low:e,high:t,value:n}){
if(e===null||t===null)return l("span",{class:"quiet",children:se});let r=Math.max(Math.abs(e),Math.abs(t))||1,i=o=>60+o/r*54;return l("svg",{width:"120",height:"\
20",role:"img","aria-label":`${ve(e)} – ${ve(t)}`,children:[l("g",{class:"grid",children:l("g",{class:"zero",children:l("line",{x1:"60",x2:"60",y1:"2",y2:"18"})})}),
l("line",{class:"whisker",x1:i(e),x2:i(t),y1:"10",y2:"10"}),n!==null&&l("circle",{class:"point",cx:i(n),cy:"10",r:"3.5"}),l("title",{children:`${ve(e)} – ${ve(
t)}`})]})}var ee=C.customers;function nf(){let e=Ie(k.has_customers?"customers":null),t=k.families.find(r=>r.name===k.front.lifecycle);return!k.has_customers&&!t?l(re,{title:ee.
title,children:l("p",{children:ee.none})}):l(re,{title:ee.title,children:[t&&l(pe,{title:ee.lifecycle,note:ee.lifecycleNote,children:l(wn,{rows:t.segments.map(r=>({
name:r.name,value:r.members,note:ue(r.share),href:H.segment(t.name,r.name)}))})}),k.has_customers&&l(Le,{of:e,children:r=>l(A,{children:[r.rfm&&l(Mv,{figures:r.
rfm}),t&&r.lifecycle&&l(Si,{figures:r.lifecycle,order:t.segments.map(i=>i.name),title:ee.lifecycleFlows}),r.concentration&&l(Tv,{figures:r.concentration}),r.retention&&
l(Cv,{figures:r.retention}),r.predictions&&l(Sv,{figures:r.predictions}),r.experiments&&l(cr,{figures:r.experiments,title:ee.experiments})]})})]})}function Mv({
figures:e}){let t=ie(e),n=[...new Set(t.map(o=>o.recency_score))].sort((o,s)=>s-o),r=[...new Set(t.map(o=>o.frequency_score))].sort((o,s)=>o-s),i=Math.max(...t.
map(o=>o.customers??0));return l(pe,{title:ee.rfm,note:ee.rfmNote,figures:e,hidesPeople:!0,children:l(Mt,{label:ee.rfm,corner:`${ee.recency} ↓  ${ee.frequency}\
 →`,columns:r.map(String),rows:n.map(o=>({name:String(o),cells:r.map(s=>{let a=t.find(u=>u.recency_score===o&&u.frequency_score===s);return a?a.customers===null?
{text:C.hidden,part:null}:{text:X(a.customers),part:a.customers/i,title:`${_t(ee.monetary)}: ${X(a.monetary)}`}:null})}))})})}function Tv({figures:e}){let t=ie(
e),[n,r]=[t.reduce((u,c)=>u+c.customers,0),t.reduce((u,c)=>u+c.value,0)],i=[[0,0]],[o,s]=[0,0];for(let u of t)o+=u.customers/n,s+=r?u.value/r:0,i.push([o,s]);let a=1-
Ev(i,.8);return l(pe,{title:_t(ee.concentration),note:ee.concentrationNote(ue(a)),figures:e,children:l(Ac,{points:i,label:ee.concentration})})}function Ev(e,t){
let n=Math.max(1,e.findIndex(a=>a[0]>=t)),[[r,i],[o,s]]=[e[n-1],e[n]];return i+(s-i)*(t-r)/(o-r)}function tf(e){return C.quarter(Math.floor(e/4),e%4+1)}function Cv({
figures:e}){let t=ie(e),n=[...new Set(t.map(a=>a.cohort))].sort((a,u)=>a-u).slice(-16),r=[...new Set(t.filter(a=>n.includes(a.cohort)).map(a=>a.since))].sort((a,u)=>a-
u),i=(a,u)=>t.find(c=>c.cohort===a&&c.since===u),o=k.front.as_of,s=o&&la(o)?"":o?tf(xr(o)):"";return l(pe,{title:ee.retention,note:ee.retentionNote(s),figures:e,
hidesPeople:!0,children:l(Mt,{label:ee.retention,corner:ee.cohort,columns:[ee.size,...r.slice(1).map(ee.quarters)],rows:n.map(a=>{let u=i(a,0)?.customers??null;
return{name:tf(a),cells:r.map(c=>{let f=i(a,c);return c===0?{text:X(u),part:null}:f?ar(f.customers,u):null})}})})})}function Sv({figures:e}){let t=ie(e),n=[...new Set(
t.map(o=>o.model))],[r,i]=Q(n[0]);return l(pe,{title:ee.predictions,note:ee.predictionsNote,figures:e,children:[n.length>1&&l(Pe,{label:ee.model,value:r,onChange:i,
options:n.map(o=>[o,o])}),l(Fc,{label:ee.predictions,unit:ee.orders,under:ee.decile,names:[ee.predicted,ee.actual],rows:t.filter(o=>o.model===r).map(o=>({at:o.decile,
values:[o.expected_orders,o.actual_orders]}))})]})}var q=C.front;function rf(){let{as_of:e,generation:t}=k.front,n=e??t?.published_at;return n?{day:n,days:ca(n,ua()),says:e?q.freshDay:q.publishedDay}:null}function Nv(){
let e=[],t="none",n=rf();if(n){let{day:o,days:s}=n;e.push(n.says(ke(o),s,X(s))),t=s<=Ov?"good":s<=of?"look":"bad"}let r=k.sources.filter(o=>o.status),i=r.filter(
o=>Gt(o.status)!=="good");return i.length?(e.push(q.sourcesOld(i.length)),t=t==="bad"||i.some(o=>o.status!=="warn")?"bad":"look"):r.length&&(e.push(q.sourcesGood(
r.length)),t==="none"&&(t="good")),e.length||e.push(q.notMeasured),{tone:t,says:e}}var Ov=1,of=7;function $v(){let{verdicts:e}=k.front,[t,n]=[(e.fail??0)+(e.error??
0)+(e.interrupted??0),e.warn??0];return Object.keys(e).length?{tone:t?"bad":n?"look":"good",says:[q.verdicts(e.pass??0,n,t)]}:{tone:"none",says:[q.untested]}}function Iv(){
let e=k.last_run;return e?{tone:e.finished&&!e.not_published?"good":"bad",says:[`${e.command}, ${Re(e.at)}, ${Ue(e.seconds)}`,q.nodes(k.nodes.length)]}:{tone:"n\
one",says:[C.runs.none]}}function Lv(){let e=k.families.filter(o=>o.is_built);if(!k.families.length)return{tone:"none",says:[C.segments.none]};let t=[q.builtOf(
e.length,k.families.length)],n=e.filter(o=>o.mode==="exclusive"&&o.everyone&&o.segments.every(s=>s.members!==null)),r=n.filter(o=>o.segments.reduce((s,a)=>s+a.members,
0)>=o.everyone);return n.length&&t.push(q.everyone(r.length,n.length)),{tone:e.length===k.families.length&&r.length===n.length?"good":e.length?"look":"bad",says:t}}
function Pv(){let e=sf(),t=ie(k.front.figures.turnover)[0],n=[];if(t&&t.moved!==null&&e&&n.push(q.moved(ue(t.moved/t.customers),F(e.name))),!k.measures_stability)
return{tone:"none",says:[...n,e?.as_of&&!e.day_before?q.noDayBefore:q.notMeasured]};let r=k.front.decisions.filter(o=>o.kind==="unstable_families"||o.kind==="dr\
ifted_features"),i=t&&t.moved>Av*t.customers;return{tone:r.length||i?"look":"good",says:[q.flagged(r.length),...n]}}var Av=.2;function sf(){return k.families.find(
e=>e.name===k.front.main_family)}function Fv(){let e=ie(k.front.figures.reach).map(r=>[r.channel,r.reachable/r.customers]).sort((r,i)=>i[1]-r[1]);if(!e.length)return{
tone:"none",says:[q.noChannels]};let[t,...n]=e;return{tone:t[1]>=.5?"good":t[1]>=.2?"look":"bad",says:[q.reached(ue(t[1]),t[0]),n.slice(0,3).map(([r,i])=>`${r} ${ue(
i)}`).join(", ")].filter(Boolean)}}var Dv={good:q.good,look:q.look,bad:q.bad,none:q.unknown},Rv={good:"✓",look:"!",bad:"✕",none:"·"};function Tn({title:e,of:t}){
return l("section",{class:`card ${t.tone}`,children:[l("h2",{children:e}),l("p",{class:"verdict",children:[l("span",{"aria-hidden":"true",children:Rv[t.tone]}),
" ",Dv[t.tone]]}),t.says.map(n=>l("p",{children:n},n))]})}function qv(e){switch(e.kind){case"test":{let t=e.verdict==="warn"?q.warning(e.failures):e.verdict==="\
fail"?q.failing(e.failures):q.other;return l(A,{children:[l(Be,{of:e.verdict,quiet:!0})," ",l("a",{href:H.node(e.node),children:e.name})," ",t,e.description?`. ${e.
description}`:""]})}case"old_figures":return l(A,{children:q.oldFigures(X(e.days))});case"run":return l(A,{children:[l("a",{href:"#/runs",children:q.runFailed(e.
command)}),e.failed.length?`: ${e.failed.join(", ")}`:""]});case"source":return l(A,{children:[l(Be,{of:e.status,quiet:!0})," ",l("a",{href:H.node(e.node),children:k.
nodes[e.node][1]})," ",q.sourceOld(Xt(e.age))]});case"review":return l(A,{children:[l("a",{href:H.family(e.family),children:F(e.family)})," ",e.days<0?q.overdue(
-e.days):q.due(e.days),e.owner?` (${e.owner})`:""]});case"unstable_families":return l(A,{children:[l("a",{href:H.family(e.family),children:F(e.family)})," ",q.drifted]});case"\
drifted_features":return l(A,{children:[l("code",{children:e.feature})," ",q.drifted]});case"fairness_alarms":return l(A,{children:[l("a",{href:H.segment(e.family,
e.segment),children:[F(e.family),": ",F(e.segment)]})," ",q.alarm(`${e.trait} ${e.trait_group}`)]});default:return l(A,{children:[q.notBuilt," ",e.families.map(
F).join(", ")]})}}function zv(){let e=rf();return e&&e.days>of?[{kind:"old_figures",days:e.days},...k.front.decisions]:k.front.decisions}function Uv({all:e}){let[
t,n]=Q(!1);if(!e.length)return l("p",{class:"quiet",children:q.nothing});let r=t?e:e.slice(0,8);return l(A,{children:[l("ul",{class:"decisions",children:r.map((i,o)=>l(
"li",{children:[l("span",{class:"kind",children:q.kinds[i.kind]??i.kind}),l("span",{children:qv(i)})]},o))}),r.length<e.length&&l("button",{class:"more",onClick:()=>n(
!0),children:q.more(e.length-r.length)})]})}function Ns(e,t=k.front.figures.main_sizes){let n=ie(t),r=[...new Set(n.map(i=>i.as_of_date))].sort();return new Map(
e.segments.map(i=>{let o=new Map(n.filter(s=>s.segment===i.name).map(s=>[s.as_of_date,s.members]));return[i.name,r.map(s=>o.has(s)?o.get(s):null)]}))}function Os({
family:e,trends:t}){let n=C.segments;return l(le,{label:F(e.name),rows:e.segments,columns:[{name:n.segment,wide:!0,of:r=>l(A,{children:[l("a",{class:"strong",href:H.
segment(e.name,r.name),children:F(r.name)}),l("div",{class:"quiet small",children:r.description})]}),by:r=>r.name},{name:n.members,number:!0,of:r=>l(Cr,{of:r.members}),
by:r=>r.members},{name:n.share,number:!0,of:r=>l(Bv,{of:r.share}),by:r=>r.share},{name:Sr(e.day_before),number:!0,of:r=>l(Wi,{of:r.change}),by:r=>r.change},{name:n.
trend,of:r=>l(Pc,{values:t.get(r.name)??[],label:`${F(r.name)}: ${n.trend}`})}]})}function Bv({of:e}){return e===null?l("span",{class:"quiet",children:se}):l("s\
pan",{class:"share",children:[l("span",{class:"share-track","aria-hidden":"true",children:l("span",{style:{width:`${Math.min(100,e*100)}%`}})}),ue(e)]})}function jv(){
return l(le,{label:q.slowest,rows:(k.last_run?.slowest??[]).slice(0,$s),columns:[{name:C.runs.step,wide:!0,of:([e])=>l(On,{id:e})},{name:C.models.time,number:!0,
of:([,e])=>Ue(e)}]})}var $s=8;function Hv(){let e=C.segments;return l(le,{label:q.movedMost,rows:k.front.moved.slice(0,$s),columns:[{name:e.segment,wide:!0,of:([
t,n])=>l(A,{children:[l("a",{href:H.segment(t,n),children:F(n)})," ",l("span",{class:"quiet small",children:F(t)})]})},{name:e.change,number:!0,of:([,,,t])=>l(Wi,
{of:t})},{name:e.members,number:!0,of:([,,t])=>X(t)}]})}function Yv(){let e=new Set(k.front.moved.slice(0,$s).map(([n])=>k.families.find(r=>r.name===n)?.day_before??
null)),[t]=e;return e.size===1&&t?q.movedSince(ke(t)):q.movedMost}function af(){let{as_of:e,generation:t,moved:n,redefined:r}=k.front,i=sf(),o=k.last_run,s=zv();
return l(re,{title:F(k.project),lead:t?l(A,{children:[e?l(A,{children:[q.asOf," ",l("b",{children:ke(e)})," · "]}):null,q.published," ",Re(t.published_at)," · ",
q.generation," ",t.number]}):q.neverBuilt,children:[l("div",{class:"cards",children:[l(Tn,{title:q.fresh,of:Nv()}),k.families.length>0?l(A,{children:[l(Tn,{title:q.
complete,of:Lv()}),l(Tn,{title:q.stable,of:Pv()}),l(Tn,{title:q.reachable,of:Fv()})]}):l(A,{children:[l(Tn,{title:q.tests,of:$v()}),l(Tn,{title:q.lastRun,of:Iv()})]})]}),
l("div",{class:"columns",children:[l("section",{children:[l("h2",{children:[q.decide," ",l("span",{class:"badge",children:s.length})]}),l(Uv,{all:s})]}),l("sect\
ion",{children:[l("h2",{children:k.families.length?Yv():q.slowest}),k.families.length?n.length?l(Hv,{}):l("p",{class:"quiet",children:q.movedNone}):l(jv,{}),r.length>
0&&l("p",{children:[q.redefined," ",r.map((a,u)=>l("span",{children:[u?", ":"",l("a",{href:H.family(a),children:F(a)})]},a))]}),k.has_changes&&l("p",{class:"las\
t-run",children:l("a",{href:"#/changes",children:C.changes.all})}),o&&l("p",{class:"last-run",children:[q.lastRun,": ",l("a",{href:"#/runs",children:[o.command,
", ",Re(o.at)]}),", ",Ue(o.seconds),"."," ",Object.entries(o.counts).map(([a,u])=>`${u} ${C.status[a]??a}`).join(", ")]})]})]}),i&&l("section",{children:[l("h2",
{children:[q.main,": ",l("a",{href:H.family(i.name),children:F(i.name)})]}),l("p",{class:"quiet",children:i.purpose??i.description}),l(Os,{family:i,trends:Ns(i)})]}),
k.front.left_out.length>0&&l("details",{children:[l("summary",{children:q.leftOut}),l("ul",{children:k.front.left_out.map(a=>l("li",{children:a},a))})]})]})}function uf(){let e=C.models,[t,n]=Q(""),[r,i]=Q(""),o=[...new Set(k.nodes.map(u=>u[2]))],s=t.toLowerCase().split(/\s+/).filter(Boolean),a=k.nodes.map((u,c)=>({
node:u,at:c})).filter(({node:u})=>(!r||u[2]===r)&&s.every(c=>`${u[1]} ${u[4]}`.toLowerCase().includes(c)));return l(re,{title:e.title,children:[l("div",{class:"\
filters",children:[l("input",{type:"search",placeholder:e.filter,"aria-label":e.filter,value:t,onInput:u=>n(u.currentTarget.value)}),l("select",{"aria-label":e.
type,value:r,onChange:u=>i(u.currentTarget.value),children:[l("option",{value:"",children:e.all}),o.map(u=>l("option",{value:u,children:u},u))]}),l("span",{class:"\
quiet",children:e.shown(a.length,k.nodes.length)})]}),l(le,{label:e.title,rows:a,most:80,columns:[{name:e.name,wide:!0,of:({node:u,at:c})=>l(A,{children:[l("a",
{class:"strong",href:H.node(c),children:u[1]}),l("div",{class:"quiet small",children:Nt(u[4])})]}),by:({node:u})=>u[1]},{name:e.type,of:({node:u})=>l(A,{children:[
u[2],u[5]&&u[5]!==u[2]?l("span",{class:"quiet",children:[" ",u[5]]}):null]}),by:({node:u})=>u[2]},{name:e.rows,number:!0,of:({node:u})=>X(u[6]),by:({node:u})=>u[6]},
{name:e.time,number:!0,of:({node:u})=>Ue(u[7]),by:({node:u})=>u[7]},{name:e.tests,of:({node:u})=>l(Er,{of:u[9]}),by:({node:u})=>Object.values(u[9]).reduce((c,f)=>c+
f,0),number:!0}]})]})}function lf({id:e}){let t=it.get(e),n=Ie(t===void 0?null:`nodes-${Math.floor(t/k.chunk)}`);return t===void 0?l(re,{title:e,children:l("p",
{children:C.notFound})}):l(Le,{of:n,children:r=>l(Wv,{position:t,details:r[t%k.chunk]},e)})}function Wv({position:e,details:t}){let n=C.node,r=k.nodes[e],i=k.families.
find(o=>o.node===e);return l(re,{title:r[1],lead:t.description?l($n,{text:t.description}):l("span",{class:"quiet",children:n.noDescription}),children:[l(Qt,{of:[
[n.type,[r[2],r[5]].filter((o,s,a)=>o&&a.indexOf(o)===s).join(", ")],[n.owner,t.owner],[n.family,i?l("a",{href:H.family(i.name),children:F(i.name)}):null],[n.relation,
t.relation?l("code",{children:t.relation}):null],[n.rowsNow,r[6]===null?null:X(r[6])],[n.lastTime,r[7]===null?null:Ue(r[7])],[n.file,l("code",{children:r[4]})],
[n.package,r[3]===k.project?null:r[3]],[n.tags,t.tags?.join(", ")],...t.source?Xv(t.source):[]]}),l("section",{children:[l("h2",{children:[n.lineage," ",l("a",{
class:"aside",href:H.lineage(e),children:n.whole})]}),l(pl,{position:e}),l(Qt,{two:!0,of:[[n.reads,l(vt,{of:k.parents[e]})],[n.readBy,l(vt,{of:St[e]})]]})]}),t.
columns&&l("section",{children:[l("h2",{children:[n.columns," ",l("span",{class:"badge",children:t.columns.length})]}),l(le,{label:n.columns,rows:t.columns,most:200,
columns:[{name:n.column,of:o=>l(A,{children:[k.has_columns?l("a",{href:H.column(e,o.name),children:l("code",{children:o.name})}):l("code",{children:o.name}),o.personal?
l("span",{class:"tag",children:n.personal}):null]}),by:o=>o.name},{name:n.type,of:o=>l("span",{class:"quiet small",children:o.type??""}),by:o=>o.type},{name:n.meaning,
wide:!0,of:o=>o.description??""},{name:n.tests,of:o=>l(Er,{of:Vv(t,o.name)})}]})]}),t.tests&&l("section",{children:[l("h2",{children:[n.tests," ",l("span",{class:"\
badge",children:t.tests.length})]}),l(le,{label:n.tests,rows:t.tests,columns:[{name:n.verdict,of:o=>l(Be,{of:o.verdict}),by:o=>o.verdict},{name:n.test,wide:!0,of:o=>l(
A,{children:[o.name,o.description?l("div",{class:"quiet small",children:o.description}):null]}),by:o=>o.name},{name:n.column,of:o=>o.column?l("code",{children:o.
column}):"",by:o=>o.column},{name:n.failures,number:!0,of:o=>X(o.failures),by:o=>o.failures},{name:n.time,number:!0,of:o=>Ue(o.seconds),by:o=>o.seconds},{name:n.
history,of:o=>l("span",{class:"history",children:(o.history??[]).map(([s,a])=>l(Be,{of:a,quiet:!0},s))})}]})]}),(t.raw||t.compiled)&&l(Gv,{details:t}),t.runs&&l(
"section",{children:[l("h2",{children:n.runs}),l(le,{label:n.runs,rows:t.runs,columns:[{name:n.run,of:o=>Re(o[0])},{name:n.status,of:o=>l(Be,{of:o[1]})},{name:n.
time,number:!0,of:o=>Ue(o[2])},{name:n.rows,number:!0,of:o=>X(o[3])}]})]})]})}function Vv(e,t){let n={};for(let r of e.tests??[])r.column?.toLowerCase()===t.toLowerCase()&&
(n[r.verdict]=(n[r.verdict]??0)+1);return n}function Xv(e){let t=C.sources;return[[t.loaded,e.loaded_at?l("code",{children:e.loaded_at}):null],[t.limit,[e.warn_after&&
`${t.warn} ${Xt(e.warn_after)}`,e.error_after&&`${t.error} ${Xt(e.error_after)}`].filter(Boolean).join(", ")]]}function Gv({details:e}){let t=C.node,n=[];e.raw&&
n.push([t.raw,e.raw]),e.compiled&&n.push([t.compiled,e.compiled]);let[r,i]=Q(0),[o,s]=Q(!1),a=n[Math.min(r,n.length-1)][1].trim();return l("section",{children:[
l("h2",{children:e.language==="python"?C.python:t.sql}),l("div",{class:"tabs",children:[n.map(([u],c)=>l("button",{"aria-pressed":c===r,onClick:()=>{i(c),s(!1)},
children:u},u)),l("button",{class:"aside",onClick:()=>navigator.clipboard?.writeText(a).then(()=>s(!0),()=>{}),children:o?t.copied:t.copy})]}),l("pre",{tabIndex:0,
children:l("code",{children:a})})]})}function cf(){let e=C.sources;return k.sources.length?l(re,{title:e.title,children:l(le,{label:e.title,rows:k.sources,columns:[
{name:e.source,of:t=>l("a",{class:"strong",href:H.node(t.node),children:k.nodes[t.node][1]}),by:t=>k.nodes[t.node][1]},{name:e.limit,of:t=>t.status?l(Be,{of:t.status}):
l("span",{class:"quiet",children:t.has_freshness?e.never:e.notDeclared}),by:t=>t.status},{name:e.age,number:!0,of:t=>t.age_seconds===void 0?se:Xt(t.age_seconds),
by:t=>t.age_seconds},{name:e.loaded,of:t=>Re(t.loaded_at),by:t=>t.loaded_at},{name:e.looked,of:t=>Re(t.looked_at),by:t=>t.looked_at},{name:e.readers,wide:!0,of:t=>l(
vt,{of:St[t.node]})}]})}):l(re,{title:e.title,children:l("p",{children:e.none})})}function ff(){let e=C.runs,t=Ie("runs"),[n,r]=Q(0);return l(re,{title:e.title,
children:l(Le,{of:t,children:i=>{if(!i.length)return l("p",{children:e.none});let o=i[Math.min(n,i.length-1)],s=Math.max(...i.map(a=>a.seconds??0))||1;return l(
A,{children:[l(le,{label:e.title,rows:i.map((a,u)=>({each:a,at:u})),columns:[{name:e.at,of:({each:a,at:u})=>l("button",{class:"link","aria-pressed":u===n,onClick:()=>r(
u),children:Re(a.at)})},{name:e.command,of:({each:a})=>l("code",{children:a.command})},{name:e.took,of:({each:a})=>l("span",{class:"share",children:[l("span",{class:"\
share-track","aria-hidden":"true",children:l("span",{style:{width:`${(a.seconds??0)/s*100}%`}})}),a.seconds===null?e.notFinished:Ue(a.seconds)]})},{name:e.result,
wide:!0,of:({each:a})=>l(Er,{of:a.counts,inWords:!0})},{name:e.published,of:({each:a})=>a.generation===null?l("span",{class:"quiet",children:e.notPublished}):`${e.
generation} ${a.generation}`}]}),l("section",{children:[l("h2",{children:[o.command,", ",Re(o.at)]}),o.attention.length>0&&l(A,{children:[l("h3",{children:e.attention}),
l(le,{label:e.attention,rows:o.attention,columns:[{name:e.result,of:a=>l(Be,{of:a[1]})},{name:e.step,wide:!0,of:a=>l(On,{id:a[0]})},{name:C.node.failures,number:!0,
of:a=>X(a[2])}]})]}),o.path.length>0&&l(A,{children:[l("h3",{children:e.path}),l(Zv,{run:o})]}),l("h3",{children:e.slowest}),l(hf,{steps:o.slowest.map(([a,u])=>[
a,0,u]),whole:o.slowest[0]?.[1]??1})]})]})}})})}function Zv({run:e}){let t=e.seconds??1,n=e.path.filter(r=>r[2]>=t/100);return l(A,{children:[l("p",{class:"quie\
t small",children:C.runs.pathNote(e.path.length-n.length)}),l(hf,{steps:n,whole:t})]})}function hf({steps:e,whole:t}){return l("div",{class:"bars",role:"list",children:e.
map(([n,r,i],o)=>l("div",{role:"listitem",class:"bar",children:[l("span",{class:"bar-name",children:l(On,{id:n})}),l("span",{class:"bar-track",children:l("span",
{class:"bar-fill",style:{marginLeft:`${Math.min(99,r/t*100)}%`,width:`max(2px, ${Math.min(100,i/t*100)}%)`}})}),l("span",{class:"bar-value",children:Ue(i)})]},o))})}var df=[8,4,2,1];function Qv(e,t){let n=e.toLowerCase().indexOf(t);if(n<0)return e.slice(0,140);let r=Math.max(0,n-60);return`${r?"…":""}${e.slice(r,n+100).replace(
/\s+/g," ")}`}function Kv(e,t){let n=e.toLowerCase().split(/\s+/).filter(Boolean);if(!n.length)return[];let r=[];for(let i of k.families){let o=[[i.name,i.description+
(i.purpose??""),H.family(i.name),C.segments.family],...i.segments.map(s=>[s.name,s.description,H.segment(i.name,s.name),`${C.segments.segment}, ${F(i.name)}`])];
for(let[s,a,u,c]of o){let[f,h]=[F(s),`${s} ${F(s)} ${a}`.toLowerCase()];if(n.every(m=>h.includes(m))){let m=n.every(d=>`${s} ${f}`.toLowerCase().includes(d));r.
push({title:f,kind:c,link:u,excerpt:a.slice(0,140),score:m?60-s.length/10:5})}}}return k.nodes.forEach((i,o)=>{let s=i[1].toLowerCase(),a=t[o].map(h=>h.toLowerCase()),
u=0,c=-1;for(let h of n){let m=s.includes(h)?20+(s===h?30:0):0;if(a.forEach((d,p)=>{d.includes(h)&&(m<df[p]&&(c=p),m=Math.max(m,df[p]))}),!m)return;u+=m}let f=c>=
0?Qv(t[o][c],n.find(h=>a[c].includes(h))):t[o][0].slice(0,140);r.push({title:i[1],kind:i[2],link:H.node(o),excerpt:f,score:u-s.length/100})}),r.sort((i,o)=>o.score-
i.score)}function mf({query:e}){let t=Ie("search");return l(re,{title:C.search,children:l(Le,{of:t,children:n=>l(Jv,{query:e,entries:n})})})}function Jv({query:e,
entries:t}){let n=Ge(()=>Kv(e,t),[e,t]);return l(A,{children:[l("p",{class:"quiet","aria-live":"polite",children:e?n.length?C.found(n.length,e):C.searchEmpty:C.
searchHint}),l("ol",{class:"hits",children:n.slice(0,60).map((r,i)=>l("li",{children:[l("a",{class:"strong",href:r.link,children:r.title})," ",l("span",{class:"\
quiet small",children:r.kind}),l("div",{class:"small",children:r.excerpt})]},i))})]})}var W=C.segments;function pf(){return k.families.length?l(re,{title:W.title,lead:W.intro,children:l(le,{label:W.title,rows:k.families,columns:[{name:W.family,wide:!0,
of:e=>l(A,{children:[l("a",{class:"strong",href:H.family(e.name),children:F(e.name)}),l("div",{class:"quiet small",children:e.purpose??e.description.split(`
`)[0]})]}),by:e=>e.name},{name:W.segmentCount,number:!0,of:e=>e.segments.length,by:e=>e.segments.length},{name:W.largest,of:e=>l(e1,{family:e})},{name:W.owner,of:e=>e.
owner??se,by:e=>e.owner},{name:W.review,of:e=>l(gf,{of:e}),by:e=>e.review_by}]})}):l(re,{title:W.title,children:l("p",{children:W.none})})}function e1({family:e}){
let t=e.segments.filter(n=>n.members!==null).sort((n,r)=>r.members-n.members);return t.length?l(A,{children:[F(t[0].name)," ",l("span",{class:"quiet",children:ue(
t[0].share)})]}):l(A,{children:se})}function gf({of:e}){return e.review_by?l(A,{children:[ke(e.review_by),e.is_overdue?l("span",{class:"status look",children:["\
 ! ",W.overdue]}):null]}):l(A,{children:se})}function _f({family:e}){let t=k.nodes[k.parents[e.node][0]];return l(Qt,{of:[[W.purpose,e.purpose],[W.owner,e.owner],
[W.review,e.review_by?l(gf,{of:e}):null],[W.mode,e.mode==="exclusive"?W.exclusive:W.overlapping],[W.everyone,t?l(A,{children:[l("a",{href:H.node(k.parents[e.node][0]),
children:t[1]}),e.everyone?` (${X(e.everyone)})`:""]}):null],[W.asOf,e.as_of?ke(e.as_of):null],[W.table,l("a",{href:H.node(e.node),children:k.nodes[e.node][1]})]]})}
function yf({name:e,segment:t}){let n=k.families.findIndex(s=>s.name===e),r=k.families[n],i=Ie(r?`family-${n}`:null);if(!r)return l(re,{title:e,children:l("p",{
children:C.notFound})});let o=t===void 0?void 0:r.segments.find(s=>s.name===t);return t!==void 0&&!o?l(re,{title:t,children:l("p",{children:C.notFound})}):l(Le,
{of:i,children:s=>o?l(r1,{family:r,page:s,line:o}):l(t1,{family:r,page:s})})}function nt(e,t){let n=e.columns.indexOf("segment");return{...e,rows:e.rows.filter(
r=>r[n]===t)}}function t1({family:e,page:t}){let n=t.figures,r=e.segments.map(i=>i.name);return l(re,{title:F(e.name),lead:e.description?l($n,{text:e.description}):
void 0,children:[l(_f,{family:e}),l(Os,{family:e,trends:Ns(e,n.sizes)}),n.sizes&&l(Es,{family:e,figures:n.sizes}),n.moves&&l(Cs,{figures:n.moves,order:r}),n.migrations&&
l(Si,{figures:n.migrations,order:r,title:W.flows}),n.overlaps&&l(Zc,{family:e,figures:n.overlaps}),n.values&&l(pe,{title:_t(W.value),note:n.values.meanings.value,
figures:n.values,children:l(ur,{label:W.value,rows:n1(n.values,r).map(i=>({name:F(i.segment),value:i.value,low:i.value_low,high:i.value_high,text:Te(i.value),href:H.
segment(e.name,i.segment)})),reference:0})}),n.channels&&l(Jc,{family:e,figures:n.channels}),n.priorities&&l(Ss,{figures:n.priorities,withSegment:!0}),n.experiments&&
l(cr,{figures:n.experiments,withSegment:!0}),l("section",{children:[l("h2",{children:W.rule}),l("p",{class:"quiet",children:e.mode==="exclusive"?W.firstWins:""}),
t.segments.map(i=>l("div",{class:"rule",children:[l("h3",{children:l("a",{href:H.segment(e.name,i.name),children:F(i.name)})}),l(vf,{of:i,family:e})]},i.name))]}),
l(wf,{of:t.tests,node:e.node})]})}function n1(e,t){return ie(e).sort((n,r)=>t.indexOf(n.segment)-t.indexOf(r.segment))}function r1({family:e,page:t,line:n}){let r=t.
figures,i=t.segments.find(a=>a.name===n.name),[o]=r.personas?ie(nt(r.personas,n.name)):[],[s]=r.values?ie(nt(r.values,n.name)):[];return l(re,{title:F(n.name),lead:l(
A,{children:[l("p",{children:l("a",{href:H.family(e.name),children:F(e.name)})}),l($n,{text:n.description})]}),children:[l("div",{class:"numbers",children:[l(Ni,
{name:W.members,value:l(Cr,{of:n.members})}),l(Ni,{name:W.share,value:ue(n.share)}),l(Ni,{name:Sr(e.day_before),value:kr(n.change)}),s&&l(Ni,{name:_t(W.worth),value:Te(
s.value),note:`${Te(s.value_low)} – ${Te(s.value_high)}`})]}),l("section",{children:[l("h2",{children:W.rule}),e.mode==="exclusive"&&e.segments[0].name!==n.name&&
i.tree?l("p",{class:"quiet",children:W.firstWins}):null,l(vf,{of:i,family:e}),l("p",{class:"quiet small",children:[W.version," ",l("code",{children:i.version})]})]}),
l(_f,{family:e}),l(Qt,{of:[[W.lists,i.channels?W.listed(i.channels.join(", "),i.priority?`${W.priorityWord} ${i.priority}`:""):W.listsNone]]}),o?.description&&l(
"section",{class:"persona",children:[l("h2",{children:[W.persona,": ",o.persona_name]}),l("p",{children:o.description})]}),r.sizes&&l(Es,{family:e,figures:nt(r.
sizes,n.name),isAlone:!0}),r.moves&&l(Cs,{figures:nt(r.moves,n.name),order:[n.name]}),r.curves&&l(Xc,{figures:nt(r.curves,n.name)}),r.profiles&&l(Kc,{figures:nt(
r.profiles,n.name)}),r.overlaps&&l(Qc,{figures:nt(r.overlaps,n.name)}),r.channels&&l(ef,{figures:nt(r.channels,n.name)}),r.priorities&&l(Ss,{figures:nt(r.priorities,
n.name)}),r.experiments&&l(cr,{figures:nt(r.experiments,n.name)}),l(wf,{of:t.tests.filter(([,a])=>a===null||a===n.name),node:e.node})]})}function Ni({name:e,value:t,
note:n}){return l("div",{children:[l("div",{class:"quiet small",children:e}),l("div",{class:"big",children:t}),n&&l("div",{class:"quiet small",children:n})]})}function vf({
of:e,family:t}){return e.tree?l("div",{class:"tree",children:l(bf,{of:e.tree,on:k.parents[t.node][0]})}):l("p",{children:W.otherwise})}function bf({of:e,on:t}){
if(e.word){let i={and:W.all,or:W.any,not:W.not}[e.word];return l(A,{children:[l("span",{class:"word",children:i}),l("ul",{children:e.parts.map((o,s)=>l("li",{children:l(
bf,{of:o,on:t})},s))})]})}let n=e.asks?.length===1&&/^in_segment\('[^']*'\)$/.test(e.text)?e.asks[0]:null;if(n){let[i,o]=n.split(".");return l("a",{href:H.segment(
i,o),children:[F(i)," = ",F(o)]})}let r=[...new Set((e.compares??[]).map(i=>i[0]))];return l(A,{children:[l("code",{children:e.text}),k.has_columns&&t!==void 0&&
r.map(i=>l("a",{class:"aside",href:H.column(t,i),"aria-label":`${C.column.title}: ${i}`,children:W.comesFrom},i))]})}function wf({of:e,node:t}){return e.length?
l("section",{children:[l("h2",{children:W.tests}),l("ul",{class:"tests",children:e.map(([n,,r])=>l("li",{children:[l(Be,{of:r,quiet:!0})," ",l("a",{href:H.node(
t),children:n})]},n))})]}):null}window.seg={put:ia};function Is(){return location.hash.replace(/^#\/?/,"").split("/").map(e=>{try{return decodeURIComponent(e)}catch{return e}})}function i1({at:e}){
switch(e[0]){case"":return l(af,{});case"segments":return l(pf,{});case"family":return l(yf,{name:e[1],segment:e[2]},e.slice(1).join("."));case"changes":return l(
ha,{});case"customers":return l(nf,{});case"models":return l(uf,{});case"node":return l(lf,{id:e.slice(1).join("/")});case"sources":return l(cf,{});case"lineage":
return l(gl,{id:e[1]});case"column":return l(_l,{id:e[1],column:e[2]??""},e.slice(1).join("/"));case"runs":return l(ff,{});case"search":return l(mf,{query:e.slice(
1).join("/")});default:return l("p",{children:C.notFound})}}function o1(){let e={segments:k.families.length>0,customers:k.has_customers||k.front.lifecycle!==null,
sources:k.sources.length>0,changes:k.has_changes};return Object.entries(C.nav).filter(([t])=>e[t]??!0).map(([t,n])=>[t==="overview"?"":t,n])}function s1(){let[e,
t]=Q(Is()),[n,r]=Q(!1),i=rt(null),o=rt(null);function s(u){let c=`#/search/${encodeURIComponent(u)}`;e[0]==="search"?history.replaceState(null,"",c):history.pushState(
null,"",c),t(Is())}Vt(()=>{let u=()=>{t(Is()),r(!1),location.hash.startsWith("#/search")||i.current?.focus({preventScroll:!0}),window.scrollTo(0,0)},c=f=>{let h=f.
target instanceof HTMLElement&&/input|select|textarea/i.test(f.target.tagName);f.key==="/"&&!h&&!f.ctrlKey&&!f.metaKey&&(f.preventDefault(),o.current?.focus()),
f.key==="Escape"&&(r(!1),f.target===o.current&&i.current?.focus())};return addEventListener("hashchange",u),addEventListener("keydown",c),()=>{removeEventListener(
"hashchange",u),removeEventListener("keydown",c)}},[]),Vt(()=>{let u=i.current?.querySelector("h1")?.textContent;document.title=u&&u!==F(k.project)?`${u} · ${F(
k.project)}`:F(k.project)});let a=e[0]==="family"?"segments":e[0]==="node"||e[0]==="column"?"models":e[0];return l(A,{children:[l("a",{class:"skip",href:"#main",
onClick:u=>{u.preventDefault(),i.current?.focus()},children:C.skip}),l("header",{children:[l("a",{class:"name",href:"#/",children:F(k.project)}),l("form",{role:"\
search",onSubmit:u=>{u.preventDefault(),i.current?.querySelector(".hits a")?.focus()},children:l("input",{ref:o,type:"search","aria-label":C.search,placeholder:`${C.
searchHint}  /`,value:e[0]==="search"?e.slice(1).join("/"):"",onInput:u=>s(u.currentTarget.value)})}),l("button",{class:"menu","aria-expanded":n,onClick:()=>r(!n),
children:C.menu})]}),l("nav",{"aria-label":C.menu,class:n?"open":"",children:[l("ul",{children:o1().map(([u,c])=>l("li",{children:l("a",{href:`#/${u}`,"aria-cur\
rent":a===u?"page":void 0,children:c})},u))}),a==="segments"&&l("ul",{class:"sub",children:k.families.map(u=>l("li",{children:l("a",{href:`#/family/${encodeURIComponent(
u.name)}`,"aria-current":e[1]===u.name?"page":void 0,children:F(u.name)})},u.name))}),l(a1,{}),l("p",{class:"quiet small",children:xf()})]}),l("main",{id:"main",
ref:i,tabIndex:-1,children:[l(i1,{at:e}),l("p",{class:"on-paper small",children:[F(k.project)," · ",xf()]})]})]})}function xf(){return`${k.target} · ${C.madeAt}\
 ${Re(k.made_at)} · seg ${k.version}`}function a1(){let[e,t]=Q(u1());return Vt(()=>{e?document.documentElement.dataset.theme=e:delete document.documentElement.
dataset.theme;try{localStorage.setItem("seg-theme",e)}catch{}},[e]),l("label",{class:"theme small",children:[l("span",{class:"quiet",children:C.themeLabel}),l("\
select",{value:e,onChange:n=>t(n.currentTarget.value),children:[l("option",{value:"",children:C.theme.auto}),l("option",{value:"light",children:C.theme.light}),
l("option",{value:"dark",children:C.theme.dark})]})]})}function u1(){try{return localStorage.getItem("seg-theme")??""}catch{return""}}var kf=document.getElementById(
"app");oa("site").then(e=>{sa(e),Di(l(s1,{}),kf),Hi()});addEventListener("load",()=>{k||Di(l("p",{class:"problem",children:C.problem("data/site.js")}),kf)});})();
