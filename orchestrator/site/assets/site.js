// sources ceff3ee3312625db342ac9a4ea97cfef3fe2b91e7b98ba6a6f857ed29bf842d5; licences of what is in it: LICENSES.txt
"use strict";(()=>{var ee,hs,Wc,ft,hi,rr,ds,Jn,ms,mi,di,Yc,yn=Symbol.for("pv"),ir={},or=[],Vc=/^m(i|n|o|s|text|space)$/,pi=Array.isArray,ps=or.slice,wt=Object.assign;function bt(e){
e&&e.parentNode&&e.remove()}function er(e,t,n,r,i){var o={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:yn,__v:i||++hs,__i:-1,__u:0};return!i&&ee.vnode&&ee.
vnode(o),o}function R(e){return e.children}function tr(e,t){this.props=e,this.context=t,this.__g=0}function ht(e,t){if(t==null)return e.__&&ht(e.__,e.__i+1);for(var n;t<e.
__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:ht(e)}function Xc(e){var t,n=e.__v,r=n.__e,i=[],o=[],s=e.__P;
s&&((t=wt({constructor:yn},n)).__v=n.__v+1,ee.vnode&&ee.vnode(t),gi(s,t,n,e.__n,s.namespaceURI,32&n.__u?[r]:null,i,r||ht(n),32&n.__u,o),t.__v=n.__v,t.__.__k[t.__i]=
t,ws(i,t,o),n.__=n.__e=null,t.__e!=r&&gs(t))}function gs(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),
gs(e)}function cs(e){(8&e.__g||(e.__g|=8,ft.push(e),rr++))&&hi==ee.debounceRendering||((hi=ee.debounceRendering)||queueMicrotask)(_s)}function _s(){try{for(var e,
t=1;ft.length;)ft.length>t&&ft.sort(ds),e=ft.shift(),t=ft.length,8&e.__g&&Xc(e)}finally{(rr=ft.length)&&(hi||queueMicrotask)(_s)}}function ys(e,t,n,r,i,o,s,a,u,l,f){
var h,m,d,p,g,w,v=r.__k||or,x=t.length;for(u=Gc(n,t,v,u,x),h=0;h<x;h++)(d=n.__k[h])!=null&&(m=~d.__i&&v[d.__i]||ir,d.__i=h,w=gi(e,d,m,i,o,s,a,u,l,f),p=d.__e,(m.
ref!=d.ref||8&m.__u)&&(m.ref&&_i(m.ref,null,d,m),d.ref&&f.push(d.ref,d.__c||p,d)),g=g||p,4&d.__u?(u=vs(d,u,e,!m.__v),m.__e&&(m.__e=null)):typeof d.type=="functi\
on"&&w!==void 0?u=w:p&&(u=p.nextSibling),d.__u&=-21);return n.__e=g,u}function Gc(e,t,n,r,i){var o,s,a,u,l,f,h,m,d,p=n.length,g=p,w=0,v=0,x=e.__k=Array(i);for(o=
0;o<i;o++)(s=t[o])!=null&&typeof s!="boolean"&&typeof s!="function"?(typeof s!="object"||s.constructor===String?s=x[o]=er(null,s):pi(s)?s=x[o]=er(R,{children:s}):
s.constructor===yn&&s.__b?s=x[o]=er(s.type,s.props,s.key,s.ref,s.__v):x[o]=s,u=o+w,s.__=e,s.__b=e.__b+1,a=null,~(l=s.__i=Zc(s,n,u,g))&&(g--,(a=n[l])&&(a.__u|=2)),
a&&a.__v?(s.__u|=16,l==u-1?w--:l==u+1?w++:l!=u&&(l>u?w--:w++,v=1)):(~l||(i>p?w--:i<p&&w++),typeof s.type!="function"&&(s.__u|=4))):x[o]=null;if(v){for(f=[],h=[],
o=0;o<i;o++)if((s=x[o])&&16&s.__u){for(w=0,m=f.length;w<m;)f[d=w+m>>1]<s.__i?w=d+1:m=d;f[w]=s.__i,h[o]=w+1}for(w=f.length;o--;)h[o]&&(h[o]==w?w--:x[o].__u|=4)}if(g)
for(o=0;o<p;o++)!(a=n[o])||2&a.__u||(a.__e==r&&(r=ht(a)),yi(a,a));return r}function vs(e,t,n,r){var i,o,s,a;if(typeof e.type=="function"){if(e.props.__P)return t;
if(i=e.__k)for(o=0;o<i.length;o++)i[o]&&(i[o].__=e,t=vs(i[o],t,n,!1));return t}for(t&&!t.parentNode&&(t=ht(e))&&!t.parentNode&&(t=null),s=e.__e,a=t;a&&a.nodeType==
8;)a=a.nextSibling;for(s!=a&&(!r&&n.moveBefore&&s.parentNode?n.moveBefore(s,t):n.insertBefore(s,t||null)),t=s;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(
"$s"););return t}function Zc(e,t,n,r){var i,o=e.key,s=e.type,a=t[n],u=a&&!(2&a.__u);if(a===null&&o==null||u&&o==a.key&&s==a.type)return n;if(r>(u?1:0)){for(i=n-1;i>=0;i--)if((a=
t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i;for(i=n+1;i<t.length;i++)if((a=t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i}return-1}function fs(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Kn(e,t,n,r,i){var o,s;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||fs(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||fs(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(s=di[t]||(di[t]=Qc(t)),(e.__a||(e.__a={}))[t]=mi,o=t!=(t=t.replace(ms,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,s,o):e.removeEventListener(t,s,o));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Qc(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[Jn]==null)t[Jn]=mi++;else if(t[Jn]<this.__a[e])return;return n(ee.event?ee.event(t):t)}}}function gi(e,t,n,r,i,o,s,a,u,l){
var f,h,m,d,p,g,w,v,x,E,M,F,N,j,q,Y,V,W,L=t.type;if(t.constructor!==yn)return null;128&n.__u&&(u=32&n.__u,f=n.__c.__z)&&(t.__u|=u,h=o=[],f.nodeType==8?a=nr(f,o):
o.push(f),a=o[0]||a),(f=ee.__b)&&f(t);e:if(typeof L=="function"){m=s.length;try{if(v=t.props,x=(f=L.prototype)&&f.render,E=(f=L.contextType)&&r[f.__c],M=f?E?E.props.
value:f.__:r,(d=n.__c)?(t.__c=d,2&d.__g&&(d.__g|=1)):(x?t.__c=d=new L(v,M):(t.__c=d=new tr(v,M),d.constructor=L,d.render=Jc),E&&E.sub(d),d.state||(d.state={}),d.
__n=r,d.__g|=8,d.__h=[],d.__k=[]),x&&(d.__s||(d.__s=d.state),L.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=wt({},d.__s)),wt(d.__s,L.getDerivedStateFromProps(
v,d.__s)))),p=d.props,g=d.state,d.__v=t,n.__c){if(v!==p&&x&&!L.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(v,M),t.__v==n.
__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&d.shouldComponentUpdate(v,d.__s,M)===!1){t.__v!=n.__v&&(d.props=v,d.state=d.__s,d.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(z){z&&(z.__=t)}),or.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&s.push(d),a=ht(n);break e}d.componentWillUpdate&&d.componentWillUpdate(
v,d.__s,M),x&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(p,g,w)})}else x&&!L.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),
x&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=M,d.props=v,d.__P=e,d.__g&=-5,F=ee.__r,N=x?25:0;do d.__g&=-9,F&&F(t),f=d.render(d.props,d.state=
d.__s,d.context);while(8&d.__g&&++N<25);x&&(or.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(r=wt({},r,d.getChildContext())),x&&n.__c&&d.getSnapshotBeforeUpdate&&
(w=d.getSnapshotBeforeUpdate(p,g)),j=f&&f.type===R&&f.key==null?f.props.children:f,v.__P&&(f=a,i=(e=v.__P).namespaceURI,u=o=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(z){z&&yi(z,z)}),n.__k=null),a=n.__k?ht(n,0):null),a=ys(e,pi(j)?j:[j],t,n,r,i,o,s,a,u,l),v.__P&&(t.__e=null,a=f),t.__u&=-161,h&&h.some(bt),d.__h.length&&
s.push(d),1&d.__g&&(d.__g&=-4)}catch(z){if(s.length=m,t.__v=null,u||o)if(z&&z.then){if(t.__u|=128|u,o){for(~(V=o.indexOf(a||void 0))||(V=o.length);(W=o[V-1])&&W.
nodeType==8;)V--;for(;V<o.length;V++)if(W=o[V])if(o[V]=null,q){if(W==Y)break}else{if(W.nodeType!=8)break;W.data.startsWith("$s")&&(Y=nr(q=W))}}if(!q){for(;a&&a.
nodeType==8&&a.nextSibling;)a=a.nextSibling;q=a}(f=nr(q=t.__c.__z||(t.__c.__z=q)))?(t.__e=q,a=f):t.__e=a,a=a&&a.nextSibling}else o&&o.some(bt);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),z&&z.then||bs(t),ee.__e(z,t,n)}}else a=t.__e=Kc(n.__e,t,n,r,i,o,s,u,l,e);return(f=ee.diffed)&&f(t),a}function nr(e,t){if(e&&e.nodeType==
8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function bs(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(bs))}function ws(e,t,n){for(var r=0;r<n.length;)_i(n[r++],n[r++],n[r++]);ee.__c&&ee.__c(t,e),e.some(
function(i){try{e=i.__h,i.__h=[],e.some(function(o){o.call(i)})}catch(o){ee.__e(o,i.__v)}})}function Kc(e,t,n,r,i,o,s,a,u,l){var f,h,m,d,p,g,w,v,x=n.props||ir,E=t.
props,M=t.type;if(M=="svg"?i="http://www.w3.org/2000/svg":M=="math"?i="http://www.w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),o){for(f=0;f<o.
length;f++)if((p=o[f])&&(M?p.localName==M:p.nodeType==3)){e=p,o[f]=null;break}}if(!e){if(v=l.ownerDocument||document,!M)return v.createTextNode(E);e=v.createElementNS(
i,M,E.is?E:l),a&&(ee.__m&&ee.__m(t,o),a=!1),o=null}if(M){if(l=M=="template"&&e.content||e,o=M=="textarea"&&E.defaultValue!=null?null:o&&ps.call(l.childNodes),!a&&
o)for(x={},f=0;f<e.attributes.length;f++)x[(p=e.attributes[f]).name]=p.value;for(f in x)p=x[f],f=="dangerouslySetInnerHTML"?m=p:f=="children"||f in E||f=="value"&&
"defaultValue"in E||f=="checked"&&"defaultChecked"in E||Kn(e,f,null,p,i);for(f in E)p=E[f],f=="children"?d=p:f=="dangerouslySetInnerHTML"?h=p:f=="value"?g=p:f==
"checked"?w=p:a&&typeof p!="function"||x[f]===p||Kn(e,f,p,x[f],i);h?(a||m&&(h.__html==m.__html||h.__html==e.innerHTML)||(e.innerHTML=h.__html),t.__k=[]):(m&&(e.
textContent=""),(M=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&Vc.test(M))&&(i="http://www.w3.org/1999/xhtml"),ys(l,pi(d)?d:[d],t,n,r,i,o,s,o?o[0]:
n.__k&&ht(n,0),a,u),o&&o.some(bt)),a&&M!="textarea"||(f="value",M=="progress"&&g==null?e.removeAttribute(f):g==null||g===e[f]&&(M!="progress"||g)||Kn(e,f,g,x[f],
i),f="checked",w!=null&&w!=e[f]&&Kn(e,f,w,x[f],i))}else x===E||a&&e.data==E||(e.data=E);return e}function _i(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){ee.__e(i,n)}}function yi(e,t,n){var r,i,o,s;if(ee.unmount&&ee.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||_i(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(a){ee.__e(a,t)}r.__P=r.__n=null}
if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&yi(r[s],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(i=nr(r,o=[]))&&(r==e.__e&&o.some(bt),bt(
i),bt(r)),n||bt(e.__e),e.__e=e.__c=e.__=null}function Jc(e,t,n){return this.constructor(e,n)}function xs(e,t){var n,r,i,o;ee.__&&ee.__(e,t),t.nodeType==9&&(t=t.
documentElement),r=(n=e&&32&e.__u)?null:t.__k,t.__k=er(R,{children:[e]}),i=[],o=[],gi(t,t.__k,r||ir,ir,t.namespaceURI,r?null:t.firstChild?ps.call(t.childNodes):
null,i,r?r.__e:t.firstChild,n,o),ws(i,t.__k,o),t.__k.props.children=null}ee={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(
e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(a){e=a}}throw rr=0,e}},hs=0,Wc=function(e){return e!=null&&e.
constructor===yn},tr.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=wt({},this.state)),typeof e=="function"&&(e=e(wt({},n),this.props)),
e&&(wt(n,e),this.__v&&(t&&this.__k.push(t),cs(this)))},tr.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),cs(this))},tr.prototype.render=
R,ft=[],rr=0,ds=function(e,t){return e.__v.__b-t.__v.__b},Jn=Symbol(),ms=/(PointerCapture)$|Capture$/i,mi=0,di={},Yc=0;var Ut,he,vi,ks,bi=Object.is,sr=0,Is=[],wi=[],ce=ee,Ms=ce.__b,Es=ce.__r,Ts=ce.diffed,Cs=ce.__c,Ss=ce.unmount,Ns=ce.__;function ar(e,t){ce.__h&&ce.__h(he,e,sr||t),
sr=0;var n=he.__H||(he.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function K(e){return sr=1,ef(As,e)}function ef(e,t,n){var r=ar(Ut++,2);if(r.
t=e,!r.__c&&(r.__=[n?n(t):As(void 0,t),function(o){var s=(r.__N||r.__)[0],a=r.t(s,o);bi(s,a)||(r.__N=[a,r.__[1]],r.__c.setState({}))}],r.__c=he,!he.__f)){he.__f=
!0;var i=he.shouldComponentUpdate;he.shouldComponentUpdate=function(o,s,a){var u=this.__H;if(!u)return!0;var l=!1,f=this.props!=o;if(u.__.some(function(m){m.__N&&
(l=!0,bi(m.__[0],m.__N[0])||(f=!0))}),i){var h=i.call(this,o,s,a);return l?h||f:h}return!l||f}}return r.__}function jt(e,t){var n=ar(Ut++,3);!ce.__s&&ki(n.__H,t)&&
(n.__P=!0,n.__=e,n.u=t,he.__H.__h.push(n))}function bn(e,t){var n=ar(Ut++,4);!ce.__s&&ki(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,he.__h.push(n))}function Ke(e){return sr=
5,dt(function(){return{current:e}},[])}function dt(e,t){var n=ar(Ut++,7);return ki(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function tf(){var e;do{for(;e=wi.shift();)try{vn(e)}catch(n){ce.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Is.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(vn),t.__h.
some(xi),t.__h=[]}catch(n){t.__h=[],ce.__e(n,e.__v)}}}while(wi.length)}ce.__b=function(e){he=null,Ms&&Ms(e)},ce.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.
__m),Ns&&Ns(e,t)},ce.__r=function(e){Es&&Es(e),Ut=0;var t=(he=e.__c).__H;t&&(vi==he?he.__h=[]:(t.__h.some(vn),t.__h.some(xi),Ut=0),t.__h=[],t.__.some(function(n){
n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),vi=he},ce.diffed=function(e){Ts&&Ts(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Os(Is.push(t)),t.__H.__.some(function(n){
n.u&&(n.__H=n.u)})),vi=he=null},ce.__c=function(e,t){t.some(function(n){try{n.__h.some(vn),n.__h=n.__h.filter(function(r){return!r.__||xi(r)})}catch(r){n.__h=[function(){
throw r}]}}),Cs&&Cs(e,t)},ce.unmount=function(e){Ss&&Ss(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,Os(wi.push(i))}else vn(i)}catch(o){t=o}}),r.__H=void 0,t&&ce.__e(t,r.__v))};var $s=typeof requestAnimationFrame==
"function";function nf(e){var t,n=function(){clearTimeout(r),$s&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);$s&&(t=requestAnimationFrame(n))}function Os(e){
e!=1&&ks==ce.requestAnimationFrame||((ks=ce.requestAnimationFrame)||nf)(tf)}function vn(e){var t=he,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),he=t}function xi(e){
var t=he;e.__c=e.__(),he=t}function ki(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!bi(n,e[r])})}function As(e,t){return typeof t=="function"?
t(e):t}var wn=new Map,Ls=new Map,Mi=new Map;function Fs(e,t){wn.set(e,t),Mi.get(e)?.(t)}function rf(e){let t=Ls.get(e);if(t)return t;let n=new Promise((r,i)=>{if(wn.has(
e))return r(wn.get(e));Mi.set(e,r);let o=document.createElement("script");o.src=`data/${e}.js`,o.onerror=()=>i(new Error(`data/${e}.js`)),document.head.append(o)});
return Ls.set(e,n),n}function Ps(e){return new Promise(t=>Mi.set(e,n=>t(n)))}function Ei(){document.documentElement.dataset.ready=String(Math.round(performance.
now()))}function Ce(e){let t=e!==null&&wn.has(e)?wn.get(e):void 0,[n,r]=K({name:e,value:t});return bn(()=>{n.value!==void 0&&Ei()},[n.value]),bn(()=>{if(e===null)
return;let i=!0;return rf(e).then(o=>i&&r({name:e,value:o}),o=>i&&r({name:e,problem:o.message})),()=>{i=!1}},[e]),n.name===e?n:{value:t}}var k,Je=new Map,xt=[];
function Ds(e){k=e,k.nodes.forEach((t,n)=>Je.set(t[0],n)),xt=k.nodes.map(()=>[]),k.parents.forEach((t,n)=>t.forEach(r=>xt[r].push(n)))}var $={locale:"en-GB",days:"days",nav:{overview:"Overview",segments:"Segments",customers:"Customers",changes:"Changes",models:"Models",sources:"Sources",lineage:"\
Lineage",runs:"Runs"},skip:"Skip to the content",menu:"Menu",theme:{light:"Light",dark:"Dark",auto:"As the system"},themeLabel:"Colours",search:"Search",searchHint:"\
Search segments, models, columns, SQL",searching:"Reading all texts",found:(e,t)=>e===1?`1 result for “${t}”`:`${e} results for “${t}”`,searchEmpty:"Not\
hing has all of these words.",loading:"Reading",problem:e=>`${e} cannot be read. Generate the site again.`,notFound:"There is no such page.",asTable:"As a table",
rowsMore:e=>`${e} more rows: show all`,from:"from",few:e=>`< ${e}`,suppressed:e=>`Fewer than ${e} people are not shown.`,madeAt:"written",yes:"yes",no:"no",ways:{
entry:"entry",exit:"exit"},python:"Python",quarter:(e,t)=>`${e} Q${t}`,front:{title:"Overview",asOf:"Customers as of",published:"published",generation:"generati\
on",neverBuilt:"Nothing is built yet: run seg build, then seg docs generate.",fresh:"Fresh",complete:"Complete",stable:"Stable",reachable:"Reachable",good:"Good",
look:"Look at it",bad:"Act",unknown:"Not known",freshDay:e=>e<=0?"The figures are of the day they were published.":e===1?"The figures are of the day before they\
 were published.":`The figures were ${e} days old when they were published.`,sourcesOld:e=>e===1?"1 source is older than it may be.":`${e} sources are older tha\
n they may be.`,sourcesGood:e=>e===1?"1 source is young enough.":`${e} sources are young enough.`,builtOf:(e,t)=>`${e} of ${t} families of segments are built.`,
everyone:(e,t)=>e===t?`Everyone has a segment in all ${t} exclusive families.`:`Everyone has a segment in ${e} of ${t} exclusive families.`,flagged:e=>e===0?"No\
 family and no feature moved more than its limit.":e===1?"1 family or feature moved more than its limit.":`${e} families or features moved more than their limit\
s.`,tests:"Tests",untested:"No data test is declared.",verdicts:(e,t,n)=>`${e} pass, ${t} warn, ${n} fail.`,nodes:e=>e===1?"1 model, seed or source.":`${e} mode\
ls, seeds and sources.`,notMeasured:"Nothing measures this yet.",reached:(e,t)=>`${e} can be reached by ${t}.`,reachedBest:e=>`${e} reaches most.`,decide:"Needs\
 a decision",nothing:"Nothing waits for a decision.",more:e=>`${e} more`,main:"Segments now",moved:"Moved most since the day before",movedNone:"No segment chang\
ed its size since the day before.",allFamilies:"All families",lastRun:"Last run",failing:e=>e===null?"fails":e===1?"fails for 1 row":`fails for ${e} rows`,warning:e=>e===
null?"warns":e===1?"warns of 1 row":`warns of ${e} rows`,other:"did not end well",overdue:e=>`was to be reviewed ${e} days ago`,due:e=>e===0?"is to be reviewed \
today":`is to be reviewed in ${e} days`,drifted:"moved more than its limit",alarm:e=>`selects the group ${e} far less often`,notBuilt:"not built yet:",leftOut:"\
Charts that are left out",runFailed:e=>`the last ${e} did not end well`,sourceOld:e=>`is ${e} old`,slowest:"Slowest steps of the last run",kinds:{run:"Run",source:"\
Source",test:"Test",review:"Review",unstable_families:"Stability",drifted_features:"Drift",fairness_alarms:"Fairness",not_built:"Families"}},segments:{title:"Se\
gments",intro:"Families divide customers. Each answers one question.",family:"Family",segment:"Segment",purpose:"Purpose",owner:"Owner",review:"Review by",segmentCount:"\
Segments",largest:"Largest",members:"Members",share:"Share",change:"Change",trend:"Over time",mode:"Mode",everyone:"Divides",asOf:"As of",exclusive:"one segment\
 each",overlapping:"any number of segments",description:"What it is",overdue:"overdue",table:"Table",none:"This project declares no families of segments.",compare:"\
Size over time",rule:"Rule",otherwise:"Everyone for whom no other rule of the family holds.",firstWins:"The first rule of the family that holds decides.",version:"\
Version",all:"all of",any:"any of",not:"not",lists:"Exported to",listsNone:"It is no list for a channel.",listed:(e,t)=>`a list for ${e}${t}`,priorityWord:", pr\
iority",persona:"In words",tests:"Tests",moves:"Entries and exits by cause",movesNote:"Entries stand above the line, exits below. A cause is data, a changed rul\
e (definition), a new fit (model), or identity.",start:"The first day, when everybody enters, is left out of the chart.",curves:"With another number in the rule",
curvesNote:"Members that the segment would have, on the customers of today. The line is the number that holds.",flows:"Where members came from and went",matrix:"\
Migration matrix",matrixNote:"Rows: the segment on the day before. Columns: the segment now.",nobodyMoved:"No move that may be shown.",overlap:"Overlap with oth\
er families",overlapNote:"How much of each segment is in a segment of the other family.",overlapOf:"What else its members are",overlapOfNote:"Segments of other \
families, by how much more often they hold its members than anybody (lift).",against:"Compared with",profile:"What sets it apart",profileNote:"100 is as often a\
s among all. Lines are intervals; shown is only what chance does not explain.",profileNone:"Nothing sets it apart that chance would not explain.",value:"Value w\
ith its interval",worth:"Value",channels:"Reachability by channel",channelsNote:"Share of members that a channel reaches. The rest, by reason.",reachable:"reach\
able",priorities:"Which contact pays",prioritiesNote:"Value of one contact with its interval.",experiments:"Experiments",experimentsNote:"Difference to the cont\
rol group with its interval.",experiment:"Experiment",arm:"Arm",metric:"Metric",difference:"Difference",interval:"Interval",verdict:"Verdict",decided:"Decided o\
n",day:"Day",allSegments:"All segments",comesFrom:"where it comes from",everybody:"everybody"},customers:{title:"Customers",none:"No relation plays the roles th\
at these charts need: see docs/roles.md.",rfm:"Recency and frequency",rfmNote:"Customers by their fifth of recency and of frequency. 5 is best. Darker holds mor\
e.",recency:"Recency",frequency:"Frequency",customers:"customers",monetary:"Monetary value",lifecycle:"Lifecycle",lifecycleNote:"Customers in each stage, in the\
 order of the family's rules.",lifecycleFlows:"Moves between stages",concentration:"How concentrated value is",concentrationNote:e=>`The most valuable fifth of \
customers holds ${e} of the value. The straight line is equal value for all.`,shareOfCustomers:"Share of customers, the least valuable first",shareOfValue:"Shar\
e of value",retention:"Cohorts",retentionNote:"Of those who first bought in a quarter: the share that bought in each quarter since.",cohort:"First bought",size:"\
Customers",since:"Quarters since",experiments:"Experiments on all customers",predictions:"Orders: predicted and actual",predictionsNote:"Customers in tenths by \
predicted orders, in a time that the model had not seen.",predicted:"predicted",actual:"actual",decile:"Tenth",model:"Model"},changes:{title:"Changes",lead:(e,t)=>`\
Who is in which segment in generation ${e}, compared with generation ${t}.`,none:"There is no earlier generation to compare with.",nobody:"Nobody moved.",redefined:"\
Its rules are others.",data:"Only data moved people: its rules are the same.",sameRules:"Its rules are the same.",above:"Models above it are defined otherwise:",
before:"Before",after:"After",entered:"In",left:"Out",definition:"By the rules",byModel:"By a model",byData:"By data",several:"By several",few:"few",causes:"A m\
ove is by the rules, by a model or by data when that alone makes it, and all else does not.",modelsUntold:"What they moved is among the data:",same:"As they wer\
e",notCompared:"Not compared",all:"What the last generation changed"},models:{title:"Models",name:"Name",type:"Type",rows:"Rows",time:"Time",tests:"Tests",folder:"\
Folder",filter:"Filter by name or folder",shown:(e,t)=>`${e} of ${t}`,all:"All types",status:"Status",materialized:"Kept as"},node:{owner:"Owner",relation:"Rela\
tion",file:"File",package:"Package",tags:"Tags",columns:"Columns",column:"Column",type:"Type",meaning:"Meaning",personal:"personal",tests:"Tests",test:"Test",verdict:"\
Result",failures:"Failing rows",time:"Time",history:"Last runs, the newest first",sql:"SQL",raw:"As written",compiled:"As run",runs:"Last runs",run:"Run",status:"\
Status",rows:"Rows written",lineage:"Lineage",whole:"Open the lineage",reads:"Reads",readBy:"Read by",nothing:"nothing",noDescription:"Nobody described it.",rowsNow:"\
Rows",lastTime:"Time of the last build",family:"Family of segments",copy:"Copy",copied:"Copied"},sources:{title:"Sources",source:"Source",age:"Age",loaded:"Newe\
st row",looked:"Looked at",limit:"Freshness",warn:"warns after",error:"fails after",never:"never looked at",notDeclared:"not declared",readers:"Read by",none:"T\
his project reads no sources."},lineage:{title:"Lineage",focus:"Focus",up:"Steps up",down:"Steps down",project:"The project by folder",projectNote:"Each box is \
a folder; an arrow says that a model of one reads a model of the other. Choose a folder, or a model by the search.",tooMany:e=>`${e} nodes are more than can be \
read: fewer steps are shown.`,legend:"Choose a node to open it, or shift and choose to focus on it. Drag to move, scroll to zoom.",fit:"Fit",in:"Zoom in",out:"Z\
oom out",open:"Open",list:"As a list"},column:{title:"What the column is made of",of:"a column of",madeOf:"Made of",usedBy:"Used by",ends:"In the end it comes f\
rom",note:"An arrow says that values of one column are made of the other, also by a condition in between. What rows are joined and filtered by is not followed.",
alone:"It is made of no other column, or its SQL cannot be followed."},runs:{title:"Runs",none:"No run is recorded in target/.",command:"Command",at:"Began",took:"\
Took",result:"Result",published:"Published",notPublished:"nothing",generation:"generation",notFinished:"did not finish",path:"Critical path",pathNote:e=>`The ch\
ain of steps that the end of the run waited for${e?`, without ${e} that took less than a hundredth of it`:""}.`,slowest:"Slowest steps",attention:"What did not \
end well",step:"Step",started:"Began after",duration:"How long runs took"},status:{success:"success",pass:"pass",warn:"warn",fail:"fail",error:"error",skipped:"\
skipped",reused:"reused",interrupted:"interrupted","not started":"not started","never ran":"never ran"},causes:{data:"data",definition:"definition",model:"model",
identity:"identity",erasure:"erasure",start:"start"},blocked:{blocked_by_suppression:"suppressed",blocked_by_no_address:"no address",blocked_by_no_consent:"no c\
onsent",blocked_by_withdrawn:"withdrawn",blocked_by_bounce:"bounced",blocked_by_fatigue:"contacted enough",blocked_by_holdout:"in a control group"}};var ur=new Intl.NumberFormat($.locale,{maximumFractionDigits:0}),of=new Intl.NumberFormat($.locale,{maximumSignificantDigits:3}),sf=new Intl.NumberFormat($.locale,
{notation:"compact",maximumSignificantDigits:3}),af=new Intl.DateTimeFormat($.locale,{day:"numeric",month:"short",year:"numeric",timeZone:"UTC"}),uf=new Intl.DateTimeFormat(
$.locale,{day:"numeric",month:"short",year:"numeric",hour:"2-digit",minute:"2-digit"}),se="–";function G(e){return e==null?se:ur.format(e)}function Ae(e){return e==
null?se:Math.abs(e)<1e4?ve(e):sf.format(e)}function ve(e){return e==null?se:Math.abs(e)>=100||Number.isInteger(e)?ur.format(e):of.format(e)}function ue(e){if(e==
null)return se;let t=Math.abs(e)<.1&&e!==0?1:0;return`${(e*100).toFixed(t)} %`}function Bt(e){return e==null?se:e>0?`+${ur.format(e)}`:e<0?`−${ur.format(-e)}`:
"0"}function Le(e){return e?af.format(new Date(`${e.slice(0,10)}T00:00:00Z`)).replace(/ /g," "):se}function Fe(e){return e?uf.format(new Date(e)):se}function Re(e){
if(e==null)return se;if(e<.0995)return`${Math.round(e*1e3)} ms`;if(e<60)return`${e.toFixed(e<10?2:1)} s`;let t=Math.floor(e/60);return t<60?`${t} min ${Math.round(
e%60)} s`:`${Math.floor(t/60)} h ${t%60} min`}function Ht(e){let t=e/3600;return t<1?`${Math.max(0,Math.round(e/60))} min`:t<48?`${Math.round(t)} h`:`${Math.round(
t/24)} ${$.days}`}function P(e){let t=e.replace(/_/g," ");return t.charAt(0).toUpperCase()+t.slice(1)}function Rs(e,t){return Math.round((Date.parse(t.slice(0,10))-
Date.parse(e.slice(0,10)))/864e5)}var oa=Object.defineProperty,lf=(e,t,n)=>t in e?oa(e,t,{enumerable:!0,configurable:!0,writable:!0,value:n}):e[t]=n,cf=(e,t)=>{for(var n in t)oa(e,n,{get:t[n],enumerable:!0})},
ff=(e,t,n)=>lf(e,typeof t!="symbol"?t+"":t,n),Ai={};cf(Ai,{Graph:()=>Ye,alg:()=>Fi});var hf=Object.defineProperty,sa=(e,t)=>{for(var n in t)hf(e,n,{get:t[n],enumerable:!0})},
Li=class{constructor(e){this._isDirected=!0,this._isMultigraph=!1,this._isCompound=!1,this._nodes={},this._in={},this._preds={},this._out={},this._sucs={},this.
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
o=e.w,s=e.name,arguments.length===2&&(a=t,u=!0)):(i=e,o=t,s=r,arguments.length>2&&(a=n,u=!0)),i=""+i,o=""+o,s!==void 0&&(s=""+s);let l=xn(this._isDirected,i,o,s);
if(l in this._edgeLabels)return u&&(this._edgeLabels[l]=a),this;if(s!==void 0&&!this._isMultigraph)throw new Error("Cannot set a named edge when isMultigraph = \
false");this.setNode(i),this.setNode(o),this._edgeLabels[l]=u?a:this._defaultEdgeLabelFn(i,o,s);let f=df(this._isDirected,i,o,s);return i=f.v,o=f.w,Object.freeze(
f),this._edgeObjs[l]=f,qs(this._preds[o],i),qs(this._sucs[i],o),this._in[o][l]=f,this._out[i][l]=f,this._edgeCount++,this}edge(e,t,n){let r=arguments.length===1?
Ti(this._isDirected,e):xn(this._isDirected,e,t,n);return this._edgeLabels[r]}edgeAsObj(e,t,n){let r=arguments.length===1?this.edge(e):this.edge(e,t,n);return typeof r!=
"object"||r===null?{label:r}:r}hasEdge(e,t,n){return(arguments.length===1?Ti(this._isDirected,e):xn(this._isDirected,e,t,n))in this._edgeLabels}removeEdge(e,t,n){
let r=arguments.length===1?Ti(this._isDirected,e):xn(this._isDirected,e,t,n),i=this._edgeObjs[r];if(i){let o=i.v,s=i.w;delete this._edgeLabels[r],delete this._edgeObjs[r],
zs(this._preds[s],o),zs(this._sucs[o],s),delete this._in[s][r],delete this._out[o][r],this._edgeCount--}return this}inEdges(e,t){return this.isDirected()?this.filterEdges(
this._in[e],e,t):this.nodeEdges(e,t)}outEdges(e,t){return this.isDirected()?this.filterEdges(this._out[e],e,t):this.nodeEdges(e,t)}nodeEdges(e,t){if(e in this._nodes)
return this.filterEdges({...this._in[e],...this._out[e]},e,t)}_removeFromParentsChildList(e){delete this._children[this._parent[e]][e]}filterEdges(e,t,n){if(!e)
return;let r=Object.values(e);return n?r.filter(i=>i.v===t&&i.w===n||i.v===n&&i.w===t):r}};function qs(e,t){e[t]?e[t]++:e[t]=1}function zs(e,t){e[t]!==void 0&&!--e[t]&&
delete e[t]}function xn(e,t,n,r){let i=""+t,o=""+n;if(!e&&i>o){let s=i;i=o,o=s}return i+""+o+""+(r===void 0?"\0":r)}function df(e,t,n,r){let i=""+t,o=""+n;if(!e&&
i>o){let a=i;i=o,o=a}let s={v:i,w:o};return r&&(s.name=r),s}function Ti(e,t){return xn(e,t.v,t.w,t.name)}var mf={};sa(mf,{read:()=>yf,write:()=>pf});function pf(e){
let t={options:{directed:e.isDirected(),multigraph:e.isMultigraph(),compound:e.isCompound()},nodes:gf(e),edges:_f(e)},n=e.graph();return n!==void 0&&(t.value=structuredClone(
n)),t}function gf(e){return e.nodes().map(t=>{let n=e.node(t),r=e.parent(t),i={v:t};return n!==void 0&&(i.value=n),r!==void 0&&(i.parent=r),i})}function _f(e){return e.
edges().map(t=>{let n=e.edge(t),r={v:t.v,w:t.w};return t.name!==void 0&&(r.name=t.name),n!==void 0&&(r.value=n),r})}function yf(e){let t=new Li(e.options);return e.
value!==void 0&&t.setGraph(e.value),e.nodes.forEach(n=>{t.setNode(n.v,n.value),n.parent&&t.setParent(n.v,n.parent)}),e.edges.forEach(n=>{t.setEdge({v:n.v,w:n.w,
name:n.name},n.value)}),t}var Fi={};sa(Fi,{CycleException:()=>cr,bellmanFord:()=>aa,components:()=>wf,dijkstra:()=>lr,dijkstraAll:()=>Mf,findCycles:()=>Ef,floydWarshall:()=>Cf,
isAcyclic:()=>Nf,postorder:()=>Of,preorder:()=>If,prim:()=>Af,shortestPaths:()=>Lf,tarjan:()=>la,topsort:()=>ca});var vf=()=>1;function aa(e,t,n,r){return bf(e,
String(t),n||vf,r||function(i){var o;return(o=e.outEdges(i))!=null?o:[]})}function bf(e,t,n,r){let i={},o,s=0,a=e.nodes(),u=function(h){let m=i[h.v],d=i[h.w];if(!m||
!d)return;let p=n(h);m.distance+p<d.distance&&(i[h.w]={distance:m.distance+p,predecessor:h.v},o=!0)},l=function(){a.forEach(function(h){r(h).forEach(function(m){
let d=m.v===h?m.v:m.w,p=d===m.v?m.w:m.v;u({v:d,w:p})})})};a.forEach(function(h){let m=h===t?0:Number.POSITIVE_INFINITY;i[h]={distance:m,predecessor:""}});let f=a.
length;for(let h=1;h<f&&(o=!1,s++,l(),!!o);h++);if(s===f-1&&(o=!1,l(),o))throw new Error("The graph contains a negative weight cycle");return i}function wf(e){let t={},
n=[],r;function i(o){var s,a;o in t||(t[o]=!0,r.push(o),(s=e.successors(o))==null||s.forEach(i),(a=e.predecessors(o))==null||a.forEach(i))}return e.nodes().forEach(
function(o){r=[],i(o),r.length&&n.push(r)}),n}var ua=class{constructor(){this._arr=[],this._keyIndices={}}size(){return this._arr.length}keys(){return this._arr.
map(e=>e.key)}has(e){return e in this._keyIndices}priority(e){let t=this._keyIndices[e];if(t!==void 0)return this._arr[t].priority}min(){if(this.size()===0)throw new Error(
"Queue underflow");return this._arr[0].key}add(e,t){let n=this._keyIndices,r=String(e);if(!(r in n)){let i=this._arr,o=i.length;return n[r]=o,i.push({key:r,priority:t}),
this._decrease(o),!0}return!1}removeMin(){if(this.size()===0)throw new Error("Queue underflow");this._swap(0,this._arr.length-1);let e=this._arr.pop();return delete this.
_keyIndices[e.key],this._heapify(0),e.key}decrease(e,t){let n=this._keyIndices[e];if(n===void 0)throw new Error(`Key not found: ${e}`);let r=this._arr[n].priority;
if(t>r)throw new Error(`New priority is greater than current priority. Key: ${e} Old: ${r} New: ${t}`);this._arr[n].priority=t,this._decrease(n)}_heapify(e){let t=this.
_arr,n=2*e,r=n+1,i=e;n<t.length&&(i=t[n].priority<t[i].priority?n:i,r<t.length&&(i=t[r].priority<t[i].priority?r:i),i!==e&&(this._swap(e,i),this._heapify(i)))}_decrease(e){
let t=this._arr,n=t[e].priority,r;for(;e!==0&&(r=e>>1,!(t[r].priority<n));)this._swap(e,r),e=r}_swap(e,t){let n=this._arr,r=this._keyIndices,i=n[e],o=n[t];n[e]=
o,n[t]=i,r[o.key]=e,r[i.key]=t}},xf=()=>1;function lr(e,t,n,r){let i=function(o){var s;return(s=e.outEdges(o))!=null?s:[]};return kf(e,String(t),n||xf,r||i)}function kf(e,t,n,r){
let i={},o=new ua,s,a,u=function(l){let f=l.v!==s?l.v:l.w,h=i[f];if(!h)return;let m=n(l),d=a.distance+m;if(m<0)throw new Error("dijkstra does not allow negative\
 edge weights. Bad edge: "+l+" Weight: "+m);d<h.distance&&(h.distance=d,h.predecessor=s,o.decrease(f,d))};for(e.nodes().forEach(function(l){let f=l===t?0:Number.
POSITIVE_INFINITY;i[l]={distance:f,predecessor:""},o.add(l,f)});o.size()>0;){s=o.removeMin();let l=i[s];if(!l||l.distance===Number.POSITIVE_INFINITY)break;a=l,r(
s).forEach(u)}return i}function Mf(e,t,n){return e.nodes().reduce(function(r,i){return r[i]=lr(e,i,t,n),r},{})}function la(e){let t=0,n=[],r={},i=[];function o(s){
var a;let u=r[s]={onStack:!0,lowlink:t,index:t++};if(n.push(s),(a=e.successors(s))==null||a.forEach(function(l){if(l in r){let f=r[l];f!=null&&f.onStack&&(u.lowlink=
Math.min(u.lowlink,f.index))}else{o(l);let f=r[l];f&&(u.lowlink=Math.min(u.lowlink,f.lowlink))}}),u.lowlink===u.index){let l=[],f;do{f=n.pop();let h=r[f];h&&(h.
onStack=!1),l.push(f)}while(s!==f);i.push(l)}}return e.nodes().forEach(function(s){s in r||o(s)}),i}function Ef(e){return la(e).filter(function(t){var n;let r=t[0];
return r?t.length>1||t.length===1&&((n=e.outEdges(r,r))!=null?n:[]).length>0:!1})}var Tf=()=>1;function Cf(e,t,n){return Sf(e,t||Tf,n||function(r){var i;return(i=
e.outEdges(r))!=null?i:[]})}function Sf(e,t,n){let r={},i=e.nodes();return i.forEach(function(o){let s={};r[o]=s,s[o]={distance:0,predecessor:""},i.forEach(function(a){
o!==a&&(s[a]={distance:Number.POSITIVE_INFINITY,predecessor:""})}),n(o).forEach(function(a){let u=a.v===o?a.w:a.v,l=t(a);s[u]={distance:l,predecessor:o}})}),i.forEach(
function(o){let s=r[o];s&&i.forEach(function(a){let u=r[a];u&&i.forEach(function(l){let f=u[o],h=s[l],m=u[l];if(f&&h&&m){let d=f.distance+h.distance;d<m.distance&&
(m.distance=d,m.predecessor=h.predecessor)}})})}),r}var cr=class extends Error{constructor(e){super(e),this.name="CycleException"}};function ca(e){let t={},n={},
r=[];function i(o){var s;if(o in n)throw new cr;o in t||(n[o]=!0,t[o]=!0,(s=e.predecessors(o))==null||s.forEach(i),delete n[o],r.push(o))}if(e.sinks().forEach(i),
Object.keys(t).length!==e.nodeCount())throw new cr;return r}function Nf(e){try{ca(e)}catch(t){if(t instanceof cr)return!1;throw t}return!0}function $f(e,t,n,r,i){
Array.isArray(t)||(t=[t]);let o=(a=>{var u;return(u=e.isDirected()?e.successors(a):e.neighbors(a))!=null?u:[]}),s={};return t.forEach(function(a){if(!e.hasNode(
a))throw new Error("Graph does not have node: "+a);i=fa(e,a,n==="post",s,o,r,i)}),i}function fa(e,t,n,r,i,o,s){return t in r||(r[t]=!0,n||(s=o(s,t)),i(t).forEach(
function(a){s=fa(e,a,n,r,i,o,s)}),n&&(s=o(s,t))),s}function ha(e,t,n){return $f(e,t,n,function(r,i){return r.push(i),r},[])}function Of(e,t){return ha(e,t,"post")}
function If(e,t){return ha(e,t,"pre")}function Af(e,t){var n;let r=new Li,i={},o=new ua,s;function a(f){let h=f.v===s?f.w:f.v,m=o.priority(h);if(m!==void 0){let d=t(
f);d<m&&(i[h]=s,o.decrease(h,d))}}if(e.nodeCount()===0)return r;e.nodes().forEach(function(f){o.add(f,Number.POSITIVE_INFINITY),r.setNode(f)});let u=e.nodes()[0];
u!==void 0&&o.decrease(u,0);let l=!1;for(;o.size()>0;){if(s=o.removeMin(),s in i)r.setEdge(s,i[s]);else{if(l)throw new Error("Input graph is not connected: "+e);
l=!0}(n=e.nodeEdges(s))==null||n.forEach(a)}return r}function Lf(e,t,n,r){return Ff(e,t,n,r??(i=>{var o;return(o=e.outEdges(i))!=null?o:[]}))}function Ff(e,t,n,r){
if(n===void 0)return lr(e,t,n,r);let i=!1,o=e.nodes();for(let s=0;s<o.length;s++){let a=o[s];if(a===void 0)continue;let u=r(a);for(let l=0;l<u.length;l++){let f=u[l];
if(!f)continue;let h=f.v===a?f.v:f.w,m=h===f.v?f.w:f.v;n({v:h,w:m})<0&&(i=!0)}if(i)return aa(e,t,n,r)}return lr(e,t,n,r)}var Ye=Li;function Yt(e,t,n,r){let i=r;
for(;e.hasNode(i);)i=Pi(r);return n.dummy=t,e.setNode(i,n),i}function Pf(e){let t=new Ye().setGraph(e.graph());return e.nodes().forEach(n=>t.setNode(n,e.node(n))),
e.edges().forEach(n=>{let r=t.edge(n.v,n.w)||{weight:0,minlen:1},i=e.edge(n);t.setEdge(n.v,n.w,{weight:r.weight+i.weight,minlen:Math.max(r.minlen,i.minlen)})}),
t}function da(e){let t=new Ye({multigraph:e.isMultigraph()}).setGraph(e.graph());return e.nodes().forEach(n=>{e.children(n).length||t.setNode(n,e.node(n))}),e.edges().
forEach(n=>{t.setEdge(n,e.edge(n))}),t}function Us(e,t){let n=e.x,r=e.y,i=t.x-n,o=t.y-r,s=e.width/2,a=e.height/2;if(!i&&!o)throw new Error("Not possible to find\
 intersection inside of the rectangle");let u,l;return i===0||Math.abs(o)*s>Math.abs(i)*a?(o<0&&(a=-a),u=a*i/o,l=a):(i<0&&(s=-s),u=s,l=s*o/i),{x:n+u,y:r+l}}function hr(e){
let t=kn(pa(e)+1).map(()=>[]);return e.nodes().forEach(n=>{let r=e.node(n),i=r.rank;i!==void 0&&(t[i]||(t[i]=[]),t[i][r.order]=n)}),t}function Df(e){let t=e.nodes().
map(r=>{let i=e.node(r).rank;return i===void 0?Number.MAX_VALUE:i}),n=We(Math.min,t);e.nodes().forEach(r=>{let i=e.node(r);Object.hasOwn(i,"rank")&&(i.rank-=n)})}
function Rf(e){let t=e.nodes().map(s=>e.node(s).rank).filter(s=>s!==void 0),n=We(Math.min,t),r=[];e.nodes().forEach(s=>{let a=e.node(s).rank-n;r[a]||(r[a]=[]),r[a].
push(s)});let i=0,o=e.graph().nodeRankFactor;Array.from(r).forEach((s,a)=>{s===void 0&&a%o!==0?--i:s!==void 0&&i&&s.forEach(u=>e.node(u).rank+=i)})}function js(e,t,n,r){
let i={width:0,height:0};return arguments.length>=4&&(i.rank=n,i.order=r),Yt(e,"border",i,t)}function qf(e,t=ma){let n=[];for(let r=0;r<e.length;r+=t){let i=e.slice(
r,r+t);n.push(i)}return n}var ma=65535;function We(e,t){if(t.length>ma){let n=qf(t);return e(...n.map(r=>e(...r)))}else return e(...t)}function pa(e){let t=e.nodes().
map(n=>{let r=e.node(n).rank;return r===void 0?Number.MIN_VALUE:r});return We(Math.max,t)}function zf(e,t){let n={lhs:[],rhs:[]};return e.forEach(r=>{t(r)?n.lhs.
push(r):n.rhs.push(r)}),n}function Uf(e,t){return t()}var jf=0;function Pi(e){let t=++jf;return e+(""+t)}function kn(e,t,n=1){t==null&&(t=e,e=0);let r=o=>o<t;n<0&&(r=o=>t<o);let i=[];for(let o=e;r(
o);o+=n)i.push(o);return i}function fr(e,t){let n={};for(let r of t)e[r]!==void 0&&(n[r]=e[r]);return n}function dr(e,t){let n;return typeof t=="string"?n=r=>r[t]:
n=t,Object.entries(e).reduce((r,[i,o])=>(r[i]=n(o,i),r),{})}function Bf(e,t){return e.reduce((n,r,i)=>(n[r]=t[i],n),{})}var mr="\0";function ga(e,t,n){var r,i,o,
s,a,u;if(!(e&&t&&n&&t.dummy==="edge"&&n.dummy==="edge"&&t.edgeObj&&n.edgeObj&&e[t.edgeObj.v]&&e[n.edgeObj.v]&&e[t.edgeObj.w]&&e[n.edgeObj.w]))return 0;let l=!0;
t.edgeObj.w===n.edgeObj.w&&(l=!1);let f=l?(i=(r=e[t.edgeObj.v])==null?void 0:r.rank)!=null?i:NaN+1:(s=(o=e[t.edgeObj.w])==null?void 0:o.rank)!=null?s:NaN-1,h=Object.
entries(e).find(g=>{var w,v;return((w=g[1].edgeObj)==null?void 0:w.v)===t.edgeObj.v&&((v=g[1].edgeObj)==null?void 0:v.w)===t.edgeObj.w&&g[1].rank===f}),m=Object.
entries(e).find(g=>{var w,v;return((w=g[1].edgeObj)==null?void 0:w.v)===n.edgeObj.v&&((v=g[1].edgeObj)==null?void 0:v.w)===n.edgeObj.w&&g[1].rank===f});if(!h||!m)
return 0;let d=(a=h[1].order)!=null?a:NaN,p=(u=m[1].order)!=null?u:NaN;return isNaN(d-p)?0:d-p}var Hf=class{constructor(){ff(this,"_sentinel");let e={};e._next=e._prev=e,this._sentinel=e}dequeue(){let e=this._sentinel,t=e._prev;if(t!==e)return Bs(t),t}enqueue(e){
let t=this._sentinel;e._prev&&e._next&&Bs(e),e._next=t._next,t._next._prev=e,t._next=e,e._prev=t}toString(){let e=[],t=this._sentinel,n=t._prev;for(;n!==t;)e.push(
JSON.stringify(n,Wf)),n=n._prev;return"["+e.join(", ")+"]"}};function Bs(e){e._prev._next=e._next,e._next._prev=e._prev,delete e._next,delete e._prev}function Wf(e,t){
if(e!=="_next"&&e!=="_prev")return t}var Yf=Hf,Vf=()=>1;function Xf(e,t){if(e.nodeCount()<=1)return[];let n=Zf(e,t||Vf);return Gf(n.graph,n.buckets,n.zeroIdx).flatMap(
r=>e.outEdges(r.v,r.w)||[])}function Gf(e,t,n){var r;let i=[],o=t[t.length-1],s=t[0],a;for(;e.nodeCount();){for(;a=s.dequeue();)Ci(e,t,n,a);for(;a=o.dequeue();)
Ci(e,t,n,a);if(e.nodeCount()){for(let u=t.length-2;u>0;--u)if(a=(r=t[u])==null?void 0:r.dequeue(),a){i=i.concat(Ci(e,t,n,a,!0)||[]);break}}}return i}function Ci(e,t,n,r,i){
let o=[],s=i?o:void 0;return(e.inEdges(r.v)||[]).forEach(a=>{let u=e.edge(a),l=e.node(a.v);i&&o.push({v:a.v,w:a.w}),l.out-=u,Ii(t,n,l)}),(e.outEdges(r.v)||[]).forEach(
a=>{let u=e.edge(a),l=a.w,f=e.node(l);f.in-=u,Ii(t,n,f)}),e.removeNode(r.v),s}function Zf(e,t){let n=new Ye,r=0,i=0;e.nodes().forEach(a=>{n.setNode(a,{v:a,in:0,
out:0})}),e.edges().forEach(a=>{let u=n.edge(a.v,a.w)||0,l=t(a),f=u+l;n.setEdge(a.v,a.w,f);let h=n.node(a.v),m=n.node(a.w);i=Math.max(i,h.out+=l),r=Math.max(r,m.
in+=l)});let o=Qf(i+r+3).map(()=>new Yf),s=r+1;return n.nodes().forEach(a=>{Ii(o,s,n.node(a))}),{graph:n,buckets:o,zeroIdx:s}}function Ii(e,t,n){var r,i,o;n.out?
n.in?(o=e[n.out-n.in+t])==null||o.enqueue(n):(i=e[e.length-1])==null||i.enqueue(n):(r=e[0])==null||r.enqueue(n)}function Qf(e){let t=[];for(let n=0;n<e;n++)t.push(
n);return t}function Kf(e,t){(e.graph().acyclicer==="greedy"?Xf(e,n(e)):Jf(e,t??null)).forEach(r=>{let i=e.edge(r);e.removeEdge(r),i.forwardName=r.name,i.reversed=
!0,e.setEdge(r.w,r.v,i,Pi("rev"))});function n(r){return i=>r.edge(i).weight}}function Jf(e,t){let n=[],r={},i={};function o(u){Object.hasOwn(i,u)||(i[u]=!0,r[u]=
!0,e.outEdges(u).forEach(l=>{Object.hasOwn(r,l.w)?n.push(l):o(l.w)}),delete r[u])}function s(u){var l;Object.hasOwn(i,u)||(i[u]=!0,r[u]=!0,(l=e.outEdges(u))==null||
l.forEach(f=>{var h,m;Object.hasOwn(r,f.w)||((h=t.node(u))==null?void 0:h.rank)>((m=t.node(f.w))==null?void 0:m.rank)&&th(e,f.w,f)?n.push(f):s(f.w)}),delete r[u])}
let a=o;return t&&typeof t.node=="function"&&(a=s),e.sources().forEach(a),e.nodes().forEach(a),n}function eh(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.reversed){
e.removeEdge(t);let r=n.forwardName;delete n.reversed,delete n.forwardName,e.setEdge(t.w,t.v,n,r)}})}function th(e,t,n){let r=new Set;function i(o){var s;if(e.sources().
includes(o))return!0;r.add(o);for(let a of(s=e.inEdges(o))!=null?s:[])if(!(a.v===n.v&&a.w===n.w)&&!r.has(a.v)&&i(a.v))return!0;return!1}return i(t)}function nh(e){
e.graph().dummyChains=[],e.edges().forEach(t=>rh(e,t))}function rh(e,t){let n=t.v,r=e.node(n).rank,i=t.w,o=e.node(i).rank,s=t.name,a=e.edge(t),u=a.labelRank;if(o===
r+1)return;e.removeEdge(t);let l,f,h;for(h=0,++r;r<o;++h,++r)a.points=[],f={width:0,height:0,edgeLabel:a,edgeObj:t,rank:r},l=Yt(e,"edge",f,"_d"),r===u&&(f.width=
a.width,f.height=a.height,f.dummy="edge-label",f.labelpos=a.labelpos),e.setEdge(n,l,{weight:a.weight},s),h===0&&e.graph().dummyChains.push(l),n=l;e.setEdge(n,i,
{weight:a.weight},s)}function ih(e){e.graph().dummyChains.forEach(t=>{let n=e.node(t),r=n.edgeLabel,i;for(e.setEdge(n.edgeObj,r);n.dummy;)i=e.successors(t)[0],e.
removeNode(t),r.points.push({x:n.x,y:n.y}),n.dummy==="edge-label"&&(r.x=n.x,r.y=n.y,r.width=n.width,r.height=n.height),t=i,n=e.node(t)})}function Di(e){let t={};
function n(r){let i=e.node(r);if(Object.hasOwn(t,r))return i.rank;t[r]=!0;let o=e.outEdges(r),s=o?o.map(u=>u==null?Number.POSITIVE_INFINITY:n(u.w)-e.edge(u).minlen):
[],a=We(Math.min,s);return a===Number.POSITIVE_INFINITY&&(a=0),i.rank=a}e.sources().forEach(n)}function Wt(e,t){return e.node(t.w).rank-e.node(t.v).rank-e.edge(
t).minlen}var _a=oh;function oh(e){let t=new Ye({directed:!1}),n=e.nodes();if(n.length===0)throw new Error("Graph must have at least one node");let r=n[0],i=e.nodeCount();
t.setNode(r,{});let o,s;for(;sh(t,e)<i&&(o=ah(t,e),!!o);)s=t.hasNode(o.v)?Wt(e,o):-Wt(e,o),uh(t,e,s);return t}function sh(e,t){function n(r){let i=t.nodeEdges(r);
i&&i.forEach(o=>{let s=o.v,a=r===s?o.w:s;!e.hasNode(a)&&!Wt(t,o)&&(e.setNode(a,{}),e.setEdge(r,a,{}),n(a))})}return e.nodes().forEach(n),e.nodeCount()}function ah(e,t){
return t.edges().reduce((n,r)=>{let i=Number.POSITIVE_INFINITY;return e.hasNode(r.v)!==e.hasNode(r.w)&&(i=Wt(t,r)),i<n[0]?[i,r]:n},[Number.POSITIVE_INFINITY,null])[1]}
function uh(e,t,n){e.nodes().forEach(r=>t.node(r).rank+=n)}var{preorder:lh,postorder:ch}=Fi,fh=kt;kt.initLowLimValues=qi;kt.initCutValues=Ri;kt.calcCutValue=ya;
kt.leaveEdge=ba;kt.enterEdge=wa;kt.exchangeEdges=xa;function kt(e){e=Pf(e),Di(e);let t=_a(e);qi(t),Ri(t,e);let n,r;for(;n=ba(t);)r=wa(t,e,n),xa(t,e,n,r)}function Ri(e,t){
let n=ch(e,e.nodes());n=n.slice(0,n.length-1),n.forEach(r=>hh(e,t,r))}function hh(e,t,n){let r=e.node(n).parent,i=e.edge(n,r);i.cutvalue=ya(e,t,n)}function ya(e,t,n){
let r=e.node(n).parent,i=!0,o=t.edge(n,r),s=0;o||(i=!1,o=t.edge(r,n)),s=o.weight;let a=t.nodeEdges(n);return a&&a.forEach(u=>{let l=u.v===n,f=l?u.w:u.v;if(f!==r){
let h=l===i,m=t.edge(u).weight;if(s+=h?m:-m,mh(e,n,f)){let d=e.edge(n,f).cutvalue;s+=h?-d:d}}}),s}function qi(e,t){arguments.length<2&&(t=e.nodes()[0]),va(e,{},
1,t)}function va(e,t,n,r,i){let o=n,s=e.node(r);t[r]=!0;let a=e.neighbors(r);return a&&a.forEach(u=>{Object.hasOwn(t,u)||(n=va(e,t,n,u,r))}),s.low=o,s.lim=n++,i?
s.parent=i:delete s.parent,n}function ba(e){return e.edges().find(t=>e.edge(t).cutvalue<0)}function wa(e,t,n){let r=n.v,i=n.w;t.hasEdge(r,i)||(r=n.w,i=n.v);let o=e.
node(r),s=e.node(i),a=o,u=!1;return o.lim>s.lim&&(a=s,u=!0),t.edges().filter(l=>u===Hs(e,e.node(l.v),a)&&u!==Hs(e,e.node(l.w),a)).reduce((l,f)=>Wt(t,f)<Wt(t,l)?
f:l)}function xa(e,t,n,r){let i=n.v,o=n.w;e.removeEdge(i,o),e.setEdge(r.v,r.w,{}),qi(e),Ri(e,t),dh(e,t)}function dh(e,t){let n=e.nodes().find(i=>!e.node(i).parent);
if(!n)return;let r=lh(e,[n]);r=r.slice(1),r.forEach(i=>{let o=e.node(i).parent,s=t.edge(i,o),a=!1;s||(s=t.edge(o,i),a=!0),t.node(i).rank=t.node(o).rank+(a?s.minlen:
-s.minlen)})}function mh(e,t,n){return e.hasEdge(t,n)}function Hs(e,t,n){return n.low<=t.lim&&t.lim<=n.lim}var ph=gh;function gh(e){let t=e.graph().ranker;if(typeof t==
"function")return t(e);switch(t){case"network-simplex":Ws(e);break;case"tight-tree":yh(e);break;case"longest-path":_h(e);break;case"none":break;default:Ws(e)}}var _h=Di;
function yh(e){Di(e),_a(e)}function Ws(e){fh(e)}var vh=bh;function bh(e){let t=xh(e),n=e.graph();Array.isArray(n.dummyChains)&&n.dummyChains.forEach(r=>{let i=e.
node(r),o=i.edgeObj,s=wh(e,t,o.v,o.w),a=s.path,u=s.lca,l=0,f=a[l],h=!0;for(;r!==o.w;){if(i=e.node(r),h){for(;(f=a[l])!==u&&e.node(f).maxRank<i.rank;)l++;f===u&&
(h=!1)}if(!h){for(;l<a.length-1&&e.node(a[l+1]).minRank<=i.rank;)l++;f=a[l]}f!==void 0&&e.setParent(r,f),r=e.successors(r)[0]}})}function wh(e,t,n,r){let i=[],o=[],
s=Math.min(t[n].low,t[r].low),a=Math.max(t[n].lim,t[r].lim),u;u=n;do u=e.parent(u),i.push(u);while(u&&(t[u].low>s||a>t[u].lim));let l=u,f=r;for(;(f=e.parent(f))!==
l;)o.push(f);return{path:i.concat(o.reverse()),lca:l}}function xh(e){let t={},n=0;function r(i){let o=n;e.children(i).forEach(r),t[i]={low:o,lim:n++}}return e.children(
mr).forEach(r),t}function kh(e){let t=Yt(e,"root",{},"_root"),n=Mh(e),r=Object.values(n),i=We(Math.max,r)-1,o=2*i+1;e.graph().nestingRoot=t,e.edges().forEach(a=>e.
edge(a).minlen*=o);let s=Eh(e)+1;e.children(mr).forEach(a=>{ka(e,t,o,s,i,n,a)}),e.graph().nodeRankFactor=o}function ka(e,t,n,r,i,o,s){var a;let u=e.children(s);
if(!u.length){s!==t&&e.setEdge(t,s,{weight:0,minlen:n});return}let l=js(e,"_bt"),f=js(e,"_bb"),h=e.node(s);e.setParent(l,s),h.borderTop=l,e.setParent(f,s),h.borderBottom=
f,u.forEach(m=>{var d;ka(e,t,n,r,i,o,m);let p=e.node(m),g=p.borderTop?p.borderTop:m,w=p.borderBottom?p.borderBottom:m,v=p.borderTop?r:2*r,x=g!==w?1:i-((d=o[s])!=
null?d:0)+1;e.setEdge(l,g,{weight:v,minlen:x,nestingEdge:!0}),e.setEdge(w,f,{weight:v,minlen:x,nestingEdge:!0})}),e.parent(s)||e.setEdge(t,l,{weight:0,minlen:i+
((a=o[s])!=null?a:0)})}function Mh(e){let t={};function n(r,i){let o=e.children(r);o&&o.length&&o.forEach(s=>n(s,i+1)),t[r]=i}return e.children(mr).forEach(r=>n(
r,1)),t}function Eh(e){return e.edges().reduce((t,n)=>t+e.edge(n).weight,0)}function Th(e){let t=e.graph();e.removeNode(t.nestingRoot),delete t.nestingRoot,e.edges().
forEach(n=>{e.edge(n).nestingEdge&&e.removeEdge(n)})}var Ch=Sh;function Sh(e){function t(n){let r=e.children(n),i=e.node(n);if(r.length&&r.forEach(t),i&&Object.
hasOwn(i,"minRank")){i.borderLeft=[],i.borderRight=[];for(let o=i.minRank,s=i.maxRank+1;o<s;++o)Ys(e,"borderLeft","_bl",n,i,o),Ys(e,"borderRight","_br",n,i,o)}}
e.children(mr).forEach(t)}function Ys(e,t,n,r,i,o){let s={width:0,height:0,rank:o,borderType:t},a=i[t][o-1],u=Yt(e,"border",s,n);i[t][o]=u,e.setParent(u,r),a&&e.
setEdge(a,u,{weight:1})}function Nh(e){var t;let n=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="lr"||n==="rl")&&Ma(e)}function $h(e){var t;let n=(t=
e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="bt"||n==="rl")&&Oh(e),(n==="lr"||n==="rl")&&(Ih(e),Ma(e))}function Ma(e){e.nodes().forEach(t=>Vs(e.node(t))),
e.edges().forEach(t=>Vs(e.edge(t)))}function Vs(e){let t=e.width;e.width=e.height,e.height=t}function Oh(e){e.nodes().forEach(t=>Si(e.node(t))),e.edges().forEach(
t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(Si),Object.hasOwn(r,"y")&&Si(r)})}function Si(e){e.y=-e.y}function Ih(e){e.nodes().forEach(t=>Ni(e.node(
t))),e.edges().forEach(t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(Ni),Object.hasOwn(r,"x")&&Ni(r)})}function Ni(e){let t=e.x;e.x=e.y,e.y=t}function Ah(e,t=null){
let n={},r=e.nodes().filter(l=>!e.children(l).length),i=r.map(l=>e.node(l).rank),o=We(Math.max,i),s=kn(o+1).map(()=>[]);function a(l){if(n[l])return;n[l]=!0;let f=e.
node(l);s[f.rank].push(l);let h=e.successors(l);h&&[...h].sort((m,d)=>u(m,d)).forEach(a)}r.sort((l,f)=>e.node(l).rank-e.node(f).rank).forEach(a);function u(l,f){
let h=e.node(l),m=e.node(f);return ga(t,h,m)}return s}function Lh(e,t){let n=0;for(let r=1;r<t.length;++r)n+=Fh(e,t[r-1],t[r]);return n}function Fh(e,t,n){let r=Bf(
n,n.map((l,f)=>f)),i=t.flatMap(l=>{let f=e.outEdges(l);return f?f.map(h=>({pos:r[h.w],weight:e.edge(h).weight})).sort((h,m)=>h.pos-m.pos):[]}),o=1;for(;o<n.length;)
o<<=1;let s=2*o-1;o-=1;let a=new Array(s).fill(0),u=0;return i.forEach(l=>{let f=l.pos+o;a[f]+=l.weight;let h=0;for(;f>0;)f%2&&(h+=a[f+1]),f=f-1>>1,a[f]+=l.weight;
u+=l.weight*h}),u}function Ph(e,t=[]){return t.map(n=>{let r=e.inEdges(n);if(!r||!r.length)return{v:n};{let i=r.reduce((o,s)=>{let a=e.edge(s),u=e.node(s.v);return{
sum:o.sum+a.weight*u.order,weight:o.weight+a.weight}},{sum:0,weight:0});return{v:n,barycenter:i.sum/i.weight,weight:i.weight}}})}function Dh(e,t){let n={};e.forEach(
(i,o)=>{let s={indegree:0,in:[],out:[],vs:[i.v],i:o};i.barycenter!==void 0&&(s.barycenter=i.barycenter,s.weight=i.weight),n[i.v]=s}),t.edges().forEach(i=>{let o=n[i.
v],s=n[i.w];o!==void 0&&s!==void 0&&(s.indegree++,o.out.push(s))});let r=Object.values(n).filter(i=>!i.indegree);return Rh(r)}function Rh(e){let t=[];function n(i){
return o=>{o.merged||(o.barycenter===void 0||i.barycenter===void 0||o.barycenter>=i.barycenter)&&qh(i,o)}}function r(i){return o=>{o.in.push(i),--o.indegree===0&&
e.push(o)}}for(;e.length;){let i=e.pop();t.push(i),i.in.reverse().forEach(n(i)),i.out.forEach(r(i))}return t.filter(i=>!i.merged).map(i=>fr(i,["vs","i","barycen\
ter","weight"]))}function qh(e,t){let n=0,r=0;e.weight&&(n+=e.barycenter*e.weight,r+=e.weight),t.weight&&(n+=t.barycenter*t.weight,r+=t.weight),e.vs=t.vs.concat(
e.vs),e.barycenter=n/r,e.weight=r,e.i=Math.min(t.i,e.i),t.merged=!0}function zh(e,t,n,r,i){let o={},s=null,a=null,u=i;typeof t=="boolean"?(u=t,o={}):t&&(o=t,s=n??
null,a=r??null);let l=zf(e,v=>Object.hasOwn(v,"barycenter")),f=l.lhs,h=l.rhs.sort((v,x)=>x.i-v.i),m=[],d=0,p=0,g=0;f.sort(Uh(a,s,!!u));for(let[v,x]of Object.entries(
o)){let E=f.findIndex(M=>M.vs[0]===v);f.splice(E+1,0,x)}g=Xs(m,h,g),f.forEach(v=>{g+=v.vs.length,m.push(v.vs),d+=v.barycenter*v.weight,p+=v.weight,g=Xs(m,h,g)});
let w={vs:m.flat(1)};return p&&(w.barycenter=d/p,w.weight=p),w}function Xs(e,t,n){let r;for(;t.length&&(r=t[t.length-1]).i<=n;)t.pop(),e.push(r.vs),n++;return n}
function Uh(e,t,n){return(r,i)=>{if(r.barycenter<i.barycenter)return-1;if(r.barycenter>i.barycenter)return 1;if(e&&(typeof r.vs[0]=="string"||typeof i.vs[0]=="s\
tring")){let o=e.node(r.vs[0]),s=e.node(i.vs[0]),a=ga(t,o,s);if(a!==0)return a}return n?i.i-r.i:r.i-i.i}}function Ea(e,t,n,r,i){var o,s,a,u,l,f,h,m,d,p,g;let w=null,
v=i;typeof r=="boolean"?(v=r,w=null):r!==void 0&&(w=r);let x=e.children(t),E=e.node(t),M=E?E.borderLeft:void 0,F=E?E.borderRight:void 0,N={};M&&(x=x.filter(L=>L!==
M&&L!==F));let j=Ph(e,x);j.forEach(L=>{if(e.children(L.v).length){let{result:z}=Ea(e,L.v,n,w,v);N[L.v]=z,Object.hasOwn(z,"barycenter")&&Bh(L,z)}});let q=Dh(j,n);
jh(q,N);let Y={},V=!1;for(let L=0;L<q.length;L++)for(let z=L+1;z<q.length;z++)if(!(!q[L]||!q[z]||!((o=q[L])!=null&&o.barycenter)||!((s=q[z])!=null&&s.barycenter))&&
((a=q[L])==null?void 0:a.barycenter)===q[z].barycenter){let y=(l=(u=q[L])==null?void 0:u.vs[0])!=null?l:"",_=(h=(f=q[z])==null?void 0:f.vs[0])!=null?h:"",b=e.node(
y),T=e.node(_);if(b.dummy==="edge"&&T.dummy==="edge"&&((m=b.edgeObj)==null?void 0:m.v)===((d=T.edgeObj)==null?void 0:d.v)&&((p=b.edgeObj)==null?void 0:p.w)===((g=
T.edgeObj)==null?void 0:g.w))if(b.edgeLabel.reversed){Y[_]=q[L],q.splice(L,1),L--;break}else Y[y]||(Y[y]=q[z],q.splice(z,1),z--);else V=!0}let W=zh(q,Y,w,e,v);if(M&&
F){W.vs=[M,W.vs,F].flat(1);let L=e.predecessors(M);if(L&&L.length){let z=e.node(L[0]),y=e.predecessors(F),_=e.node(y[0]);Object.hasOwn(W,"barycenter")||(W.barycenter=
0,W.weight=0),W.barycenter=(W.barycenter*W.weight+z.order+_.order)/(W.weight+2),W.weight+=2}}return Object.defineProperty(W,"result",{value:W,enumerable:!1,configurable:!0,
writable:!0}),Object.defineProperty(W,"usedBias",{value:V,enumerable:!1,configurable:!0,writable:!0}),W}function jh(e,t){e.forEach(n=>{n.vs=n.vs.flatMap(r=>t[r]?
t[r].vs:r)})}function Bh(e,t){e.barycenter!==void 0?(e.barycenter=(e.barycenter*e.weight+t.barycenter*t.weight)/(e.weight+t.weight),e.weight+=t.weight):(e.barycenter=
t.barycenter,e.weight=t.weight)}function Hh(e,t,n,r){r||(r=e.nodes());let i=Wh(e),o=new Ye({compound:!0}).setGraph({root:i}).setDefaultNodeLabel(s=>e.node(s));return r.
forEach(s=>{let a=e.node(s),u=e.parent(s);if(a.rank===t||a.minRank<=t&&t<=a.maxRank){o.setNode(s),o.setParent(s,u||i);let l=e[n](s);l&&l.forEach(f=>{let h=f.v===
s?f.w:f.v,m=o.edge(h,s),d=m!==void 0?m.weight:0;o.setEdge(h,s,{weight:e.edge(f).weight+d})}),Object.hasOwn(a,"minRank")&&o.setNode(s,{borderLeft:a.borderLeft[t],
borderRight:a.borderRight[t]})}}),o}function Wh(e){let t;for(;e.hasNode(t=Pi("_root")););return t}function Yh(e,t,n){let r={},i;n.forEach(o=>{let s=e.parent(o),
a,u;for(;s;){if(a=e.parent(s),a?(u=r[a],r[a]=s):(u=i,i=s),u&&u!==s){t.setEdge(u,s);return}s=a}})}function Ta(e,t={},n=null){if(typeof t.customOrder=="function"){
t.customOrder(e,Ta);return}let r=pa(e),i=Gs(e,kn(1,r+1),"inEdges"),o=Gs(e,kn(r-1,-1,-1),"outEdges"),s=Ah(e,n);if(Zs(e,s),t.disableOptimalOrderHeuristic)return;let a=Number.
POSITIVE_INFINITY,u,l=t.constraints||[];for(let f=0,h=0;h<4;++f,++h){Vh(f%2?i:o,f%4>=2,l,n),s=hr(e);let m=Lh(e,s);m<a?(h=0,u=Object.assign({},s),a=m):m===a&&(u=
structuredClone(s))}Zs(e,u)}function Gs(e,t,n){let r=new Map,i=(o,s)=>{r.has(o)||r.set(o,[]),r.get(o).push(s)};for(let o of e.nodes()){let s=e.node(o);if(typeof s.
rank=="number"&&i(s.rank,o),typeof s.minRank=="number"&&typeof s.maxRank=="number")for(let a=s.minRank;a<=s.maxRank;a++)a!==s.rank&&i(a,o)}return t.map(function(o){
return Hh(e,o,n,r.get(o)||[])})}function Vh(e,t,n,r){let i=!0,o=new Ye;e.forEach(function(s){n.forEach(f=>o.setEdge(f.left,f.right));let a=s.graph().root,{result:u,
usedBias:l}=Ea(s,a,o,r,i);t&&l&&(i=!i),u.vs.forEach((f,h)=>s.node(f).order=h),Yh(s,o,u.vs)})}function Zs(e,t){Object.values(t).forEach(n=>n.forEach((r,i)=>e.node(
r).order=i))}function Xh(e,t){let n={};function r(i,o){let s=0,a=0,u=i.length,l=o[o.length-1];return o.forEach((f,h)=>{let m=Zh(e,f),d=m?e.node(m).order:u;(m||f===
l)&&(o.slice(a,h+1).forEach(p=>{let g=e.predecessors(p);g&&g.forEach(w=>{let v=e.node(w),x=v.order;(x<s||d<x)&&!(v.dummy&&e.node(p).dummy)&&Ca(n,w,p)})}),a=h+1,
s=d)}),o}return t.length&&t.reduce(r),n}function Gh(e,t){let n={};function r(s){var a;return((a=e.node(s))==null?void 0:a.dummy)==="border"}if(!e.nodes().some(r))
return n;function i(s,a,u,l,f){kn(a,u).forEach(h=>{let m=s[h];if(m!==void 0&&e.node(m).dummy){let d=e.predecessors(m);d&&d.forEach(p=>{if(p===void 0)return;let g=e.
node(p);g.dummy&&(g.order<l||g.order>f)&&Ca(n,p,m)})}})}function o(s,a){let u=-1,l=-1,f=0;return a.forEach((h,m)=>{if(r(h)){let d=e.predecessors(h);if(d&&d.length){
let p=d[0];if(p===void 0)return;l=e.node(p).order,i(a,f,m,u,l),f=m,u=l}}i(a,f,a.length,l,s.length)}),a}return t.length&&t.reduce(o),n}function Zh(e,t){if(e.node(
t).dummy){let n=e.predecessors(t);if(n)return n.find(r=>e.node(r).dummy)}}function Ca(e,t,n){if(t>n){let i=t;t=n,n=i}let r=e[t];r||(e[t]=r={}),r[n]=!0}function Qh(e,t,n){
if(t>n){let i=t;t=n,n=i}let r=e[t];return r!==void 0&&Object.hasOwn(r,n)}function Kh(e,t,n,r,i){let o={},s={},a={};return t.forEach(u=>{u.forEach((l,f)=>{o[l]=l,
s[l]=l,a[l]=f})}),t.forEach(u=>{let l=-1,f=-1,h=!1,m=u,d=u.findIndex(p=>i?.includes(p)||Qs(p,e,i));d>0&&(m=[u[d],...u.slice(0,d),...u.slice(d+1)],h=!0),m.forEach(
p=>{var g;let w=r(p);if(w&&w.length){i!=null&&i.includes(p)&&(w=w.filter(E=>Qs(E,e,i)));let v=w.sort((E,M)=>{let F=a[E],N=a[M];return(F!==void 0?F:0)-(N!==void 0?
N:0)}),x=(v.length-1)/2;for(let E=Math.floor(x),M=Math.ceil(x);E<=M;++E){let F=v[E];if(F===void 0)continue;let N=a[F];if(N!==void 0&&s[p]===p&&l<N&&a[F]!==f&&!Qh(
n,p,F)){let j=o[F];j!==void 0&&(s[F]=p,s[p]=o[p]=j,l=N,h&&(l=-1,f=(g=a[F])!=null?g:-1,h=!1))}}}})}),{root:o,align:s}}function Jh(e,t,n,r,i=!1){let o={},s=ed(e,t,
n,i),a=i?"borderLeft":"borderRight";function u(d,p){let g=s.nodes().slice(),w={},v=g.pop();for(;v;){if(w[v])d(v);else{w[v]=!0,g.push(v);for(let x of p(v))g.push(
x)}v=g.pop()}}function l(d){let p=s.inEdges(d);p?o[d]=p.reduce((g,w)=>{var v;let x=(v=o[w.v])!=null?v:0,E=s.edge(w);return Math.max(g,x+(E!==void 0?E:0))},0):o[d]=
0}function f(d){let p=s.outEdges(d),g=Number.POSITIVE_INFINITY;p&&(g=p.reduce((v,x)=>{let E=o[x.w],M=s.edge(x);return Math.min(v,(E!==void 0?E:0)-(M!==void 0?M:
0))},Number.POSITIVE_INFINITY));let w=e.node(d);g!==Number.POSITIVE_INFINITY&&w.borderType!==a&&(o[d]=Math.max(o[d]!==void 0?o[d]:0,g))}function h(d){return s.predecessors(
d)||[]}function m(d){return s.successors(d)||[]}return u(l,h),u(f,m),Object.keys(r).forEach(d=>{var p;let g=n[d];g!==void 0&&(o[d]=(p=o[g])!=null?p:0)}),o}function ed(e,t,n,r){
let i=new Ye,o=e.graph(),s=od(o.nodesep,o.edgesep,r);return t.forEach(a=>{let u;a.forEach(l=>{let f=n[l];if(f!==void 0){if(i.setNode(f),u!==void 0){let h=n[u];if(h!==
void 0){let m=i.edge(h,f);i.setEdge(h,f,Math.max(s(e,l,u),m||0))}}u=l}})}),i}function td(e,t){return Object.values(t).reduce((n,r)=>{let i=Number.NEGATIVE_INFINITY,
o=Number.POSITIVE_INFINITY;Object.entries(r).forEach(([a,u])=>{let l=sd(e,a)/2;i=Math.max(u+l,i),o=Math.min(u-l,o)});let s=i-o;return s<n[0]&&(n=[s,r]),n},[Number.
POSITIVE_INFINITY,null])[1]}function nd(e,t){let n=Object.values(t),r=We(Math.min,n),i=We(Math.max,n);["u","d"].forEach(o=>{["l","r"].forEach(s=>{let a=o+s,u=e[a];
if(!u||u===t)return;let l=Object.values(u),f=r-We(Math.min,l);s!=="l"&&(f=i-We(Math.max,l)),f&&(e[a]=dr(u,h=>h+f))})})}function rd(e,t=void 0){let n=e.ul;return n?
dr(n,(r,i)=>{var o,s;if(t){let u=t.toLowerCase(),l=e[u];if(l&&l[i]!==void 0)return l[i]}let a=Object.values(e).map(u=>{let l=u[i];return l!==void 0?l:0}).sort((u,l)=>u-
l);return(((o=a[1])!=null?o:0)+((s=a[2])!=null?s:0))/2}):{}}function id(e,t){let n=hr(e),r=Object.assign(Xh(e,n),Gh(e,n)),i={},o;["u","d"].forEach(a=>{o=a==="u"?
n:Object.values(n).reverse(),["l","r"].forEach(u=>{u==="r"&&(o=o.map(h=>Object.values(h).reverse()));let l=Kh(e,o,r,h=>(a==="u"?e.predecessors(h):e.successors(h))||
[],t),f=Jh(e,o,l.root,l.align,u==="r");u==="r"&&(f=dr(f,h=>-h)),i[a+u]=f})});let s=td(e,i);return nd(i,s),rd(i,e.graph().align)}function od(e,t,n){return(r,i,o)=>{
let s=r.node(i),a=r.node(o),u=0,l;if(u+=s.width/2,Object.hasOwn(s,"labelpos"))switch(s.labelpos.toLowerCase()){case"l":l=-s.width/2;break;case"r":l=s.width/2;break}
if(l&&(u+=n?l:-l),l=void 0,u+=(s.dummy?t:e)/2,u+=(a.dummy?t:e)/2,u+=a.width/2,Object.hasOwn(a,"labelpos"))switch(a.labelpos.toLowerCase()){case"l":l=a.width/2;break;case"\
r":l=-a.width/2;break}return l&&(u+=n?l:-l),u}}function sd(e,t){return e.node(t).width}function Qs(e,t,n){var r;if(!n)return!1;let i=(r=t.node(e))==null?void 0:
r.edgeObj;if(!i||t.node(e).edgeLabel.reversed)return!1;let o=n.indexOf(i?.v),s=n.indexOf(i?.w);return o!==-1&&s!==-1&&o===(s+1)%n.length||o===(s-1)%n.length}function ad(e,t){
e=da(e),ud(e),Object.entries(id(e,t)).forEach(([n,r])=>e.node(n).x=r)}function ud(e){let t=hr(e),n=e.graph(),r=n.ranksep,i=n.rankalign,o=0;t.forEach(s=>{let a=s.
reduce((u,l)=>{var f;let h=(f=e.node(l).height)!=null?f:0;return u>h?u:h},0);s.forEach(u=>{let l=e.node(u);i==="top"?l.y=o+l.height/2:i==="bottom"?l.y=o+a-l.height/
2:l.y=o+a/2}),o+=a+r})}var Ks=new WeakMap;function Sa(e,t={}){return Na(e,Uf,t),e}function Js(e,t,n){let r=t;for(;r!==void 0;){let i=e.parent(r);if(i===n)return r;
r=i}}function Na(e,t,n){var r;let i=e.nodes().filter(x=>e.children(x).length),o={};i.forEach(x=>{let E=e.node(x);if(E&&E.rankdir){let M=new Ye({multigraph:!0,compound:!0});
M.setGraph({rankdir:E.rankdir});let F=e.children(x);F.forEach(y=>{let _={...e.node(y)};M.setNode(y,_);let b=e.parent(y);b&&b!==x&&F.includes(b)&&M.setParent(y,b)});
let N=new Set;e.edges().forEach(y=>{let _=Js(e,y.v,x),b=Js(e,y.w,x);if(_===y.v&&b===y.w)M.setEdge(y,{...e.edge(y)});else if(_&&b&&_!==b){let T=`${_}\0${b}`;N.has(
T)||(N.add(T),M.setEdge(_,b,{...e.edge(y)}))}}),Na(M,t,n);let j=ia(M);ta(j,t,n,null),na(M,j);let q=1/0,Y=1/0,V=-1/0,W=-1/0;M.nodes().forEach(y=>{if(y===x)return;
let _=M.node(y);_&&typeof _.x=="number"&&typeof _.y=="number"&&typeof _.width=="number"&&typeof _.height=="number"&&(q=Math.min(q,_.x-_.width/2),V=Math.max(V,_.
x+_.width/2),Y=Math.min(Y,_.y-_.height/2),W=Math.max(W,_.y+_.height/2))}),(!isFinite(q)||!isFinite(Y)||!isFinite(V)||!isFinite(W))&&(q=Y=0,V=W=0);let L=V-q,z=W-
Y;o[x]={minX:q,minY:Y,maxX:V,maxY:W,width:L,height:z,offsetX:q,offsetY:Y},E._dagreClusterSubgraph=M}});let s=[],a=x=>{let E=[],M=(e.children(x)||[]).filter(F=>F!==
x);for(;M.length>0;){let F=M.shift();E.push(F),(e.children(F)||[]).filter(N=>N!==F).forEach(N=>M.push(N))}return E},u=new Map;i.forEach(x=>{let E=e.node(x);E&&E.
rankdir&&o[x]&&u.set(x,(e.children(x)||[]).filter(M=>M!==x))});let l=new Set([...u.values()].flat()),f=new Map;u.forEach((x,E)=>{l.has(E)||f.set(E,a(E))});let h=new Set(
[...f.values()].flat()),m=x=>{for(let[E,M]of f)if(M.includes(x))return E;return x},d=[];e.edges().forEach(x=>{(h.has(x.v)||h.has(x.w))&&d.push({edge:x,label:e.edge(
x)})});let p=new Map;h.forEach(x=>{let E=e.parent(x);p.set(x,typeof E=="string"?E:void 0)}),f.forEach((x,E)=>{let M=e.node(E),F=[];x.forEach(q=>{let Y=e.node(q);
Y&&(F.push({id:q,node:Y,parent:p.get(q)}),e.removeNode(q))});let N=d.filter(({edge:q})=>x.includes(q.v)||x.includes(q.w)),j=o[E];M&&(s.push({clusterId:E,subgraph:M.
_dagreClusterSubgraph,bounds:j,children:x,removedNodes:F,removedEdges:N}),M.width=j.width,M.height=j.height)});let g=new Set;d.forEach(({edge:x,label:E})=>{let M=m(
x.v),F=m(x.w);if(M!==F&&e.hasNode(M)&&e.hasNode(F)){let N=`${M}\0${F}`;g.has(N)||(g.add(N),e.setEdge(M,F,{...E,width:0,height:0}))}});let w=ia(e),v=ta(w,t,n,(r=
Ks.get(e))!=null?r:null);Ks.set(e,v),na(e,w),g.forEach(x=>{let E=x.indexOf("\0"),M=x.slice(0,E),F=x.slice(E+1);e.hasEdge(M,F)&&e.removeEdge(M,F)}),s.forEach(({clusterId:x,
subgraph:E,bounds:M,removedNodes:F,removedEdges:N})=>{var j,q;let Y=e.node(x),V=(j=Y?.x)!=null?j:0,W=(q=Y?.y)!=null?q:0,L=(M.minX+M.maxX)/2,z=(M.minY+M.maxY)/2;
F.forEach(({id:y,node:_,parent:b})=>{e.setNode(y,_),b!==void 0&&e.setParent(y,b)}),N.forEach(({edge:y,label:_})=>{e.setEdge(y,_)}),E.nodes().forEach(y=>{if(y===
x)return;let _=E.node(y),b=e.node(y);b&&_&&typeof _.x=="number"&&typeof _.y=="number"&&(b.x=V+(_.x-L),b.y=W+(_.y-z))}),ea(e,E,V-L,W-z),delete Y._dagreClusterSubgraph}),
i.forEach(x=>{var E,M;let F=e.node(x),N=o[x];if(F&&F.rankdir&&F._dagreClusterSubgraph&&N){let j=F._dagreClusterSubgraph,q=(E=F.x)!=null?E:0,Y=(M=F.y)!=null?M:0,
V=(N.minX+N.maxX)/2,W=(N.minY+N.maxY)/2;j.nodes().forEach(L=>{if(L===x)return;let z=j.node(L),y=e.node(L);if(y&&z&&typeof z.x=="number"&&typeof z.y=="number"){let _=z.
x-V,b=z.y-W;y.x=q+_,y.y=Y+b}}),ea(e,j,q-V,Y-W),delete F._dagreClusterSubgraph}})}function ea(e,t,n,r){t.edges().forEach(i=>{if(!e.hasEdge(i))return;let o=t.edge(
i),s=e.edge(i);s.points=o.points.map(a=>({x:a.x+n,y:a.y+r})),Object.hasOwn(o,"x")&&(s.x=o.x+n,s.y=o.y+r)})}function ta(e,t,n,r=null){var i,o;let s=n?.useDynamic!==
!1,a=s&&(i=r?.graph)!=null?i:null,u=s&&(o=r?.rawNodes)!=null?o:null;t("    makeSpaceForEdgeLabels",()=>gd(e)),t("    removeSelfEdges",()=>Ed(e)),t("    acyclic",
()=>Kf(e,a)),t("    nestingGraph.run",()=>kh(e)),t("    rank",()=>ph(da(e))),t("    injectEdgeLabelProxies",()=>_d(e)),t("    removeEmptyRanks",()=>Rf(e)),t("  \
  nestingGraph.cleanup",()=>Th(e)),t("    normalizeRanks",()=>Df(e)),t("    assignRankMinMax",()=>yd(e)),t("    removeEdgeLabelProxies",()=>vd(e)),t("    normal\
ize.run",()=>nh(e)),t("    parentDummyChains",()=>vh(e)),t("    addBorderSegments",()=>Ch(e)),t("    order",()=>Ta(e,n,u)),t("    insertSelfEdges",()=>Td(e)),t(
"    adjustCoordinateSystem",()=>Nh(e)),t("    position",()=>ad(e,n.corePath)),t("    positionSelfEdges",()=>Cd(e));let l=JSON.parse(JSON.stringify(e._nodes));return t(
"    removeBorderNodes",()=>Md(e)),t("    normalize.undo",()=>ih(e)),t("    fixupEdgeLabelCoords",()=>xd(e)),t("    undoCoordinateSystem",()=>$h(e)),t("    tran\
slateGraph",()=>bd(e)),t("    assignNodeIntersects",()=>wd(e)),t("    reversePoints",()=>kd(e)),t("    acyclic.undo",()=>eh(e)),{graph:e,rawNodes:l}}function na(e,t){
e.nodes().forEach(n=>{let r=e.node(n),i=t.node(n);r&&(r.x=i.x,r.y=i.y,r.order=i.order,r.rank=i.rank,t.children(n).length&&(r.width=i.width,r.height=i.height))}),
e.edges().forEach(n=>{let r=e.edge(n),i=t.edge(n);r.points=i.points,Object.hasOwn(i,"x")&&(r.x=i.x,r.y=i.y)}),e.graph().width=t.graph().width,e.graph().height=t.
graph().height}var ld=["nodesep","edgesep","ranksep","marginx","marginy"],cd={ranksep:50,edgesep:20,nodesep:50,rankdir:"TB",rankalign:"center"},fd=["acyclicer",
"ranker","rankdir","align","rankalign"],hd=["width","height","rank"],ra={width:0,height:0},dd=["minlen","weight","width","height","labeloffset"],md={minlen:1,weight:1,
width:0,height:0,labeloffset:10,labelpos:"r"},pd=["labelpos"];function ia(e){let t=new Ye({multigraph:!0,compound:!0}),n=Oi(e.graph());return t.setGraph(Object.
assign({},cd,$i(n,ld),fr(n,fd))),e.nodes().forEach(r=>{let i=Oi(e.node(r)),o=$i(i,hd);Object.keys(ra).forEach(a=>{o[a]===void 0&&(o[a]=ra[a])}),t.setNode(r,o);let s=e.
parent(r);s!==void 0&&t.setParent(r,s)}),e.edges().forEach(r=>{let i=Oi(e.edge(r));t.setEdge(r,Object.assign({},md,$i(i,dd),fr(i,pd)))}),t}function gd(e){let t=e.
graph();t.ranksep/=2,e.edges().forEach(n=>{var r;let i=e.edge(n);i.minlen*=2,((r=i.labelpos)!=null?r:"r").toLowerCase()!=="c"&&(t.rankdir==="TB"||t.rankdir==="B\
T"?i.width+=i.labeloffset:i.height+=i.labeloffset)})}function _d(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.width&&n.height){let r=e.node(t.v),i={rank:(e.node(
t.w).rank-r.rank)/2+r.rank,e:t};Yt(e,"edge-proxy",i,"_ep")}})}function yd(e){let t=0;e.nodes().forEach(n=>{let r=e.node(n);r.borderTop&&(r.minRank=e.node(r.borderTop).
rank,r.maxRank=e.node(r.borderBottom).rank,t=Math.max(t,r.maxRank))}),e.graph().maxRank=t}function vd(e){e.nodes().forEach(t=>{let n=e.node(t);if(n.dummy==="edg\
e-proxy"){let r=n;e.edge(r.e).labelRank=n.rank,e.removeNode(t)}})}function bd(e){let t=Number.POSITIVE_INFINITY,n=0,r=Number.POSITIVE_INFINITY,i=0,o=e.graph(),s=o.
marginx||0,a=o.marginy||0;function u(l){let f=l.x,h=l.y,m=l.width,d=l.height;t=Math.min(t,f-m/2),n=Math.max(n,f+m/2),r=Math.min(r,h-d/2),i=Math.max(i,h+d/2)}e.nodes().
forEach(l=>u(e.node(l))),e.edges().forEach(l=>{let f=e.edge(l);Object.hasOwn(f,"x")&&u(f)}),t-=s,r-=a,e.nodes().forEach(l=>{let f=e.node(l);f.x-=t,f.y-=r}),e.edges().
forEach(l=>{let f=e.edge(l);f.points.forEach(h=>{h.x-=t,h.y-=r}),Object.hasOwn(f,"x")&&(f.x-=t),Object.hasOwn(f,"y")&&(f.y-=r)}),o.width=n-t+s,o.height=i-r+a}function wd(e){
e.edges().forEach(t=>{if(t.v===t.w)return;let n=e.edge(t),r=e.node(t.v),i=e.node(t.w),o,s;n.points?(o=n.points[0],s=n.points[n.points.length-1]):(n.points=[],o=
i,s=r),n.points.unshift(Us(r,o)),n.points.push(Us(i,s))})}function xd(e){e.edges().forEach(t=>{let n=e.edge(t);if(Object.hasOwn(n,"x"))switch((n.labelpos==="l"||
n.labelpos==="r")&&(n.width-=n.labeloffset),n.labelpos){case"l":n.x-=n.width/2+n.labeloffset;break;case"r":n.x+=n.width/2+n.labeloffset;break}})}function kd(e){
e.edges().forEach(t=>{let n=e.edge(t);n.reversed&&n.points.reverse()})}function Md(e){e.nodes().forEach(t=>{if(e.children(t).length){let n=e.node(t),r=e.node(n.
borderTop),i=e.node(n.borderBottom),o=e.node(n.borderLeft[n.borderLeft.length-1]),s=e.node(n.borderRight[n.borderRight.length-1]);n.width=Math.abs(s.x-o.x),n.height=
Math.abs(i.y-r.y),n.x=o.x+n.width/2,n.y=r.y+n.height/2}}),e.nodes().forEach(t=>{e.node(t).dummy==="border"&&e.removeNode(t)})}function Ed(e){e.edges().forEach(t=>{
if(t.v===t.w){let n=e.node(t.v);n.selfEdges||(n.selfEdges=[]),n.selfEdges.push({e:t,label:e.edge(t)}),e.removeEdge(t)}})}function Td(e){hr(e).forEach(t=>{let n=0;
t.forEach((r,i)=>{let o=e.node(r);typeof o.rank!="number"&&(o.rank=0),o.order=i+n,(o.selfEdges||[]).forEach(s=>{Yt(e,"selfedge",{width:s.label.width,height:s.label.
height,rank:o.rank,order:i+ ++n,e:s.e,edgeLabel:s.label},"_se"),(!Array.isArray(s.label.points)||s.label.points.length!==7)&&(s.label.points=[{x:0,y:-10},{x:0,y:-10},
{x:0,y:0},{x:0,y:10},{x:0,y:10},{x:0,y:0},{x:0,y:0}])}),delete o.selfEdges})})}function Cd(e){e.nodes().forEach(t=>{let n=e.node(t),r=i=>typeof i=="number"&&isFinite(
i);if(n.dummy==="selfedge"){let i=n,o=e.node(i.e.v),s=r(o?.x)?o.x:0,a=r(o?.y)?o.y:0,u=r(o?.width)?o.width:0,l=r(o?.height)?o.height:0,f=r(n.x)?n.x:s,h=r(n.y)?n.
y:a,m=u/2,d=l/2;i.edgeLabel.points=[{x:f+m,y:h-d},{x:f+m,y:h-d},{x:f,y:h},{x:f-m,y:h+d},{x:f-m,y:h+d},{x:f,y:h},{x:f,y:h}],i.edgeLabel.x=f,i.edgeLabel.y=h,e.setEdge(
i.e,i.edgeLabel),e.removeNode(t)}else n&&Array.isArray(n.selfEdges)&&n.selfEdges.forEach(i=>{if(!Array.isArray(i.label.points)||i.label.points.length!==7){let o=r(
n.x)?n.x:0,s=r(n.y)?n.y:0,a=r(n.width)?n.width:0,u=r(n.height)?n.height:0,l=a/2,f=u/2;i.label.points=[{x:o+l,y:s-f},{x:o+l,y:s-f},{x:o,y:s},{x:o-l,y:s+f},{x:o-l,
y:s+f},{x:o,y:s},{x:o,y:s}]}})})}function $i(e,t){return dr(fr(e,t),Number)}function Oi(e){let t={};return e&&Object.entries(e).forEach(([n,r])=>{typeof n=="str\
ing"&&(n=n.toLowerCase()),t[n]=r}),t}var zi="http://www.w3.org/1999/xhtml",$a={svg:"http://www.w3.org/2000/svg",xhtml:zi,xlink:"http://www.w3.org/1999/xlink",xml:"http://www.w3.org/XML/1998/namespa\
ce",xmlns:"http://www.w3.org/2000/xmlns/"};function Mn(e){var t=e+="",n=t.indexOf(":");return n>=0&&(t=e.slice(0,n))!=="xmlns"&&(e=e.slice(n+1)),$a.hasOwnProperty(
t)?{space:$a[t],local:e}:e}function Sd(e){return function(){var t=this.ownerDocument,n=this.namespaceURI;return n===zi&&t.documentElement.namespaceURI===zi?t.createElement(
e):t.createElementNS(n,e)}}function Nd(e){return function(){return this.ownerDocument.createElementNS(e.space,e.local)}}function Oa(e){var t=Mn(e);return(t.local?
Nd:Sd)(t)}function $d(){}function gr(e){return e==null?$d:function(){return this.querySelector(e)}}function Od(e){typeof e!="function"&&(e=gr(e));for(var t=this.
_groups,n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=new Array(s),u,l,f=0;f<s;++f)(u=o[f])&&(l=e.call(u,u.__data__,f,o))&&("__data__"in
u&&(l.__data__=u.__data__),a[f]=l);return new Se(r,this._parents)}function Id(e){return e==null?[]:Array.isArray(e)?e:Array.from(e)}function Ad(){return[]}function ji(e){
return e==null?Ad:function(){return this.querySelectorAll(e)}}function Ld(e){return function(){return Id(e.apply(this,arguments))}}function Fd(e){typeof e=="fun\
ction"?e=Ld(e):e=ji(e);for(var t=this._groups,n=t.length,r=[],i=[],o=0;o<n;++o)for(var s=t[o],a=s.length,u,l=0;l<a;++l)(u=s[l])&&(r.push(e.call(u,u.__data__,l,s)),
i.push(u));return new Se(r,i)}function Bi(e){return function(){return this.matches(e)}}function Ia(e){return function(t){return t.matches(e)}}var Pd=Array.prototype.
find;function Dd(e){return function(){return Pd.call(this.children,e)}}function Rd(){return this.firstElementChild}function qd(e){return this.select(e==null?Rd:
Dd(typeof e=="function"?e:Ia(e)))}var zd=Array.prototype.filter;function Ud(){return Array.from(this.children)}function jd(e){return function(){return zd.call(this.
children,e)}}function Bd(e){return this.selectAll(e==null?Ud:jd(typeof e=="function"?e:Ia(e)))}function Hd(e){typeof e!="function"&&(e=Bi(e));for(var t=this._groups,
n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=[],u,l=0;l<s;++l)(u=o[l])&&e.call(u,u.__data__,l,o)&&a.push(u);return new Se(r,this._parents)}
function Aa(e){return new Array(e.length)}function Wd(){return new Se(this._enter||this._groups.map(Aa),this._parents)}function pr(e,t){this.ownerDocument=e.ownerDocument,
this.namespaceURI=e.namespaceURI,this._next=null,this._parent=e,this.__data__=t}pr.prototype={constructor:pr,appendChild:function(e){return this._parent.insertBefore(
e,this._next)},insertBefore:function(e,t){return this._parent.insertBefore(e,t)},querySelector:function(e){return this._parent.querySelector(e)},querySelectorAll:function(e){
return this._parent.querySelectorAll(e)}};function Yd(e){return function(){return e}}function Vd(e,t,n,r,i,o){for(var s=0,a,u=t.length,l=o.length;s<l;++s)(a=t[s])?
(a.__data__=o[s],r[s]=a):n[s]=new pr(e,o[s]);for(;s<u;++s)(a=t[s])&&(i[s]=a)}function Xd(e,t,n,r,i,o,s){var a,u,l=new Map,f=t.length,h=o.length,m=new Array(f),d;
for(a=0;a<f;++a)(u=t[a])&&(m[a]=d=s.call(u,u.__data__,a,t)+"",l.has(d)?i[a]=u:l.set(d,u));for(a=0;a<h;++a)d=s.call(e,o[a],a,o)+"",(u=l.get(d))?(r[a]=u,u.__data__=
o[a],l.delete(d)):n[a]=new pr(e,o[a]);for(a=0;a<f;++a)(u=t[a])&&l.get(m[a])===u&&(i[a]=u)}function Gd(e){return e.__data__}function Zd(e,t){if(!arguments.length)
return Array.from(this,Gd);var n=t?Xd:Vd,r=this._parents,i=this._groups;typeof e!="function"&&(e=Yd(e));for(var o=i.length,s=new Array(o),a=new Array(o),u=new Array(
o),l=0;l<o;++l){var f=r[l],h=i[l],m=h.length,d=Qd(e.call(f,f&&f.__data__,l,r)),p=d.length,g=a[l]=new Array(p),w=s[l]=new Array(p),v=u[l]=new Array(m);n(f,h,g,w,
v,d,t);for(var x=0,E=0,M,F;x<p;++x)if(M=g[x]){for(x>=E&&(E=x+1);!(F=w[E])&&++E<p;);M._next=F||null}}return s=new Se(s,r),s._enter=a,s._exit=u,s}function Qd(e){return typeof e==
"object"&&"length"in e?e:Array.from(e)}function Kd(){return new Se(this._exit||this._groups.map(Aa),this._parents)}function Jd(e,t,n){var r=this.enter(),i=this,
o=this.exit();return typeof e=="function"?(r=e(r),r&&(r=r.selection())):r=r.append(e+""),t!=null&&(i=t(i),i&&(i=i.selection())),n==null?o.remove():n(o),r&&i?r.merge(
i).order():i}function em(e){for(var t=e.selection?e.selection():e,n=this._groups,r=t._groups,i=n.length,o=r.length,s=Math.min(i,o),a=new Array(i),u=0;u<s;++u)for(var l=n[u],
f=r[u],h=l.length,m=a[u]=new Array(h),d,p=0;p<h;++p)(d=l[p]||f[p])&&(m[p]=d);for(;u<i;++u)a[u]=n[u];return new Se(a,this._parents)}function tm(){for(var e=this.
_groups,t=-1,n=e.length;++t<n;)for(var r=e[t],i=r.length-1,o=r[i],s;--i>=0;)(s=r[i])&&(o&&s.compareDocumentPosition(o)^4&&o.parentNode.insertBefore(s,o),o=s);return this}
function nm(e){e||(e=rm);function t(h,m){return h&&m?e(h.__data__,m.__data__):!h-!m}for(var n=this._groups,r=n.length,i=new Array(r),o=0;o<r;++o){for(var s=n[o],
a=s.length,u=i[o]=new Array(a),l,f=0;f<a;++f)(l=s[f])&&(u[f]=l);u.sort(t)}return new Se(i,this._parents).order()}function rm(e,t){return e<t?-1:e>t?1:e>=t?0:NaN}
function im(){var e=arguments[0];return arguments[0]=this,e.apply(null,arguments),this}function om(){return Array.from(this)}function sm(){for(var e=this._groups,
t=0,n=e.length;t<n;++t)for(var r=e[t],i=0,o=r.length;i<o;++i){var s=r[i];if(s)return s}return null}function am(){let e=0;for(let t of this)++e;return e}function um(){
return!this.node()}function lm(e){for(var t=this._groups,n=0,r=t.length;n<r;++n)for(var i=t[n],o=0,s=i.length,a;o<s;++o)(a=i[o])&&e.call(a,a.__data__,o,i);return this}
function cm(e){return function(){this.removeAttribute(e)}}function fm(e){return function(){this.removeAttributeNS(e.space,e.local)}}function hm(e,t){return function(){
this.setAttribute(e,t)}}function dm(e,t){return function(){this.setAttributeNS(e.space,e.local,t)}}function mm(e,t){return function(){var n=t.apply(this,arguments);
n==null?this.removeAttribute(e):this.setAttribute(e,n)}}function pm(e,t){return function(){var n=t.apply(this,arguments);n==null?this.removeAttributeNS(e.space,
e.local):this.setAttributeNS(e.space,e.local,n)}}function gm(e,t){var n=Mn(e);if(arguments.length<2){var r=this.node();return n.local?r.getAttributeNS(n.space,n.
local):r.getAttribute(n)}return this.each((t==null?n.local?fm:cm:typeof t=="function"?n.local?pm:mm:n.local?dm:hm)(n,t))}function La(e){return e.ownerDocument&&
e.ownerDocument.defaultView||e.document&&e||e.defaultView}function _m(e){return function(){this.style.removeProperty(e)}}function ym(e,t,n){return function(){this.
style.setProperty(e,t,n)}}function vm(e,t,n){return function(){var r=t.apply(this,arguments);r==null?this.style.removeProperty(e):this.style.setProperty(e,r,n)}}
function bm(e,t,n){return arguments.length>1?this.each((t==null?_m:typeof t=="function"?vm:ym)(e,t,n??"")):Mt(this.node(),e)}function Mt(e,t){return e.style.getPropertyValue(
t)||La(e).getComputedStyle(e,null).getPropertyValue(t)}function wm(e){return function(){delete this[e]}}function xm(e,t){return function(){this[e]=t}}function km(e,t){
return function(){var n=t.apply(this,arguments);n==null?delete this[e]:this[e]=n}}function Mm(e,t){return arguments.length>1?this.each((t==null?wm:typeof t=="fu\
nction"?km:xm)(e,t)):this.node()[e]}function Fa(e){return e.trim().split(/^|\s+/)}function Hi(e){return e.classList||new Pa(e)}function Pa(e){this._node=e,this.
_names=Fa(e.getAttribute("class")||"")}Pa.prototype={add:function(e){var t=this._names.indexOf(e);t<0&&(this._names.push(e),this._node.setAttribute("class",this.
_names.join(" ")))},remove:function(e){var t=this._names.indexOf(e);t>=0&&(this._names.splice(t,1),this._node.setAttribute("class",this._names.join(" ")))},contains:function(e){
return this._names.indexOf(e)>=0}};function Da(e,t){for(var n=Hi(e),r=-1,i=t.length;++r<i;)n.add(t[r])}function Ra(e,t){for(var n=Hi(e),r=-1,i=t.length;++r<i;)n.
remove(t[r])}function Em(e){return function(){Da(this,e)}}function Tm(e){return function(){Ra(this,e)}}function Cm(e,t){return function(){(t.apply(this,arguments)?
Da:Ra)(this,e)}}function Sm(e,t){var n=Fa(e+"");if(arguments.length<2){for(var r=Hi(this.node()),i=-1,o=n.length;++i<o;)if(!r.contains(n[i]))return!1;return!0}return this.
each((typeof t=="function"?Cm:t?Em:Tm)(n,t))}function Nm(){this.textContent=""}function $m(e){return function(){this.textContent=e}}function Om(e){return function(){
var t=e.apply(this,arguments);this.textContent=t??""}}function Im(e){return arguments.length?this.each(e==null?Nm:(typeof e=="function"?Om:$m)(e)):this.node().textContent}
function Am(){this.innerHTML=""}function Lm(e){return function(){this.innerHTML=e}}function Fm(e){return function(){var t=e.apply(this,arguments);this.innerHTML=
t??""}}function Pm(e){return arguments.length?this.each(e==null?Am:(typeof e=="function"?Fm:Lm)(e)):this.node().innerHTML}function Dm(){this.nextSibling&&this.parentNode.
appendChild(this)}function Rm(){return this.each(Dm)}function qm(){this.previousSibling&&this.parentNode.insertBefore(this,this.parentNode.firstChild)}function zm(){
return this.each(qm)}function Um(e){var t=typeof e=="function"?e:Oa(e);return this.select(function(){return this.appendChild(t.apply(this,arguments))})}function jm(){
return null}function Bm(e,t){var n=typeof e=="function"?e:Oa(e),r=t==null?jm:typeof t=="function"?t:gr(t);return this.select(function(){return this.insertBefore(
n.apply(this,arguments),r.apply(this,arguments)||null)})}function Hm(){var e=this.parentNode;e&&e.removeChild(this)}function Wm(){return this.each(Hm)}function Ym(){
var e=this.cloneNode(!1),t=this.parentNode;return t?t.insertBefore(e,this.nextSibling):e}function Vm(){var e=this.cloneNode(!0),t=this.parentNode;return t?t.insertBefore(
e,this.nextSibling):e}function Xm(e){return this.select(e?Vm:Ym)}function Gm(e){return arguments.length?this.property("__data__",e):this.node().__data__}function Zm(e){
return function(t){e.call(this,t,this.__data__)}}function Qm(e){return e.trim().split(/^|\s+/).map(function(t){var n="",r=t.indexOf(".");return r>=0&&(n=t.slice(
r+1),t=t.slice(0,r)),{type:t,name:n}})}function Km(e){return function(){var t=this.__on;if(t){for(var n=0,r=-1,i=t.length,o;n<i;++n)o=t[n],(!e.type||o.type===e.
type)&&o.name===e.name?this.removeEventListener(o.type,o.listener,o.options):t[++r]=o;++r?t.length=r:delete this.__on}}}function Jm(e,t,n){return function(){var r=this.
__on,i,o=Zm(t);if(r){for(var s=0,a=r.length;s<a;++s)if((i=r[s]).type===e.type&&i.name===e.name){this.removeEventListener(i.type,i.listener,i.options),this.addEventListener(
i.type,i.listener=o,i.options=n),i.value=t;return}}this.addEventListener(e.type,o,n),i={type:e.type,name:e.name,value:t,listener:o,options:n},r?r.push(i):this.__on=
[i]}}function ep(e,t,n){var r=Qm(e+""),i,o=r.length,s;if(arguments.length<2){var a=this.node().__on;if(a){for(var u=0,l=a.length,f;u<l;++u)for(i=0,f=a[u];i<o;++i)
if((s=r[i]).type===f.type&&s.name===f.name)return f.value}return}for(a=t?Jm:Km,i=0;i<o;++i)this.each(a(r[i],t,n));return this}function qa(e,t,n){var r=La(e),i=r.
CustomEvent;typeof i=="function"?i=new i(t,n):(i=r.document.createEvent("Event"),n?(i.initEvent(t,n.bubbles,n.cancelable),i.detail=n.detail):i.initEvent(t,!1,!1)),
e.dispatchEvent(i)}function tp(e,t){return function(){return qa(this,e,t)}}function np(e,t){return function(){return qa(this,e,t.apply(this,arguments))}}function rp(e,t){
return this.each((typeof t=="function"?np:tp)(e,t))}function*ip(){for(var e=this._groups,t=0,n=e.length;t<n;++t)for(var r=e[t],i=0,o=r.length,s;i<o;++i)(s=r[i])&&
(yield s)}var za=[null];function Se(e,t){this._groups=e,this._parents=t}function Et(){return new Se([[document.documentElement]],za)}function op(){return this}Se.
prototype=Et.prototype={constructor:Se,select:Od,selectAll:Fd,selectChild:qd,selectChildren:Bd,filter:Hd,data:Zd,enter:Wd,exit:Kd,join:Jd,merge:em,selection:op,
order:tm,sort:nm,call:im,nodes:om,node:sm,size:am,empty:um,each:lm,attr:gm,style:bm,property:Mm,classed:Sm,text:Im,html:Pm,raise:Rm,lower:zm,append:Um,insert:Bm,
remove:Wm,clone:Xm,datum:Gm,on:ep,dispatch:rp,[Symbol.iterator]:ip};function Ne(e){return typeof e=="string"?new Se([[document.querySelector(e)]],[document.documentElement]):
new Se([[e]],za)}var sp=0;function ap(){return new Ui}function Ui(){this._="@"+(++sp).toString(36)}Ui.prototype=ap.prototype={constructor:Ui,get:function(e){for(var t=this._;!(t in
e);)if(!(e=e.parentNode))return;return e[t]},set:function(e,t){return e[this._]=t},remove:function(e){return this._ in e&&delete e[this._]},toString:function(){
return this._}};function up(e){let t;for(;t=e.sourceEvent;)e=t;return e}function et(e,t){if(e=up(e),t===void 0&&(t=e.currentTarget),t){var n=t.ownerSVGElement||
t;if(n.createSVGPoint){var r=n.createSVGPoint();return r.x=e.clientX,r.y=e.clientY,r=r.matrixTransform(t.getScreenCTM().inverse()),[r.x,r.y]}if(t.getBoundingClientRect){
var i=t.getBoundingClientRect();return[e.clientX-i.left-t.clientLeft,e.clientY-i.top-t.clientTop]}}return[e.pageX,e.pageY]}var lp={value:()=>{}};function En(){for(var e=0,t=arguments.length,n={},r;e<t;++e){if(!(r=arguments[e]+"")||r in n||/[\s.]/.test(r))throw new Error("illegal typ\
e: "+r);n[r]=[]}return new _r(n)}function _r(e){this._=e}function cp(e,t){return e.trim().split(/^|\s+/).map(function(n){var r="",i=n.indexOf(".");if(i>=0&&(r=n.
slice(i+1),n=n.slice(0,i)),n&&!t.hasOwnProperty(n))throw new Error("unknown type: "+n);return{type:n,name:r}})}_r.prototype=En.prototype={constructor:_r,on:function(e,t){
var n=this._,r=cp(e+"",n),i,o=-1,s=r.length;if(arguments.length<2){for(;++o<s;)if((i=(e=r[o]).type)&&(i=fp(n[i],e.name)))return i;return}if(t!=null&&typeof t!="\
function")throw new Error("invalid callback: "+t);for(;++o<s;)if(i=(e=r[o]).type)n[i]=Ua(n[i],e.name,t);else if(t==null)for(i in n)n[i]=Ua(n[i],e.name,null);return this},
copy:function(){var e={},t=this._;for(var n in t)e[n]=t[n].slice();return new _r(e)},call:function(e,t){if((i=arguments.length-2)>0)for(var n=new Array(i),r=0,i,
o;r<i;++r)n[r]=arguments[r+2];if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(o=this._[e],r=0,i=o.length;r<i;++r)o[r].value.apply(t,n)},apply:function(e,t,n){
if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(var r=this._[e],i=0,o=r.length;i<o;++i)r[i].value.apply(t,n)}};function fp(e,t){for(var n=0,
r=e.length,i;n<r;++n)if((i=e[n]).name===t)return i.value}function Ua(e,t,n){for(var r=0,i=e.length;r<i;++r)if(e[r].name===t){e[r]=lp,e=e.slice(0,r).concat(e.slice(
r+1));break}return n!=null&&e.push({name:t,value:n}),e}var Wi={capture:!0,passive:!1};function Yi(e){e.preventDefault(),e.stopImmediatePropagation()}function ja(e){var t=e.document.documentElement,n=Ne(e).on("dragstart.drag",Yi,Wi);"onselectstart"in
t?n.on("selectstart.drag",Yi,Wi):(t.__noselect=t.style.MozUserSelect,t.style.MozUserSelect="none")}function Ba(e,t){var n=e.document.documentElement,r=Ne(e).on(
"dragstart.drag",null);t&&(r.on("click.drag",Yi,Wi),setTimeout(function(){r.on("click.drag",null)},0)),"onselectstart"in n?r.on("selectstart.drag",null):(n.style.
MozUserSelect=n.__noselect,delete n.__noselect)}function hp(e,{sourceEvent:t,subject:n,target:r,identifier:i,active:o,x:s,y:a,dx:u,dy:l,dispatch:f}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},
sourceEvent:{value:t,enumerable:!0,configurable:!0},subject:{value:n,enumerable:!0,configurable:!0},target:{value:r,enumerable:!0,configurable:!0},identifier:{value:i,
enumerable:!0,configurable:!0},active:{value:o,enumerable:!0,configurable:!0},x:{value:s,enumerable:!0,configurable:!0},y:{value:a,enumerable:!0,configurable:!0},
dx:{value:u,enumerable:!0,configurable:!0},dy:{value:l,enumerable:!0,configurable:!0},_:{value:f}})}hp.prototype.on=function(){var e=this._.on.apply(this._,arguments);
return e===this._?this:e};function Zt(e,t,n){e.prototype=t.prototype=n,n.constructor=e}function Sn(e,t){var n=Object.create(e.prototype);for(var r in t)n[r]=t[r];return n}function mt(){}
var Nt=.7,Gt=1/Nt,Vt="\\s*([+-]?\\d+)\\s*",Tn="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",Ve="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",dp=/^#([0-9a-f]{3,8})$/,
mp=new RegExp(`^rgb\\(${Vt},${Vt},${Vt}\\)$`),pp=new RegExp(`^rgb\\(${Ve},${Ve},${Ve}\\)$`),gp=new RegExp(`^rgba\\(${Vt},${Vt},${Vt},${Tn}\\)$`),_p=new RegExp(`\
^rgba\\(${Ve},${Ve},${Ve},${Tn}\\)$`),yp=new RegExp(`^hsl\\(${Tn},${Ve},${Ve}\\)$`),vp=new RegExp(`^hsla\\(${Tn},${Ve},${Ve},${Tn}\\)$`),Ha={aliceblue:15792383,
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
Zt(mt,nt,{copy(e){return Object.assign(new this.constructor,this,e)},displayable(){return this.rgb().displayable()},hex:Wa,formatHex:Wa,formatHex8:bp,formatHsl:wp,
formatRgb:Ya,toString:Ya});function Wa(){return this.rgb().formatHex()}function bp(){return this.rgb().formatHex8()}function wp(){return tu(this).formatHsl()}function Ya(){
return this.rgb().formatRgb()}function nt(e){var t,n;return e=(e+"").trim().toLowerCase(),(t=dp.exec(e))?(n=t[1].length,t=parseInt(t[1],16),n===6?Va(t):n===3?new be(
t>>8&15|t>>4&240,t>>4&15|t&240,(t&15)<<4|t&15,1):n===8?yr(t>>24&255,t>>16&255,t>>8&255,(t&255)/255):n===4?yr(t>>12&15|t>>8&240,t>>8&15|t>>4&240,t>>4&15|t&240,((t&
15)<<4|t&15)/255):null):(t=mp.exec(e))?new be(t[1],t[2],t[3],1):(t=pp.exec(e))?new be(t[1]*255/100,t[2]*255/100,t[3]*255/100,1):(t=gp.exec(e))?yr(t[1],t[2],t[3],
t[4]):(t=_p.exec(e))?yr(t[1]*255/100,t[2]*255/100,t[3]*255/100,t[4]):(t=yp.exec(e))?Za(t[1],t[2]/100,t[3]/100,1):(t=vp.exec(e))?Za(t[1],t[2]/100,t[3]/100,t[4]):
Ha.hasOwnProperty(e)?Va(Ha[e]):e==="transparent"?new be(NaN,NaN,NaN,0):null}function Va(e){return new be(e>>16&255,e>>8&255,e&255,1)}function yr(e,t,n,r){return r<=
0&&(e=t=n=NaN),new be(e,t,n,r)}function Ki(e){return e instanceof mt||(e=nt(e)),e?(e=e.rgb(),new be(e.r,e.g,e.b,e.opacity)):new be}function Nn(e,t,n,r){return arguments.
length===1?Ki(e):new be(e,t,n,r??1)}function be(e,t,n,r){this.r=+e,this.g=+t,this.b=+n,this.opacity=+r}Zt(be,Nn,Sn(mt,{brighter(e){return e=e==null?Gt:Math.pow(
Gt,e),new be(this.r*e,this.g*e,this.b*e,this.opacity)},darker(e){return e=e==null?Nt:Math.pow(Nt,e),new be(this.r*e,this.g*e,this.b*e,this.opacity)},rgb(){return this},
clamp(){return new be(Ct(this.r),Ct(this.g),Ct(this.b),br(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&
this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:Xa,formatHex:Xa,formatHex8:xp,formatRgb:Ga,toString:Ga}));function Xa(){return`#${Tt(this.r)}${Tt(this.g)}${Tt(
this.b)}`}function xp(){return`#${Tt(this.r)}${Tt(this.g)}${Tt(this.b)}${Tt((isNaN(this.opacity)?1:this.opacity)*255)}`}function Ga(){let e=br(this.opacity);return`${e===
1?"rgb(":"rgba("}${Ct(this.r)}, ${Ct(this.g)}, ${Ct(this.b)}${e===1?")":`, ${e})`}`}function br(e){return isNaN(e)?1:Math.max(0,Math.min(1,e))}function Ct(e){return Math.
max(0,Math.min(255,Math.round(e)||0))}function Tt(e){return e=Ct(e),(e<16?"0":"")+e.toString(16)}function Za(e,t,n,r){return r<=0?e=t=n=NaN:n<=0||n>=1?e=t=NaN:t<=
0&&(e=NaN),new qe(e,t,n,r)}function tu(e){if(e instanceof qe)return new qe(e.h,e.s,e.l,e.opacity);if(e instanceof mt||(e=nt(e)),!e)return new qe;if(e instanceof
qe)return e;e=e.rgb();var t=e.r/255,n=e.g/255,r=e.b/255,i=Math.min(t,n,r),o=Math.max(t,n,r),s=NaN,a=o-i,u=(o+i)/2;return a?(t===o?s=(n-r)/a+(n<r)*6:n===o?s=(r-t)/
a+2:s=(t-n)/a+4,a/=u<.5?o+i:2-o-i,s*=60):a=u>0&&u<1?0:s,new qe(s,a,u,e.opacity)}function xr(e,t,n,r){return arguments.length===1?tu(e):new qe(e,t,n,r??1)}function qe(e,t,n,r){
this.h=+e,this.s=+t,this.l=+n,this.opacity=+r}Zt(qe,xr,Sn(mt,{brighter(e){return e=e==null?Gt:Math.pow(Gt,e),new qe(this.h,this.s,this.l*e,this.opacity)},darker(e){
return e=e==null?Nt:Math.pow(Nt,e),new qe(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=this.h%360+(this.h<0)*360,t=isNaN(e)||isNaN(this.s)?0:this.s,n=this.
l,r=n+(n<.5?n:1-n)*t,i=2*n-r;return new be(Vi(e>=240?e-240:e+120,i,r),Vi(e,i,r),Vi(e<120?e+240:e-120,i,r),this.opacity)},clamp(){return new qe(Qa(this.h),vr(this.
s),vr(this.l),br(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){
let e=br(this.opacity);return`${e===1?"hsl(":"hsla("}${Qa(this.h)}, ${vr(this.s)*100}%, ${vr(this.l)*100}%${e===1?")":`, ${e})`}`}}));function Qa(e){return e=(e||
0)%360,e<0?e+360:e}function vr(e){return Math.max(0,Math.min(1,e||0))}function Vi(e,t,n){return(e<60?t+(n-t)*e/60:e<180?n:e<240?t+(n-t)*(240-e)/60:t)*255}var nu=Math.
PI/180,ru=180/Math.PI,wr=18,iu=.96422,ou=1,su=.82521,au=4/29,Xt=6/29,uu=3*Xt*Xt,kp=Xt*Xt*Xt;function lu(e){if(e instanceof Xe)return new Xe(e.l,e.a,e.b,e.opacity);
if(e instanceof tt)return fu(e);e instanceof be||(e=Ki(e));var t=Qi(e.r),n=Qi(e.g),r=Qi(e.b),i=Xi((.2225045*t+.7168786*n+.0606169*r)/ou),o,s;return t===n&&n===r?
o=s=i:(o=Xi((.4360747*t+.3850649*n+.1430804*r)/iu),s=Xi((.0139322*t+.0971045*n+.7141733*r)/su)),new Xe(116*i-16,500*(o-i),200*(i-s),e.opacity)}function cu(e,t,n,r){return arguments.length===1?lu(e):new Xe(e,t,n,r??1)}function Xe(e,t,n,r){this.l=+e,this.a=+t,this.b=+n,this.opacity=+r}Zt(Xe,cu,Sn(mt,{brighter(e){
return new Xe(this.l+wr*(e??1),this.a,this.b,this.opacity)},darker(e){return new Xe(this.l-wr*(e??1),this.a,this.b,this.opacity)},rgb(){var e=(this.l+16)/116,t=isNaN(
this.a)?e:e+this.a/500,n=isNaN(this.b)?e:e-this.b/200;return t=iu*Gi(t),e=ou*Gi(e),n=su*Gi(n),new be(Zi(3.1338561*t-1.6168667*e-.4906146*n),Zi(-.9787684*t+1.9161415*
e+.033454*n),Zi(.0719453*t-.2289914*e+1.4052427*n),this.opacity)}}));function Xi(e){return e>kp?Math.pow(e,1/3):e/uu+au}function Gi(e){return e>Xt?e*e*e:uu*(e-au)}
function Zi(e){return 255*(e<=.0031308?12.92*e:1.055*Math.pow(e,1/2.4)-.055)}function Qi(e){return(e/=255)<=.04045?e/12.92:Math.pow((e+.055)/1.055,2.4)}function Mp(e){
if(e instanceof tt)return new tt(e.h,e.c,e.l,e.opacity);if(e instanceof Xe||(e=lu(e)),e.a===0&&e.b===0)return new tt(NaN,0<e.l&&e.l<100?0:NaN,e.l,e.opacity);var t=Math.
atan2(e.b,e.a)*ru;return new tt(t<0?t+360:t,Math.sqrt(e.a*e.a+e.b*e.b),e.l,e.opacity)}function kr(e,t,n,r){return arguments.length===1?Mp(e):new tt(e,t,n,r??1)}function tt(e,t,n,r){this.h=+e,this.c=+t,this.l=+n,this.opacity=+r}function fu(e){if(isNaN(
e.h))return new Xe(e.l,0,0,e.opacity);var t=e.h*nu;return new Xe(e.l,Math.cos(t)*e.c,Math.sin(t)*e.c,e.opacity)}Zt(tt,kr,Sn(mt,{brighter(e){return new tt(this.h,
this.c,this.l+wr*(e??1),this.opacity)},darker(e){return new tt(this.h,this.c,this.l-wr*(e??1),this.opacity)},rgb(){return fu(this).rgb()}}));var hu=-.14861,Ji=1.78277,
eo=-.29227,Mr=-.90649,Cn=1.97294,Ka=Cn*Mr,Ja=Cn*Ji,eu=Ji*eo-Mr*hu;function Ep(e){if(e instanceof St)return new St(e.h,e.s,e.l,e.opacity);e instanceof be||(e=Ki(
e));var t=e.r/255,n=e.g/255,r=e.b/255,i=(eu*r+Ka*t-Ja*n)/(eu+Ka-Ja),o=r-i,s=(Cn*(n-i)-eo*o)/Mr,a=Math.sqrt(s*s+o*o)/(Cn*i*(1-i)),u=a?Math.atan2(s,o)*ru-120:NaN;
return new St(u<0?u+360:u,a,i,e.opacity)}function Er(e,t,n,r){return arguments.length===1?Ep(e):new St(e,t,n,r??1)}function St(e,t,n,r){this.h=+e,this.s=+t,this.
l=+n,this.opacity=+r}Zt(St,Er,Sn(mt,{brighter(e){return e=e==null?Gt:Math.pow(Gt,e),new St(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?Nt:Math.
pow(Nt,e),new St(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=isNaN(this.h)?0:(this.h+120)*nu,t=+this.l,n=isNaN(this.s)?0:this.s*t*(1-t),r=Math.cos(e),i=Math.
sin(e);return new be(255*(t+n*(hu*r+Ji*i)),255*(t+n*(eo*r+Mr*i)),255*(t+n*(Cn*r)),this.opacity)}}));function pu(e,t,n,r,i){var o=e*e,s=o*e;return((1-3*e+3*o-s)*t+(4-6*o+3*s)*n+(1+3*e+3*o-3*s)*r+s*i)/6}function Tp(e){var t=e.length-1;return function(n){var r=n<=
0?n=0:n>=1?(n=1,t-1):Math.floor(n*t),i=e[r],o=e[r+1],s=r>0?e[r-1]:2*i-o,a=r<t-1?e[r+2]:2*o-i;return pu((n-r/t)*t,s,i,o,a)}}function Cp(e){var t=e.length;return function(n){
var r=Math.floor(((n%=1)<0?++n:n)*t),i=e[(r+t-1)%t],o=e[r%t],s=e[(r+1)%t],a=e[(r+2)%t];return pu((n-r/t)*t,i,o,s,a)}}var Cr=e=>()=>e;function gu(e,t){return function(n){
return e+n*t}}function Sp(e,t,n){return e=Math.pow(e,n),t=Math.pow(t,n)-e,n=1/n,function(r){return Math.pow(e+r*t,n)}}function io(e,t){var n=t-e;return n?gu(e,n>
180||n<-180?n-360*Math.round(n/360):n):Cr(isNaN(e)?t:e)}function Np(e){return(e=+e)==1?Me:function(t,n){return n-t?Sp(t,n,e):Cr(isNaN(t)?n:t)}}function Me(e,t){
var n=t-e;return n?gu(e,n):Cr(isNaN(e)?t:e)}var $n=(function e(t){var n=Np(t);function r(i,o){var s=n((i=Nn(i)).r,(o=Nn(o)).r),a=n(i.g,o.g),u=n(i.b,o.b),l=Me(i.
opacity,o.opacity);return function(f){return i.r=s(f),i.g=a(f),i.b=u(f),i.opacity=l(f),i+""}}return r.gamma=e,r})(1);function _u(e){return function(t){var n=t.length,
r=new Array(n),i=new Array(n),o=new Array(n),s,a;for(s=0;s<n;++s)a=Nn(t[s]),r[s]=a.r||0,i[s]=a.g||0,o[s]=a.b||0;return r=e(r),i=e(i),o=e(o),a.opacity=1,function(u){
return a.r=r(u),a.g=i(u),a.b=o(u),a+""}}}var Vv=_u(Tp),Xv=_u(Cp);function $p(e,t){t||(t=[]);var n=e?Math.min(t.length,e.length):0,r=t.slice(),i;return function(o){
for(i=0;i<n;++i)r[i]=e[i]*(1-o)+t[i]*o;return r}}function Op(e){return ArrayBuffer.isView(e)&&!(e instanceof DataView)}function Ip(e,t){var n=t?t.length:0,r=e?Math.min(n,e.length):0,i=new Array(r),o=new Array(n),s;for(s=0;s<r;++s)i[s]=Sr(e[s],t[s]);for(;s<n;++s)o[s]=t[s];return function(a){
for(s=0;s<r;++s)o[s]=i[s](a);return o}}function Ap(e,t){var n=new Date;return e=+e,t=+t,function(r){return n.setTime(e*(1-r)+t*r),n}}function $e(e,t){return e=+e,
t=+t,function(n){return e*(1-n)+t*n}}function Lp(e,t){var n={},r={},i;(e===null||typeof e!="object")&&(e={}),(t===null||typeof t!="object")&&(t={});for(i in t)i in
e?n[i]=Sr(e[i],t[i]):r[i]=t[i];return function(o){for(i in n)r[i]=n[i](o);return r}}var no=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,to=new RegExp(no.source,
"g");function Fp(e){return function(){return e}}function Pp(e){return function(t){return e(t)+""}}function oo(e,t){var n=no.lastIndex=to.lastIndex=0,r,i,o,s=-1,
a=[],u=[];for(e=e+"",t=t+"";(r=no.exec(e))&&(i=to.exec(t));)(o=i.index)>n&&(o=t.slice(n,o),a[s]?a[s]+=o:a[++s]=o),(r=r[0])===(i=i[0])?a[s]?a[s]+=i:a[++s]=i:(a[++s]=
null,u.push({i:s,x:$e(r,i)})),n=to.lastIndex;return n<t.length&&(o=t.slice(n),a[s]?a[s]+=o:a[++s]=o),a.length<2?u[0]?Pp(u[0].x):Fp(t):(t=u.length,function(l){for(var f=0,
h;f<t;++f)a[(h=u[f]).i]=h.x(l);return a.join("")})}function Sr(e,t){var n=typeof t,r;return t==null||n==="boolean"?Cr(t):(n==="number"?$e:n==="string"?(r=nt(t))?
(t=r,$n):oo:t instanceof nt?$n:t instanceof Date?Ap:Op(t)?$p:Array.isArray(t)?Ip:typeof t.valueOf!="function"&&typeof t.toString!="function"||isNaN(t)?Lp:$e)(e,
t)}function yu(e,t){return e=+e,t=+t,function(n){return Math.round(e*(1-n)+t*n)}}var du=180/Math.PI,ro={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};
function vu(e,t,n,r,i,o){var s,a,u;return(s=Math.sqrt(e*e+t*t))&&(e/=s,t/=s),(u=e*n+t*r)&&(n-=e*u,r-=t*u),(a=Math.sqrt(n*n+r*r))&&(n/=a,r/=a,u/=a),e*r<t*n&&(e=-e,
t=-t,u=-u,s=-s),{translateX:i,translateY:o,rotate:Math.atan2(t,e)*du,skewX:Math.atan(u)*du,scaleX:s,scaleY:a}}var Tr;function Dp(e){let t=new(typeof DOMMatrix==
"function"?DOMMatrix:WebKitCSSMatrix)(e+"");return t.isIdentity?ro:vu(t.a,t.b,t.c,t.d,t.e,t.f)}function Rp(e){return e==null||(Tr||(Tr=document.createElementNS(
"http://www.w3.org/2000/svg","g")),Tr.setAttribute("transform",e),!(e=Tr.transform.baseVal.consolidate()))?ro:(e=e.matrix,vu(e.a,e.b,e.c,e.d,e.e,e.f))}function bu(e,t,n,r){
function i(l){return l.length?l.pop()+" ":""}function o(l,f,h,m,d,p){if(l!==h||f!==m){var g=d.push("translate(",null,t,null,n);p.push({i:g-4,x:$e(l,h)},{i:g-2,x:$e(
f,m)})}else(h||m)&&d.push("translate("+h+t+m+n)}function s(l,f,h,m){l!==f?(l-f>180?f+=360:f-l>180&&(l+=360),m.push({i:h.push(i(h)+"rotate(",null,r)-2,x:$e(l,f)})):
f&&h.push(i(h)+"rotate("+f+r)}function a(l,f,h,m){l!==f?m.push({i:h.push(i(h)+"skewX(",null,r)-2,x:$e(l,f)}):f&&h.push(i(h)+"skewX("+f+r)}function u(l,f,h,m,d,p){
if(l!==h||f!==m){var g=d.push(i(d)+"scale(",null,",",null,")");p.push({i:g-4,x:$e(l,h)},{i:g-2,x:$e(f,m)})}else(h!==1||m!==1)&&d.push(i(d)+"scale("+h+","+m+")")}
return function(l,f){var h=[],m=[];return l=e(l),f=e(f),o(l.translateX,l.translateY,f.translateX,f.translateY,h,m),s(l.rotate,f.rotate,h,m),a(l.skewX,f.skewX,h,
m),u(l.scaleX,l.scaleY,f.scaleX,f.scaleY,h,m),l=f=null,function(d){for(var p=-1,g=m.length,w;++p<g;)h[(w=m[p]).i]=w.x(d);return h.join("")}}}var wu=bu(Dp,"px, ",
"px)","deg)"),xu=bu(Rp,", ",")",")"),qp=1e-12;function mu(e){return((e=Math.exp(e))+1/e)/2}function zp(e){return((e=Math.exp(e))-1/e)/2}function Up(e){return((e=
Math.exp(2*e))-1)/(e+1)}var ku=(function e(t,n,r){function i(o,s){var a=o[0],u=o[1],l=o[2],f=s[0],h=s[1],m=s[2],d=f-a,p=h-u,g=d*d+p*p,w,v;if(g<qp)v=Math.log(m/l)/
t,w=function(j){return[a+j*d,u+j*p,l*Math.exp(t*j*v)]};else{var x=Math.sqrt(g),E=(m*m-l*l+r*g)/(2*l*n*x),M=(m*m-l*l-r*g)/(2*m*n*x),F=Math.log(Math.sqrt(E*E+1)-E),
N=Math.log(Math.sqrt(M*M+1)-M);v=(N-F)/t,w=function(j){var q=j*v,Y=mu(F),V=l/(n*x)*(Y*Up(t*q+F)-zp(F));return[a+V*d,u+V*p,l*Y/mu(t*q+F)]}}return w.duration=Math.
abs(v)*1e3*t/Math.SQRT2,w}return i.rho=function(o){var s=Math.max(.001,+o),a=s*s,u=a*a;return e(s,a,u)},i})(Math.SQRT2,2,4);function Mu(e){return function(t,n){
var r=e((t=xr(t)).h,(n=xr(n)).h),i=Me(t.s,n.s),o=Me(t.l,n.l),s=Me(t.opacity,n.opacity);return function(a){return t.h=r(a),t.s=i(a),t.l=o(a),t.opacity=s(a),t+""}}}
var Gv=Mu(io),Zv=Mu(Me);function Eu(e){return function(t,n){var r=e((t=kr(t)).h,(n=kr(n)).h),i=Me(t.c,n.c),o=Me(t.l,n.l),s=Me(t.opacity,n.opacity);return function(a){return t.h=r(a),t.
c=i(a),t.l=o(a),t.opacity=s(a),t+""}}}var Qv=Eu(io),Kv=Eu(Me);function Tu(e){return(function t(n){n=+n;function r(i,o){var s=e((i=Er(i)).h,(o=Er(o)).h),a=Me(i.s,
o.s),u=Me(i.l,o.l),l=Me(i.opacity,o.opacity);return function(f){return i.h=s(f),i.s=a(f),i.l=u(Math.pow(f,n)),i.opacity=l(f),i+""}}return r.gamma=t,r})(1)}var Jv=Tu(
io),e1=Tu(Me);var Qt=0,In=0,On=0,Su=1e3,Nr,An,$r=0,$t=0,Ir=0,Ln=typeof performance=="object"&&performance.now?performance:Date,Nu=typeof window=="object"&&window.requestAnimationFrame?
window.requestAnimationFrame.bind(window):function(e){setTimeout(e,17)};function Ar(){return $t||(Nu(jp),$t=Ln.now()+Ir)}function jp(){$t=0}function Or(){this._call=
this._time=this._next=null}Or.prototype=ao.prototype={constructor:Or,restart:function(e,t,n){if(typeof e!="function")throw new TypeError("callback is not a func\
tion");n=(n==null?Ar():+n)+(t==null?0:+t),!this._next&&An!==this&&(An?An._next=this:Nr=this,An=this),this._call=e,this._time=n,so()},stop:function(){this._call&&
(this._call=null,this._time=1/0,so())}};function ao(e,t,n){var r=new Or;return r.restart(e,t,n),r}function Bp(){Ar(),++Qt;for(var e=Nr,t;e;)(t=$t-e._time)>=0&&e.
_call.call(void 0,t),e=e._next;--Qt}function Cu(){$t=($r=Ln.now())+Ir,Qt=In=0;try{Bp()}finally{Qt=0,Wp(),$t=0}}function Hp(){var e=Ln.now(),t=e-$r;t>Su&&(Ir-=t,
$r=e)}function Wp(){for(var e,t=Nr,n,r=1/0;t;)t._call?(r>t._time&&(r=t._time),e=t,t=t._next):(n=t._next,t._next=null,t=e?e._next=n:Nr=n);An=e,so(r)}function so(e){
if(!Qt){In&&(In=clearTimeout(In));var t=e-$t;t>24?(e<1/0&&(In=setTimeout(Cu,Math.ceil(e-Ln.now()-Ir)+1)),On&&(On=clearInterval(On))):(On||($r=Ln.now(),On=setInterval(
Hp,Su)),Qt=1,Nu(Cu))}}function uo(e,t,n){var r=new Or;return t=t==null?0:+t,r.restart(i=>{r.stop(),e(i+t)},t,n),r}function Ou(e){return((e*=2)<=1?e*e*e:(e-=2)*e*e+2)/2}var lo=3,r1=(function e(t){t=+t;function n(r){return Math.pow(r,t)}return n.exponent=e,n})(lo),i1=(function e(t){
t=+t;function n(r){return 1-Math.pow(1-r,t)}return n.exponent=e,n})(lo),o1=(function e(t){t=+t;function n(r){return((r*=2)<=1?Math.pow(r,t):2-Math.pow(2-r,t))/2}
return n.exponent=e,n})(lo),Yp=Math.PI,s1=Yp/2;function Lr(e){return(Math.pow(2,-10*e)-.0009765625)*1.0009775171065494}var $u=4/11,a1=6/11,u1=8/11,l1=3/4,c1=9/11,f1=10/11,h1=15/16,d1=21/22,m1=63/64,p1=1/$u/$u;var co=1.70158,g1=(function e(t){t=+t;function n(r){return(r=+r)*r*(t*(r-1)+r)}return n.overshoot=e,n})(co),_1=(function e(t){t=+t;function n(r){return--r*r*((r+
1)*t+r)+1}return n.overshoot=e,n})(co),y1=(function e(t){t=+t;function n(r){return((r*=2)<1?r*r*((t+1)*r-t):(r-=2)*r*((t+1)*r+t)+2)/2}return n.overshoot=e,n})(co),
Kt=2*Math.PI,fo=1,ho=.3,v1=(function e(t,n){var r=Math.asin(1/(t=Math.max(1,t)))*(n/=Kt);function i(o){return t*Lr(- --o)*Math.sin((r-o)/n)}return i.amplitude=function(o){
return e(o,n*Kt)},i.period=function(o){return e(t,o)},i})(fo,ho),b1=(function e(t,n){var r=Math.asin(1/(t=Math.max(1,t)))*(n/=Kt);function i(o){return 1-t*Lr(o=
+o)*Math.sin((o+r)/n)}return i.amplitude=function(o){return e(o,n*Kt)},i.period=function(o){return e(t,o)},i})(fo,ho),w1=(function e(t,n){var r=Math.asin(1/(t=Math.
max(1,t)))*(n/=Kt);function i(o){return((o=o*2-1)<0?t*Lr(-o)*Math.sin((r-o)/n):2-t*Lr(o)*Math.sin((r+o)/n))/2}return i.amplitude=function(o){return e(o,n*Kt)},i.
period=function(o){return e(t,o)},i})(fo,ho);var Vp=En("start","end","cancel","interrupt"),Xp=[],Lu=0,Iu=1,mo=2,Fr=3,Au=4,po=5,Pr=6;function Dr(e,t,n,r,i,o){var s=e.__transition;if(!s)e.__transition={};else if(n in
s)return;Gp(e,n,{name:t,index:r,group:i,on:Vp,tween:Xp,time:o.time,delay:o.delay,duration:o.duration,ease:o.ease,timer:null,state:Lu})}function go(e,t){var n=ze(
e,t);if(n.state>Lu)throw new Error("too late; already scheduled");return n}function Ge(e,t){var n=ze(e,t);if(n.state>Fr)throw new Error("too late; already runni\
ng");return n}function ze(e,t){var n=e.__transition;if(!n||!(n=n[t]))throw new Error("transition not found");return n}function Gp(e,t,n){var r=e.__transition,i;
r[t]=n,n.timer=ao(o,0,n.time);function o(l){n.state=Iu,n.timer.restart(s,n.delay,n.time),n.delay<=l&&s(l-n.delay)}function s(l){var f,h,m,d;if(n.state!==Iu)return u();
for(f in r)if(d=r[f],d.name===n.name){if(d.state===Fr)return uo(s);d.state===Au?(d.state=Pr,d.timer.stop(),d.on.call("interrupt",e,e.__data__,d.index,d.group),delete r[f]):
+f<t&&(d.state=Pr,d.timer.stop(),d.on.call("cancel",e,e.__data__,d.index,d.group),delete r[f])}if(uo(function(){n.state===Fr&&(n.state=Au,n.timer.restart(a,n.delay,
n.time),a(l))}),n.state=mo,n.on.call("start",e,e.__data__,n.index,n.group),n.state===mo){for(n.state=Fr,i=new Array(m=n.tween.length),f=0,h=-1;f<m;++f)(d=n.tween[f].
value.call(e,e.__data__,n.index,n.group))&&(i[++h]=d);i.length=h+1}}function a(l){for(var f=l<n.duration?n.ease.call(null,l/n.duration):(n.timer.restart(u),n.state=
po,1),h=-1,m=i.length;++h<m;)i[h].call(e,f);n.state===po&&(n.on.call("end",e,e.__data__,n.index,n.group),u())}function u(){n.state=Pr,n.timer.stop(),delete r[t];
for(var l in r)return;delete e.__transition}}function Fn(e,t){var n=e.__transition,r,i,o=!0,s;if(n){t=t==null?null:t+"";for(s in n){if((r=n[s]).name!==t){o=!1;continue}
i=r.state>mo&&r.state<po,r.state=Pr,r.timer.stop(),r.on.call(i?"interrupt":"cancel",e,e.__data__,r.index,r.group),delete n[s]}o&&delete e.__transition}}function Zp(e){
return this.each(function(){Fn(this,e)})}function Qp(e,t){var n,r;return function(){var i=Ge(this,e),o=i.tween;if(o!==n){r=n=o;for(var s=0,a=r.length;s<a;++s)if(r[s].
name===t){r=r.slice(),r.splice(s,1);break}}i.tween=r}}function Kp(e,t,n){var r,i;if(typeof n!="function")throw new Error;return function(){var o=Ge(this,e),s=o.
tween;if(s!==r){i=(r=s).slice();for(var a={name:t,value:n},u=0,l=i.length;u<l;++u)if(i[u].name===t){i[u]=a;break}u===l&&i.push(a)}o.tween=i}}function Jp(e,t){var n=this.
_id;if(e+="",arguments.length<2){for(var r=ze(this.node(),n).tween,i=0,o=r.length,s;i<o;++i)if((s=r[i]).name===e)return s.value;return null}return this.each((t==
null?Qp:Kp)(n,e,t))}function _o(e,t,n){var r=e._id;return e.each(function(){var i=Ge(this,r);(i.value||(i.value={}))[t]=n.apply(this,arguments)}),function(i){return ze(
i,r).value[t]}}function Fu(e,t){var n;return(typeof t=="number"?$e:t instanceof nt?$n:(n=nt(t))?(t=n,$n):oo)(e,t)}function eg(e){return function(){this.removeAttribute(
e)}}function tg(e){return function(){this.removeAttributeNS(e.space,e.local)}}function ng(e,t,n){var r,i=n+"",o;return function(){var s=this.getAttribute(e);return s===
i?null:s===r?o:o=t(r=s,n)}}function rg(e,t,n){var r,i=n+"",o;return function(){var s=this.getAttributeNS(e.space,e.local);return s===i?null:s===r?o:o=t(r=s,n)}}
function ig(e,t,n){var r,i,o;return function(){var s,a=n(this),u;return a==null?void this.removeAttribute(e):(s=this.getAttribute(e),u=a+"",s===u?null:s===r&&u===
i?o:(i=u,o=t(r=s,a)))}}function og(e,t,n){var r,i,o;return function(){var s,a=n(this),u;return a==null?void this.removeAttributeNS(e.space,e.local):(s=this.getAttributeNS(
e.space,e.local),u=a+"",s===u?null:s===r&&u===i?o:(i=u,o=t(r=s,a)))}}function sg(e,t){var n=Mn(e),r=n==="transform"?xu:Fu;return this.attrTween(e,typeof t=="fun\
ction"?(n.local?og:ig)(n,r,_o(this,"attr."+e,t)):t==null?(n.local?tg:eg)(n):(n.local?rg:ng)(n,r,t))}function ag(e,t){return function(n){this.setAttribute(e,t.call(
this,n))}}function ug(e,t){return function(n){this.setAttributeNS(e.space,e.local,t.call(this,n))}}function lg(e,t){var n,r;function i(){var o=t.apply(this,arguments);
return o!==r&&(n=(r=o)&&ug(e,o)),n}return i._value=t,i}function cg(e,t){var n,r;function i(){var o=t.apply(this,arguments);return o!==r&&(n=(r=o)&&ag(e,o)),n}return i.
_value=t,i}function fg(e,t){var n="attr."+e;if(arguments.length<2)return(n=this.tween(n))&&n._value;if(t==null)return this.tween(n,null);if(typeof t!="function")
throw new Error;var r=Mn(e);return this.tween(n,(r.local?lg:cg)(r,t))}function hg(e,t){return function(){go(this,e).delay=+t.apply(this,arguments)}}function dg(e,t){
return t=+t,function(){go(this,e).delay=t}}function mg(e){var t=this._id;return arguments.length?this.each((typeof e=="function"?hg:dg)(t,e)):ze(this.node(),t).
delay}function pg(e,t){return function(){Ge(this,e).duration=+t.apply(this,arguments)}}function gg(e,t){return t=+t,function(){Ge(this,e).duration=t}}function _g(e){
var t=this._id;return arguments.length?this.each((typeof e=="function"?pg:gg)(t,e)):ze(this.node(),t).duration}function yg(e,t){if(typeof t!="function")throw new Error;
return function(){Ge(this,e).ease=t}}function vg(e){var t=this._id;return arguments.length?this.each(yg(t,e)):ze(this.node(),t).ease}function bg(e,t){return function(){
var n=t.apply(this,arguments);if(typeof n!="function")throw new Error;Ge(this,e).ease=n}}function wg(e){if(typeof e!="function")throw new Error;return this.each(
bg(this._id,e))}function xg(e){typeof e!="function"&&(e=Bi(e));for(var t=this._groups,n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=[],
u,l=0;l<s;++l)(u=o[l])&&e.call(u,u.__data__,l,o)&&a.push(u);return new it(r,this._parents,this._name,this._id)}function kg(e){if(e._id!==this._id)throw new Error;
for(var t=this._groups,n=e._groups,r=t.length,i=n.length,o=Math.min(r,i),s=new Array(r),a=0;a<o;++a)for(var u=t[a],l=n[a],f=u.length,h=s[a]=new Array(f),m,d=0;d<
f;++d)(m=u[d]||l[d])&&(h[d]=m);for(;a<r;++a)s[a]=t[a];return new it(s,this._parents,this._name,this._id)}function Mg(e){return(e+"").trim().split(/^|\s+/).every(
function(t){var n=t.indexOf(".");return n>=0&&(t=t.slice(0,n)),!t||t==="start"})}function Eg(e,t,n){var r,i,o=Mg(t)?go:Ge;return function(){var s=o(this,e),a=s.
on;a!==r&&(i=(r=a).copy()).on(t,n),s.on=i}}function Tg(e,t){var n=this._id;return arguments.length<2?ze(this.node(),n).on.on(e):this.each(Eg(n,e,t))}function Cg(e){
return function(){var t=this.parentNode;for(var n in this.__transition)if(+n!==e)return;t&&t.removeChild(this)}}function Sg(){return this.on("end.remove",Cg(this.
_id))}function Ng(e){var t=this._name,n=this._id;typeof e!="function"&&(e=gr(e));for(var r=this._groups,i=r.length,o=new Array(i),s=0;s<i;++s)for(var a=r[s],u=a.
length,l=o[s]=new Array(u),f,h,m=0;m<u;++m)(f=a[m])&&(h=e.call(f,f.__data__,m,a))&&("__data__"in f&&(h.__data__=f.__data__),l[m]=h,Dr(l[m],t,n,m,l,ze(f,n)));return new it(
o,this._parents,t,n)}function $g(e){var t=this._name,n=this._id;typeof e!="function"&&(e=ji(e));for(var r=this._groups,i=r.length,o=[],s=[],a=0;a<i;++a)for(var u=r[a],
l=u.length,f,h=0;h<l;++h)if(f=u[h]){for(var m=e.call(f,f.__data__,h,u),d,p=ze(f,n),g=0,w=m.length;g<w;++g)(d=m[g])&&Dr(d,t,n,g,m,p);o.push(m),s.push(f)}return new it(
o,s,t,n)}var Og=Et.prototype.constructor;function Ig(){return new Og(this._groups,this._parents)}function Ag(e,t){var n,r,i;return function(){var o=Mt(this,e),s=(this.
style.removeProperty(e),Mt(this,e));return o===s?null:o===n&&s===r?i:i=t(n=o,r=s)}}function Pu(e){return function(){this.style.removeProperty(e)}}function Lg(e,t,n){
var r,i=n+"",o;return function(){var s=Mt(this,e);return s===i?null:s===r?o:o=t(r=s,n)}}function Fg(e,t,n){var r,i,o;return function(){var s=Mt(this,e),a=n(this),
u=a+"";return a==null&&(u=a=(this.style.removeProperty(e),Mt(this,e))),s===u?null:s===r&&u===i?o:(i=u,o=t(r=s,a))}}function Pg(e,t){var n,r,i,o="style."+t,s="en\
d."+o,a;return function(){var u=Ge(this,e),l=u.on,f=u.value[o]==null?a||(a=Pu(t)):void 0;(l!==n||i!==f)&&(r=(n=l).copy()).on(s,i=f),u.on=r}}function Dg(e,t,n){var r=(e+=
"")=="transform"?wu:Fu;return t==null?this.styleTween(e,Ag(e,r)).on("end.style."+e,Pu(e)):typeof t=="function"?this.styleTween(e,Fg(e,r,_o(this,"style."+e,t))).
each(Pg(this._id,e)):this.styleTween(e,Lg(e,r,t),n).on("end.style."+e,null)}function Rg(e,t,n){return function(r){this.style.setProperty(e,t.call(this,r),n)}}function qg(e,t,n){
var r,i;function o(){var s=t.apply(this,arguments);return s!==i&&(r=(i=s)&&Rg(e,s,n)),r}return o._value=t,o}function zg(e,t,n){var r="style."+(e+="");if(arguments.
length<2)return(r=this.tween(r))&&r._value;if(t==null)return this.tween(r,null);if(typeof t!="function")throw new Error;return this.tween(r,qg(e,t,n??""))}function Ug(e){
return function(){this.textContent=e}}function jg(e){return function(){var t=e(this);this.textContent=t??""}}function Bg(e){return this.tween("text",typeof e=="\
function"?jg(_o(this,"text",e)):Ug(e==null?"":e+""))}function Hg(e){return function(t){this.textContent=e.call(this,t)}}function Wg(e){var t,n;function r(){var i=e.
apply(this,arguments);return i!==n&&(t=(n=i)&&Hg(i)),t}return r._value=e,r}function Yg(e){var t="text";if(arguments.length<1)return(t=this.tween(t))&&t._value;if(e==
null)return this.tween(t,null);if(typeof e!="function")throw new Error;return this.tween(t,Wg(e))}function Vg(){for(var e=this._name,t=this._id,n=Du(),r=this._groups,
i=r.length,o=0;o<i;++o)for(var s=r[o],a=s.length,u,l=0;l<a;++l)if(u=s[l]){var f=ze(u,t);Dr(u,e,n,l,s,{time:f.time+f.delay+f.duration,delay:0,duration:f.duration,
ease:f.ease})}return new it(r,this._parents,e,n)}function Xg(){var e,t,n=this,r=n._id,i=n.size();return new Promise(function(o,s){var a={value:s},u={value:function(){
--i===0&&o()}};n.each(function(){var l=Ge(this,r),f=l.on;f!==e&&(t=(e=f).copy(),t._.cancel.push(a),t._.interrupt.push(a),t._.end.push(u)),l.on=t}),i===0&&o()})}
var Gg=0;function it(e,t,n,r){this._groups=e,this._parents=t,this._name=n,this._id=r}function Zg(e){return Et().transition(e)}function Du(){return++Gg}var rt=Et.
prototype;it.prototype=Zg.prototype={constructor:it,select:Ng,selectAll:$g,selectChild:rt.selectChild,selectChildren:rt.selectChildren,filter:xg,merge:kg,selection:Ig,
transition:Vg,call:rt.call,nodes:rt.nodes,node:rt.node,size:rt.size,empty:rt.empty,each:rt.each,on:Tg,attr:sg,attrTween:fg,style:Dg,styleTween:zg,text:Bg,textTween:Yg,
remove:Sg,tween:Jp,delay:mg,duration:_g,ease:vg,easeVarying:wg,end:Xg,[Symbol.iterator]:rt[Symbol.iterator]};var Qg={time:null,delay:0,duration:250,ease:Ou};function Kg(e,t){
for(var n;!(n=e.__transition)||!(n=n[t]);)if(!(e=e.parentNode))throw new Error(`transition ${t} not found`);return n}function Jg(e){var t,n;e instanceof it?(t=e.
_id,e=e._name):(t=Du(),(n=Qg).time=Ar(),e=e==null?null:e+"");for(var r=this._groups,i=r.length,o=0;o<i;++o)for(var s=r[o],a=s.length,u,l=0;l<a;++l)(u=s[l])&&Dr(
u,e,t,l,s,n||Kg(u,t));return new it(r,this._parents,e,t)}Et.prototype.interrupt=Zp;Et.prototype.transition=Jg;var Rr=e=>()=>e;function e0(e,{sourceEvent:t,target:n,transform:r,dispatch:i}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},sourceEvent:{
value:t,enumerable:!0,configurable:!0},target:{value:n,enumerable:!0,configurable:!0},transform:{value:r,enumerable:!0,configurable:!0},_:{value:i}})}function ot(e,t,n){
this.k=e,this.x=t,this.y=n}ot.prototype={constructor:ot,scale:function(e){return e===1?this:new ot(this.k*e,this.x,this.y)},translate:function(e,t){return e===0&
t===0?this:new ot(this.k,this.x+this.k*e,this.y+this.k*t)},apply:function(e){return[e[0]*this.k+this.x,e[1]*this.k+this.y]},applyX:function(e){return e*this.k+this.
x},applyY:function(e){return e*this.k+this.y},invert:function(e){return[(e[0]-this.x)/this.k,(e[1]-this.y)/this.k]},invertX:function(e){return(e-this.x)/this.k},
invertY:function(e){return(e-this.y)/this.k},rescaleX:function(e){return e.copy().domain(e.range().map(this.invertX,this).map(e.invert,e))},rescaleY:function(e){
return e.copy().domain(e.range().map(this.invertY,this).map(e.invert,e))},toString:function(){return"translate("+this.x+","+this.y+") scale("+this.k+")"}};var Dn=new ot(
1,0,0);t0.prototype=ot.prototype;function t0(e){for(;!e.__zoom;)if(!(e=e.parentNode))return Dn;return e.__zoom}function yo(e){e.stopImmediatePropagation()}function Pn(e){
e.preventDefault(),e.stopImmediatePropagation()}function n0(e){return(!e.ctrlKey||e.type==="wheel")&&!e.button}function r0(){var e=this;return e instanceof SVGElement?
(e=e.ownerSVGElement||e,e.hasAttribute("viewBox")?(e=e.viewBox.baseVal,[[e.x,e.y],[e.x+e.width,e.y+e.height]]):[[0,0],[e.width.baseVal.value,e.height.baseVal.value]]):
[[0,0],[e.clientWidth,e.clientHeight]]}function Ru(){return this.__zoom||Dn}function i0(e){return-e.deltaY*(e.deltaMode===1?.05:e.deltaMode?1:.002)*(e.ctrlKey?10:
1)}function o0(){return navigator.maxTouchPoints||"ontouchstart"in this}function s0(e,t,n){var r=e.invertX(t[0][0])-n[0][0],i=e.invertX(t[1][0])-n[1][0],o=e.invertY(
t[0][1])-n[0][1],s=e.invertY(t[1][1])-n[1][1];return e.translate(i>r?(r+i)/2:Math.min(0,r)||Math.max(0,i),s>o?(o+s)/2:Math.min(0,o)||Math.max(0,s))}function qu(){
var e=n0,t=r0,n=s0,r=i0,i=o0,o=[0,1/0],s=[[-1/0,-1/0],[1/0,1/0]],a=250,u=ku,l=En("start","zoom","end"),f,h,m,d=500,p=150,g=0,w=10;function v(y){y.property("__zo\
om",Ru).on("wheel.zoom",q,{passive:!1}).on("mousedown.zoom",Y).on("dblclick.zoom",V).filter(i).on("touchstart.zoom",W).on("touchmove.zoom",L).on("touchend.zoom \
touchcancel.zoom",z).style("-webkit-tap-highlight-color","rgba(0,0,0,0)")}v.transform=function(y,_,b,T){var S=y.selection?y.selection():y;S.property("__zoom",Ru),
y!==S?F(y,_,b,T):S.interrupt().each(function(){N(this,arguments).event(T).start().zoom(null,typeof _=="function"?_.apply(this,arguments):_).end()})},v.scaleBy=function(y,_,b,T){
v.scaleTo(y,function(){var S=this.__zoom.k,C=typeof _=="function"?_.apply(this,arguments):_;return S*C},b,T)},v.scaleTo=function(y,_,b,T){v.transform(y,function(){
var S=t.apply(this,arguments),C=this.__zoom,A=b==null?M(S):typeof b=="function"?b.apply(this,arguments):b,U=C.invert(A),J=typeof _=="function"?_.apply(this,arguments):
_;return n(E(x(C,J),A,U),S,s)},b,T)},v.translateBy=function(y,_,b,T){v.transform(y,function(){return n(this.__zoom.translate(typeof _=="function"?_.apply(this,arguments):
_,typeof b=="function"?b.apply(this,arguments):b),t.apply(this,arguments),s)},null,T)},v.translateTo=function(y,_,b,T,S){v.transform(y,function(){var C=t.apply(
this,arguments),A=this.__zoom,U=T==null?M(C):typeof T=="function"?T.apply(this,arguments):T;return n(Dn.translate(U[0],U[1]).scale(A.k).translate(typeof _=="fun\
ction"?-_.apply(this,arguments):-_,typeof b=="function"?-b.apply(this,arguments):-b),C,s)},T,S)};function x(y,_){return _=Math.max(o[0],Math.min(o[1],_)),_===y.
k?y:new ot(_,y.x,y.y)}function E(y,_,b){var T=_[0]-b[0]*y.k,S=_[1]-b[1]*y.k;return T===y.x&&S===y.y?y:new ot(y.k,T,S)}function M(y){return[(+y[0][0]+ +y[1][0])/
2,(+y[0][1]+ +y[1][1])/2]}function F(y,_,b,T){y.on("start.zoom",function(){N(this,arguments).event(T).start()}).on("interrupt.zoom end.zoom",function(){N(this,arguments).
event(T).end()}).tween("zoom",function(){var S=this,C=arguments,A=N(S,C).event(T),U=t.apply(S,C),J=b==null?M(U):typeof b=="function"?b.apply(S,C):b,fe=Math.max(
U[1][0]-U[0][0],U[1][1]-U[0][1]),oe=S.__zoom,me=typeof _=="function"?_.apply(S,C):_,xe=u(oe.invert(J).concat(fe/oe.k),me.invert(J).concat(fe/me.k));return function(pe){
if(pe===1)pe=me;else{var De=xe(pe),D=fe/De[2];pe=new ot(D,J[0]-De[0]*D,J[1]-De[1]*D)}A.zoom(null,pe)}})}function N(y,_,b){return!b&&y.__zooming||new j(y,_)}function j(y,_){
this.that=y,this.args=_,this.active=0,this.sourceEvent=null,this.extent=t.apply(y,_),this.taps=0}j.prototype={event:function(y){return y&&(this.sourceEvent=y),this},
start:function(){return++this.active===1&&(this.that.__zooming=this,this.emit("start")),this},zoom:function(y,_){return this.mouse&&y!=="mouse"&&(this.mouse[1]=
_.invert(this.mouse[0])),this.touch0&&y!=="touch"&&(this.touch0[1]=_.invert(this.touch0[0])),this.touch1&&y!=="touch"&&(this.touch1[1]=_.invert(this.touch1[0])),
this.that.__zoom=_,this.emit("zoom"),this},end:function(){return--this.active===0&&(delete this.that.__zooming,this.emit("end")),this},emit:function(y){var _=Ne(
this.that).datum();l.call(y,this.that,new e0(y,{sourceEvent:this.sourceEvent,target:v,transform:this.that.__zoom,dispatch:l}),_)}};function q(y,..._){if(!e.apply(
this,arguments))return;var b=N(this,_).event(y),T=this.__zoom,S=Math.max(o[0],Math.min(o[1],T.k*Math.pow(2,r.apply(this,arguments)))),C=et(y);if(b.wheel)(b.mouse[0][0]!==
C[0]||b.mouse[0][1]!==C[1])&&(b.mouse[1]=T.invert(b.mouse[0]=C)),clearTimeout(b.wheel);else{if(T.k===S)return;b.mouse=[C,T.invert(C)],Fn(this),b.start()}Pn(y),b.
wheel=setTimeout(A,p),b.zoom("mouse",n(E(x(T,S),b.mouse[0],b.mouse[1]),b.extent,s));function A(){b.wheel=null,b.end()}}function Y(y,..._){if(m||!e.apply(this,arguments))
return;var b=y.currentTarget,T=N(this,_,!0).event(y),S=Ne(y.view).on("mousemove.zoom",J,!0).on("mouseup.zoom",fe,!0),C=et(y,b),A=y.clientX,U=y.clientY;ja(y.view),
yo(y),T.mouse=[C,this.__zoom.invert(C)],Fn(this),T.start();function J(oe){if(Pn(oe),!T.moved){var me=oe.clientX-A,xe=oe.clientY-U;T.moved=me*me+xe*xe>g}T.event(
oe).zoom("mouse",n(E(T.that.__zoom,T.mouse[0]=et(oe,b),T.mouse[1]),T.extent,s))}function fe(oe){S.on("mousemove.zoom mouseup.zoom",null),Ba(oe.view,T.moved),Pn(
oe),T.event(oe).end()}}function V(y,..._){if(e.apply(this,arguments)){var b=this.__zoom,T=et(y.changedTouches?y.changedTouches[0]:y,this),S=b.invert(T),C=b.k*(y.
shiftKey?.5:2),A=n(E(x(b,C),T,S),t.apply(this,_),s);Pn(y),a>0?Ne(this).transition().duration(a).call(F,A,T,y):Ne(this).call(v.transform,A,T,y)}}function W(y,..._){
if(e.apply(this,arguments)){var b=y.touches,T=b.length,S=N(this,_,y.changedTouches.length===T).event(y),C,A,U,J;for(yo(y),A=0;A<T;++A)U=b[A],J=et(U,this),J=[J,this.
__zoom.invert(J),U.identifier],S.touch0?!S.touch1&&S.touch0[2]!==J[2]&&(S.touch1=J,S.taps=0):(S.touch0=J,C=!0,S.taps=1+!!f);f&&(f=clearTimeout(f)),C&&(S.taps<2&&
(h=J[0],f=setTimeout(function(){f=null},d)),Fn(this),S.start())}}function L(y,..._){if(this.__zooming){var b=N(this,_).event(y),T=y.changedTouches,S=T.length,C,
A,U,J;for(Pn(y),C=0;C<S;++C)A=T[C],U=et(A,this),b.touch0&&b.touch0[2]===A.identifier?b.touch0[0]=U:b.touch1&&b.touch1[2]===A.identifier&&(b.touch1[0]=U);if(A=b.
that.__zoom,b.touch1){var fe=b.touch0[0],oe=b.touch0[1],me=b.touch1[0],xe=b.touch1[1],pe=(pe=me[0]-fe[0])*pe+(pe=me[1]-fe[1])*pe,De=(De=xe[0]-oe[0])*De+(De=xe[1]-
oe[1])*De;A=x(A,Math.sqrt(pe/De)),U=[(fe[0]+me[0])/2,(fe[1]+me[1])/2],J=[(oe[0]+xe[0])/2,(oe[1]+xe[1])/2]}else if(b.touch0)U=b.touch0[0],J=b.touch0[1];else return;
b.zoom("touch",n(E(A,U,J),b.extent,s))}}function z(y,..._){if(this.__zooming){var b=N(this,_).event(y),T=y.changedTouches,S=T.length,C,A;for(yo(y),m&&clearTimeout(
m),m=setTimeout(function(){m=null},d),C=0;C<S;++C)A=T[C],b.touch0&&b.touch0[2]===A.identifier?delete b.touch0:b.touch1&&b.touch1[2]===A.identifier&&delete b.touch1;
if(b.touch1&&!b.touch0&&(b.touch0=b.touch1,delete b.touch1),b.touch0)b.touch0[1]=this.__zoom.invert(b.touch0[0]);else if(b.end(),b.taps===2&&(A=et(A,this),Math.
hypot(h[0]-A[0],h[1]-A[1])<w)){var U=Ne(this).on("dblclick.zoom");U&&U.apply(this,arguments)}}}return v.wheelDelta=function(y){return arguments.length?(r=typeof y==
"function"?y:Rr(+y),v):r},v.filter=function(y){return arguments.length?(e=typeof y=="function"?y:Rr(!!y),v):e},v.touchable=function(y){return arguments.length?(i=
typeof y=="function"?y:Rr(!!y),v):i},v.extent=function(y){return arguments.length?(t=typeof y=="function"?y:Rr([[+y[0][0],+y[0][1]],[+y[1][0],+y[1][1]]]),v):t},
v.scaleExtent=function(y){return arguments.length?(o[0]=+y[0],o[1]=+y[1],v):[o[0],o[1]]},v.translateExtent=function(y){return arguments.length?(s[0][0]=+y[0][0],
s[1][0]=+y[1][0],s[0][1]=+y[0][1],s[1][1]=+y[1][1],v):[[s[0][0],s[0][1]],[s[1][0],s[1][1]]]},v.constrain=function(y){return arguments.length?(n=y,v):n},v.duration=
function(y){return arguments.length?(a=+y,v):a},v.interpolate=function(y){return arguments.length?(u=y,v):u},v.on=function(){var y=l.on.apply(l,arguments);return y===
l?v:y},v.clickDistance=function(y){return arguments.length?(g=(y=+y)*y,v):Math.sqrt(g)},v.tapDistance=function(y){return arguments.length?(w=+y,v):w},v}var a0=Symbol.for("pv"),u0=0;function c(e,t,n,r,i,o){t||(t={});var s,a,u=t;if("ref"in u&&typeof e!="function")for(a in u={},t)a=="ref"?s=t[a]:u[a]=t[a];var l={type:e,props:u,key:n,ref:s,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:a0,__v:--u0,__i:-1,__u:0};return(i||o)&&(l.__source=i,l.__self=o),ee.vnode&&ee.vnode(l),l}var B={family:e=>`#/family/${encodeURIComponent(e)}`,segment:(e,t)=>`#/family/${encodeURIComponent(e)}/${encodeURIComponent(t)}`,node:e=>`#/node/${encodeURIComponent(
k.nodes[e][0])}`,column:(e,t)=>`#/column/${encodeURIComponent(k.nodes[e][0])}/${encodeURIComponent(t)}`,lineage:e=>`#/lineage/${encodeURIComponent(k.nodes[e][0])}`};
function te({title:e,lead:t,children:n}){return c("article",{children:[c("h1",{children:e}),t&&c("div",{class:"lead",children:t}),n]})}function Oe({of:e,children:t}){
return e.problem?c("p",{class:"problem",children:$.problem(e.problem)}):e.value===void 0?c("p",{class:"quiet","aria-busy":"true",children:[$.loading,"…"]}):c(
R,{children:t(e.value)})}var zu={success:"✓",pass:"✓",reused:"✓",warn:"!",fail:"✕",error:"✕",interrupted:"✕"};function qr(e){return e?["success","pa\
ss","reused"].includes(e)?"good":e==="warn"?"look":["fail","error","interrupted"].includes(e)?"bad":"none":"none"}function Ue({of:e,quiet:t}){return e?c("span",
{class:`status ${qr(e)}`,title:$.status[e]??e,children:[c("span",{"aria-hidden":"true",children:zu[e]??"·"}),t?c("span",{class:"hidden",children:$.status[e]??e}):
` ${$.status[e]??e}`]}):c("span",{class:"quiet",children:se})}function zr({of:e}){let t=Object.entries(e);return t.length?c("span",{class:"verdicts",children:t.
map(([n,r])=>c("span",{class:`status ${qr(n)}`,title:`${r} ${$.status[n]??n}`,children:[c("span",{"aria-hidden":"true",children:zu[n]??"·"})," ",r,c("span",{class:"\
hidden",children:[" ",$.status[n]??n]})]},n))}):c("span",{class:"quiet",children:se})}function ge({columns:e,rows:t,label:n,most:r=60,sorted:i}){let[o,s]=K(i??null),
[a,u]=K(!1),l=t;if(o){let h=e[o[0]].by;l=[...t].sort((m,d)=>{let[p,g]=[h(m),h(d)];return p===g?0:p==null?1:g==null?-1:(p<g?-1:1)*o[1]})}let f=a||l.length<=r+10?
l:l.slice(0,r);return c("div",{class:"scroll",tabIndex:0,role:"region","aria-label":n,children:[c("table",{children:[c("caption",{class:"hidden",children:n}),c(
"thead",{children:c("tr",{children:e.map((h,m)=>{let d=o?.[0]===m?o[1]:0;return c("th",{scope:"col",class:h.number?"n":"","aria-sort":d?d>0?"ascending":"descend\
ing":void 0,children:h.by?c("button",{class:"plain",onClick:()=>s([m,d?-d:h.number?-1:1]),children:[h.name,d?c("span",{"aria-hidden":"true",children:d>0?" ↑":
" ↓"}):null]}):h.name},m)})})}),c("tbody",{children:f.map((h,m)=>c("tr",{children:e.map((d,p)=>c("td",{class:(d.number?"n":"")+(d.wide?" wide":""),children:d.
of(h)},p))},m))})]}),f.length<l.length&&c("button",{class:"more",onClick:()=>u(!0),children:$.rowsMore(l.length-f.length)})]})}function l0(e){return e==null?se:
typeof e=="number"?ve(e):typeof e=="boolean"?e?$.yes:$.no:String(e)}function de({title:e,note:t,figures:n,children:r,hidesPeople:i,id:o}){let s=i&&n?.rows.some(
a=>a.includes(null));return c("figure",{id:o,children:[c("figcaption",{children:[c("h2",{children:e}),t&&c("p",{children:t})]}),r,n&&c(c0,{summary:$.asTable,origin:n.
origin,children:()=>c(R,{children:[s?c("p",{class:"quiet",children:$.suppressed(k.minimum_cell)}):null,c(ge,{label:e,rows:n.rows,columns:n.columns.map((a,u)=>({
name:P(a),of:l=>l0(l[u]),by:l=>l[u],number:n.rows.some(l=>typeof l[u]=="number")}))})]})})]})}function c0({summary:e,origin:t,children:n}){let[r,i]=K(!1);return c(
"details",{onToggle:o=>i(o.currentTarget.open),children:[c("summary",{children:[e,t?c("span",{class:"quiet",children:[" ",$.from," ",t]}):null]}),r&&n()]})}function pt({
children:e,least:t=260}){let n=Ke(null),[r,i]=K(0);return bn(()=>{let o=n.current;i(o.clientWidth);let s=new ResizeObserver(()=>i(o.clientWidth));return s.observe(
o),()=>s.disconnect()},[]),c("div",{class:"sized",ref:n,children:r>0&&e(Math.max(r,t))})}function Jt({of:e,two:t}){return c("dl",{class:t?"facts two":"facts",children:e.
filter(([,n])=>n!=null&&n!=="").map(([n,r])=>c("div",{children:[c("dt",{children:n}),c("dd",{children:r})]},n))})}function je({label:e,value:t,options:n,onChange:r}){
return c("label",{class:"choice",children:[c("span",{children:e}),c("select",{value:t,onChange:i=>r(i.currentTarget.value),children:n.map(([i,o])=>c("option",{value:i,
children:o},i))})]})}function ne(e){return e?e.rows.map(t=>Object.fromEntries(e.columns.map((n,r)=>[n,t[r]]))):[]}function Rn({text:e}){return c(R,{children:e.split(
/\n\s*\n/).map((t,n)=>c("p",{children:t.split(/(`[^`]+`)/).map((r,i)=>r.startsWith("`")&&r.length>2?c("code",{children:r.slice(1,-1)},i):r)},n))})}function st({
of:e}){return e===null?c("span",{class:"quiet",children:$.few(k.minimum_cell)}):c(R,{children:G(e)})}function Uu({of:e}){return e===null?c("span",{class:"quiet",
children:se}):c("span",{class:e===0?"quiet":"",children:Bt(e)})}function en(e){return e.split("/").slice(0,-1).join("/")}function ju(){let e=$.models,[t,n]=K(""),[r,i]=K(""),o=[...new Set(k.nodes.map(u=>u[2]))],s=t.toLowerCase().
split(/\s+/).filter(Boolean),a=k.nodes.map((u,l)=>({node:u,at:l})).filter(({node:u})=>(!r||u[2]===r)&&s.every(l=>`${u[1]} ${u[4]}`.toLowerCase().includes(l)));return c(
te,{title:e.title,children:[c("div",{class:"filters",children:[c("input",{type:"search",placeholder:e.filter,"aria-label":e.filter,value:t,onInput:u=>n(u.currentTarget.
value)}),c("select",{"aria-label":e.type,value:r,onChange:u=>i(u.currentTarget.value),children:[c("option",{value:"",children:e.all}),o.map(u=>c("option",{value:u,
children:u},u))]}),c("span",{class:"quiet",children:e.shown(a.length,k.nodes.length)})]}),c(ge,{label:e.title,rows:a,most:80,columns:[{name:e.name,wide:!0,of:({
node:u,at:l})=>c(R,{children:[c("a",{class:"strong",href:B.node(l),children:u[1]}),c("div",{class:"quiet small",children:en(u[4])})]}),by:({node:u})=>u[1]},{name:e.
type,of:({node:u})=>c(R,{children:[u[2],u[5]&&u[5]!==u[2]?c("span",{class:"quiet",children:[" ",u[5]]}):null]}),by:({node:u})=>u[2]},{name:e.rows,number:!0,of:({
node:u})=>G(u[6]),by:({node:u})=>u[6]},{name:e.time,number:!0,of:({node:u})=>Re(u[7]),by:({node:u})=>u[7]},{name:e.tests,of:({node:u})=>c(zr,{of:u[9]}),by:({node:u})=>Object.
values(u[9]).reduce((l,f)=>l+f,0),number:!0}]})]})}function Bu({id:e}){let t=Je.get(e),n=Ce(t===void 0?null:`nodes-${Math.floor(t/k.chunk)}`);return t===void 0?
c(te,{title:e,children:c("p",{children:$.notFound})}):c(Oe,{of:n,children:r=>c(f0,{position:t,details:r[t%k.chunk]},e)})}function f0({position:e,details:t}){let n=$.
node,r=k.nodes[e],i=k.families.find(o=>o.node===e);return c(te,{title:r[1],lead:t.description?c(Rn,{text:t.description}):c("span",{class:"quiet",children:n.noDescription}),
children:[c(Jt,{of:[[n.type,[r[2],r[5]].filter((o,s,a)=>o&&a.indexOf(o)===s).join(", ")],[n.owner,t.owner],[n.family,i?c("a",{href:B.family(i.name),children:P(i.
name)}):null],[n.relation,t.relation?c("code",{children:t.relation}):null],[n.rowsNow,r[6]===null?null:G(r[6])],[n.lastTime,r[7]===null?null:Re(r[7])],[n.file,c(
"code",{children:r[4]})],[n.package,r[3]===k.project?null:r[3]],[n.tags,t.tags?.join(", ")],...t.source?d0(t.source):[]]}),c("section",{children:[c("h2",{children:[
n.lineage," ",c("a",{class:"aside",href:B.lineage(e),children:n.whole})]}),c(Xu,{position:e}),c(Jt,{two:!0,of:[[n.reads,c(vo,{of:k.parents[e]})],[n.readBy,c(vo,
{of:xt[e]})]]})]}),t.columns&&c("section",{children:[c("h2",{children:[n.columns," ",c("span",{class:"badge",children:t.columns.length})]}),c(ge,{label:n.columns,
rows:t.columns,most:200,columns:[{name:n.column,of:o=>c(R,{children:[k.has_columns?c("a",{href:B.column(e,o.name),children:c("code",{children:o.name})}):c("code",
{children:o.name}),o.personal?c("span",{class:"tag",children:n.personal}):null]}),by:o=>o.name},{name:n.type,of:o=>c("span",{class:"quiet small",children:o.type??
""}),by:o=>o.type},{name:n.meaning,wide:!0,of:o=>o.description??""},{name:n.tests,of:o=>c(zr,{of:h0(t,o.name)})}]})]}),t.tests&&c("section",{children:[c("h2",{children:[
n.tests," ",c("span",{class:"badge",children:t.tests.length})]}),c(ge,{label:n.tests,rows:t.tests,columns:[{name:n.verdict,of:o=>c(Ue,{of:o.verdict}),by:o=>o.verdict},
{name:n.test,wide:!0,of:o=>c(R,{children:[o.name,o.description?c("div",{class:"quiet small",children:o.description}):null]}),by:o=>o.name},{name:n.column,of:o=>o.
column?c("code",{children:o.column}):"",by:o=>o.column},{name:n.failures,number:!0,of:o=>G(o.failures),by:o=>o.failures},{name:n.time,number:!0,of:o=>Re(o.seconds),
by:o=>o.seconds},{name:n.history,of:o=>c("span",{class:"history",children:(o.history??[]).map(([s,a])=>c(Ue,{of:a,quiet:!0},s))})}]})]}),(t.raw||t.compiled)&&c(
m0,{details:t}),t.runs&&c("section",{children:[c("h2",{children:n.runs}),c(ge,{label:n.runs,rows:t.runs,columns:[{name:n.run,of:o=>Fe(o[0])},{name:n.status,of:o=>c(
Ue,{of:o[1]})},{name:n.time,number:!0,of:o=>Re(o[2])},{name:n.rows,number:!0,of:o=>G(o[3])}]})]})]})}function h0(e,t){let n={};for(let r of e.tests??[])r.column?.
toLowerCase()===t.toLowerCase()&&(n[r.verdict]=(n[r.verdict]??0)+1);return n}function d0(e){let t=$.sources;return[[t.loaded,e.loaded_at?c("code",{children:e.loaded_at}):
null],[t.limit,[e.warn_after&&`${t.warn} ${Ht(e.warn_after)}`,e.error_after&&`${t.error} ${Ht(e.error_after)}`].filter(Boolean).join(", ")]]}function vo({of:e}){
return e.length?c(R,{children:e.map((t,n)=>c("span",{children:[n?", ":"",c("a",{href:B.node(t),children:k.nodes[t][1]})]},t))}):c("span",{class:"quiet",children:$.
node.nothing})}function m0({details:e}){let t=$.node,n=[];e.raw&&n.push([t.raw,e.raw]),e.compiled&&n.push([t.compiled,e.compiled]);let[r,i]=K(0),[o,s]=K(!1),a=n[Math.
min(r,n.length-1)][1].trim();return c("section",{children:[c("h2",{children:e.language==="python"?$.python:t.sql}),c("div",{class:"tabs",children:[n.map(([u],l)=>c(
"button",{"aria-pressed":l===r,onClick:()=>{i(l),s(!1)},children:u},u)),c("button",{class:"aside",onClick:()=>navigator.clipboard?.writeText(a).then(()=>s(!0),()=>{}),
children:o?t.copied:t.copy})]}),c("pre",{tabIndex:0,children:c("code",{children:a})})]})}function Hu(){let e=$.sources;return k.sources.length?c(te,{title:e.title,
children:c(ge,{label:e.title,rows:k.sources,columns:[{name:e.source,of:t=>c("a",{class:"strong",href:B.node(t.node),children:k.nodes[t.node][1]}),by:t=>k.nodes[t.
node][1]},{name:e.limit,of:t=>t.status?c(Ue,{of:t.status}):c("span",{class:"quiet",children:t.has_freshness?e.never:e.notDeclared}),by:t=>t.status},{name:e.age,
number:!0,of:t=>t.age_seconds===void 0?se:Ht(t.age_seconds),by:t=>t.age_seconds},{name:e.loaded,of:t=>Fe(t.loaded_at),by:t=>t.loaded_at},{name:e.looked,of:t=>Fe(
t.looked_at),by:t=>t.looked_at},{name:e.readers,wide:!0,of:t=>c(vo,{of:xt[t.node]})}]})}):c(te,{title:e.title,children:c("p",{children:e.none})})}function Wu(){
let e=$.runs,t=Ce("runs"),[n,r]=K(0);return c(te,{title:e.title,children:c(Oe,{of:t,children:i=>{if(!i.length)return c("p",{children:e.none});let o=i[Math.min(n,
i.length-1)],s=Math.max(...i.map(a=>a.seconds??0))||1;return c(R,{children:[c(ge,{label:e.title,rows:i.map((a,u)=>({each:a,at:u})),columns:[{name:e.at,of:({each:a,
at:u})=>c("button",{class:"link","aria-pressed":u===n,onClick:()=>r(u),children:Fe(a.at)})},{name:e.command,of:({each:a})=>c("code",{children:a.command})},{name:e.
took,of:({each:a})=>c("span",{class:"share",children:[c("span",{class:"share-track","aria-hidden":"true",children:c("span",{style:{width:`${(a.seconds??0)/s*100}\
%`}})}),a.seconds===null?e.notFinished:Re(a.seconds)]})},{name:e.result,wide:!0,of:({each:a})=>c(zr,{of:a.counts})},{name:e.published,of:({each:a})=>a.generation===
null?c("span",{class:"quiet",children:e.notPublished}):`${e.generation} ${a.generation}`}]}),c("section",{children:[c("h2",{children:[o.command,", ",Fe(o.at)]}),
o.attention.length>0&&c(R,{children:[c("h3",{children:e.attention}),c(ge,{label:e.attention,rows:o.attention,columns:[{name:e.result,of:a=>c(Ue,{of:a[1]})},{name:e.
step,wide:!0,of:a=>c(Yu,{id:a[0]})},{name:$.node.failures,number:!0,of:a=>G(a[2])}]})]}),o.path.length>0&&c(R,{children:[c("h3",{children:e.path}),c(p0,{run:o})]}),
c("h3",{children:e.slowest}),c(Vu,{steps:o.slowest.map(([a,u])=>[a,0,u]),whole:o.slowest[0]?.[1]??1})]})]})}})})}function p0({run:e}){let t=e.seconds??1,n=e.path.
filter(r=>r[2]>=t/100);return c(R,{children:[c("p",{class:"quiet small",children:$.runs.pathNote(e.path.length-n.length)}),c(Vu,{steps:n,whole:t})]})}function Yu({
id:e}){let t=Je.get(e),n=e.split(".").slice(2).join(".");return t===void 0?c("span",{children:n}):c("a",{href:B.node(t),children:n})}function Vu({steps:e,whole:t}){
return c("div",{class:"bars",role:"list",children:e.map(([n,r,i],o)=>c("div",{role:"listitem",class:"bar",children:[c("span",{class:"bar-name",children:c(Yu,{id:n})}),
c("span",{class:"bar-track",children:c("span",{class:"bar-fill",style:{marginLeft:`${Math.min(99,r/t*100)}%`,width:`max(2px, ${Math.min(100,i/t*100)}%)`}})}),c(
"span",{class:"bar-value",children:Re(i)})]},o))})}var _e=$.lineage,Ot=160,nn=26;function ko(e,t,n="LR"){let r=new Ai.Graph({multigraph:!0});r.setGraph({rankdir:n,nodesep:n==="LR"?8:20,ranksep:n==="LR"?46:22,marginx:12,
marginy:12}),r.setDefaultEdgeLabel(()=>({}));for(let a of e)r.setNode(a.id,{width:26+Math.min(a.label.length,34)*7.7,height:nn});for(let[a,u]of t)r.setEdge(a,u);
Sa(r);let i=e.map(a=>{let u=r.node(a.id);return{...a,x:u.x-u.width/2,y:u.y-nn/2,w:u.width}}),o=r.edges().map(a=>{let u=r.edge(a).points,[l,f]=[u[0],u[u.length-1]],
h=`M${l.x},${l.y}`;for(let m=1;m<u.length;m++){let[d,p]=[u[m-1],u[m]],[g,w]=[(d.x+p.x)/2,(d.y+p.y)/2];h+=n==="LR"?`C${g},${d.y} ${g},${p.y} ${p.x},${p.y}`:`C${d.
x},${w} ${p.x},${w} ${p.x},${p.y}`}return f?h:""}),s=r.graph();return{boxes:i,arrows:o,width:s.width??0,height:s.height??0}}function Ur(e,t,n,r){let i=new Set([
e]),o=[e];for(let s=0;s<n&&o.length;s++){let a=new Set;for(let u of o)for(let l of t(u))i.has(l)||a.add(l);if(i.size+a.size>r)return{found:i,isCut:!0};a.forEach(
u=>i.add(u)),o=[...a]}return{found:i,isCut:!1}}function g0(e,t,n){let r=Ur(e,o=>k.parents[o],t,Ot/2),i=Ur(e,o=>xt[o],n,Ot/2);return{shown:new Set([...r.found,...i.
found]),isCut:r.isCut||i.isCut}}function _0(e,t,n){let r=k.nodes[e],i=["error","fail","interrupted","warn"].find(o=>r[9][o])??r[8];return{id:String(e),label:r[1],
kind:r[2],tone:qr(i),isFocus:e===t,open:()=>{location.hash=B.node(e).slice(1)},focus:n&&(()=>n(e))}}function Br({drawn:e,label:t,height:n}){let r=Ke(null),i=Ke(
null),o=Ke(void 0);function s(){let[u,l]=[r.current.clientWidth,r.current.clientHeight],f=Math.min(1,u/(e.width||1),l/(e.height||1)),h=e.boxes.find(w=>w.isFocus),
m=f<.45,d=m?.8:f,p=m&&h?u/2-(h.x+h.w/2)*d:(u-e.width*d)/2,g=m&&h?l/2-(h.y+nn/2)*d:(l-e.height*d)/2;Ne(r.current).call(o.current.transform,Dn.translate(p,g).scale(
d))}jt(()=>{o.current=qu().scaleExtent([.1,2.5]).filter(u=>!u.button&&(u.type!=="wheel"||u.ctrlKey||u.metaKey||document.activeElement===r.current||r.current.contains(
document.activeElement))).on("zoom",u=>i.current?.setAttribute("transform",u.transform.toString())),Ne(r.current).call(o.current).on("dblclick.zoom",null),s()},
[e]);let a=u=>Ne(r.current).call(o.current.scaleBy,u);return c("div",{class:"canvas",style:{height:`${n}px`},children:[c("svg",{ref:r,role:"group","aria-label":t,
tabIndex:0,children:c("g",{ref:i,children:[e.arrows.map((u,l)=>c("path",{class:"arrow",d:u},l)),e.boxes.map(u=>c("g",{class:`box ${u.kind}${u.isFocus?" focus":""}`,
transform:`translate(${u.x},${u.y})`,role:"link",tabIndex:0,"aria-label":`${u.label}, ${u.kind}`,onClick:l=>l.shiftKey&&u.focus?u.focus():u.open(),onKeyDown:l=>{
l.key==="Enter"&&(l.shiftKey&&u.focus?u.focus:u.open)()},children:[c("rect",{width:u.w,height:nn,rx:"5"}),c("circle",{class:u.tone,cx:"12",cy:nn/2,r:"3.5"}),c("\
text",{x:"22",y:nn/2+4,children:u.label.length>34?`${u.label.slice(0,33)}…`:u.label}),c("title",{children:[u.label,u.note?`
${u.note}`:""]})]},u.id))]})}),c("div",{class:"zoom",children:[c("button",{onClick:()=>a(1.3),"aria-label":_e.in,children:"+"}),c("button",{onClick:()=>a(1/1.3),
"aria-label":_e.out,children:"−"}),c("button",{onClick:s,children:_e.fit})]})]})}function Zu(e,t,n,r,i=!1){let{shown:o,isCut:s}=g0(e,t,n),a=[...o].map(l=>_0(l,
e,r)),u=[];for(let l of o)for(let f of k.parents[l])o.has(f)&&(!i||l===e||f===e)&&u.push([String(f),String(l)]);return{drawn:ko(a,u),isCut:s,shown:o}}function Xu({
position:e}){let t=dt(()=>Zu(e,1,1,void 0,!0),[e]),n=Math.max(90,Math.min(420,t.drawn.height+20));return c(Br,{drawn:t.drawn,label:$.node.lineage,height:n})}function Qu({
id:e}){let t=e===void 0?void 0:Je.get(e);return c(te,{title:_e.title,children:t===void 0?c(x0,{}):c(v0,{position:t},e)})}function Ku({id:e,column:t}){let n=Je.get(
e),r=Ce(k.has_columns?"columns":null),i=$.column;return n===void 0||!k.has_columns?c(te,{title:t,children:c("p",{children:$.notFound})}):c(te,{title:t,lead:c(R,
{children:[i.of," ",c("a",{href:B.node(n),children:k.nodes[n][1]})]}),children:c(Oe,{of:r,children:o=>c(y0,{position:n,column:t.toLowerCase(),entries:o},`${e} ${t}`)})})}
var tn;function Gu(e){return tn||(tn=new Map,e.forEach((t,n)=>{for(let[r,i]of Object.entries(t))for(let[o,s]of i){let a=`${o} ${s}`;tn.set(a,[...tn.get(a)??[],`${n}\
 ${r}`])}}),tn)}function y0({position:e,column:t,entries:n}){let r=$.column,[i,o]=K("99"),[s,a]=K("1"),u=`${e} ${t}`,l=d=>[Number(d.slice(0,d.indexOf(" "))),d.slice(
d.indexOf(" ")+1)],f=d=>{let[p,g]=l(d);return(n[p][g]??[]).map(([w,v])=>`${w} ${v}`)},h=dt(()=>{let d=Gu(n),p=Ur(u,f,Number(i),Ot/2),g=Ur(u,E=>d.get(E)??[],Number(
s),Ot/2),w=new Set([...p.found,...g.found]),v=[...w].map(E=>{let[M,F]=l(E);return{id:E,label:`${k.nodes[M][1]}.${F}`,kind:k.nodes[M][2],tone:"none",isFocus:E===
u,open:()=>{location.hash=B.column(M,F).slice(1)}}}),x=[...w].flatMap(E=>f(E).filter(M=>w.has(M)).map(M=>[M,E]));return{drawn:ko(v,x),isCut:p.isCut||g.isCut,shown:w}},
[u,i,s]),m=[...h.shown].filter(d=>d!==u&&f(d).length===0);return c(R,{children:[c("p",{class:"quiet",children:r.note}),c("div",{class:"filters",children:[c(je,{
label:_e.up,value:i,onChange:o,options:jr}),c(je,{label:_e.down,value:s,onChange:a,options:jr})]}),h.isCut&&c("p",{class:"quiet",children:_e.tooMany(Ot)}),h.shown.
size>1?c(Br,{drawn:h.drawn,label:r.title,height:Math.max(200,Math.min(600,h.drawn.height+40))}):c("p",{children:r.alone}),c(bo,{title:r.madeOf,of:f(u).map(l)}),
c(bo,{title:r.usedBy,of:(Gu(n).get(u)??[]).map(l)}),c(bo,{title:r.ends,of:m.map(l)})]})}function bo({title:e,of:t}){return t.length?c("section",{children:[c("h2",
{children:[e," ",c("span",{class:"badge",children:t.length})]}),c("ul",{class:"tests",children:t.map(([n,r])=>c("li",{children:c("a",{href:B.column(n,r),children:[
k.nodes[n][1],".",c("b",{children:r})]})},`${n} ${r}`))})]}):null}var jr=[["0","0"],["1","1"],["2","2"],["3","3"],["5","5"],["99","∞"]];function v0({position:e}){
let[t,n]=K("2"),[r,i]=K("2"),o=a=>{location.hash=B.lineage(a).slice(1)},s=dt(()=>Zu(e,Number(t),Number(r),o),[e,t,r]);return c(R,{children:[c("div",{class:"filt\
ers",children:[c("span",{children:[_e.focus,": ",c("a",{class:"strong",href:B.node(e),children:k.nodes[e][1]})]}),c(je,{label:_e.up,value:t,onChange:n,options:jr}),
c(je,{label:_e.down,value:r,onChange:i,options:jr}),c("a",{href:"#/lineage",children:_e.project})]}),s.isCut&&c("p",{class:"quiet",children:_e.tooMany(Ot)}),c(Br,
{drawn:s.drawn,label:_e.title,height:Math.max(360,Math.min(640,window.innerHeight-240))}),c("p",{class:"quiet small",children:_e.legend}),c("details",{children:[
c("summary",{children:_e.list}),c(ge,{label:_e.list,rows:[...s.shown],columns:[{name:$.models.name,of:a=>c("a",{href:B.node(a),children:k.nodes[a][1]}),by:a=>k.
nodes[a][1]},{name:$.models.type,of:a=>k.nodes[a][2],by:a=>k.nodes[a][2]},{name:$.models.folder,of:a=>en(k.nodes[a][4]),by:a=>en(k.nodes[a][4])}]})]})]})}var xo=40,
b0=6;function w0(e){let t=new Map;e.forEach(r=>t.set(r,(t.get(r)??0)+1));let n=new Set([...t].sort((r,i)=>i[1]-r[1]).slice(0,xo/2).map(([r])=>r));return e.map(r=>n.
has(r)?r:`${en(r)}/…`)}function wo(e){return k.nodes.map(t=>{if(t[2]==="source")return`source ${t[1].split(".")[0]}`;let n=en(t[4]).split("/").slice(0,e).join(
"/");return`${t[3]===k.project?"":`${t[3]}: `}${n}`})}function x0(){let[e,t]=K(null),n=dt(()=>{let i=9,o=wo(i);for(;new Set(o).size>xo&&i>1;)o=wo(--i);new Set(o).
size<b0&&i<9&&(o=w0(wo(i+1)));let s=new Map;o.forEach(h=>s.set(h,(s.get(h)??0)+1));let a=new Map;k.parents.forEach((h,m)=>h.forEach(d=>{if(o[d]===o[m])return;let p=`${o[d]}\
\0${o[m]}`,g=a.get(p)??{ends:[o[d],o[m]],n:0};g.n++,a.set(p,g)}));let u=[...s].sort((h,m)=>m[1]-h[1]).slice(0,xo),l=new Set(u.map(([h])=>h)),f=u.map(([h,m])=>({
id:`in ${h}`,label:`${h||"."} (${m})`,kind:h.startsWith("source ")?"source":"folder",tone:"none",open:()=>t(h)}));return{of:o,drawn:ko(f,[...a.values()].filter(
({ends:[h,m]})=>l.has(h)&&l.has(m)).sort((h,m)=>m.n-h.n).slice(0,Ot).map(({ends:[h,m]})=>[`in ${h}`,`in ${m}`]),"TB")}},[]),r=e===null?[]:k.nodes.map((i,o)=>o).
filter(i=>n.of[i]===e);return c(R,{children:[c("h2",{children:_e.project}),c("p",{class:"quiet",children:_e.projectNote}),c(Br,{drawn:n.drawn,label:_e.project,height:Math.
max(360,Math.min(620,window.innerHeight-280))}),e!==null&&c("section",{children:[c("h2",{children:e}),c(ge,{label:e,rows:r,columns:[{name:$.models.name,of:i=>c(
"a",{href:B.lineage(i),children:k.nodes[i][1]}),by:i=>k.nodes[i][1]},{name:$.models.rows,number:!0,of:i=>G(k.nodes[i][6]),by:i=>k.nodes[i][6]}]})]})]})}var ae=$.changes;function Ju(){let e=Ce(k.has_changes?"changes":null);return k.has_changes?c(Oe,{of:e,children:t=>c(te,{title:ae.title,lead:c(R,{children:[ae.lead(
t.after,t.before)," ",ae.causes]}),children:[t.families.length===0&&c("p",{children:ae.nobody}),k0(t.families).map(n=>c("section",{children:[c("h2",{children:c(
"a",{href:B.family(n.name),children:P(n.name)})}),c("p",{class:"quiet",children:[n.untold??(n.is_redefined?ae.redefined:n.redefined_above.length>0?ae.sameRules:
ae.data),n.redefined_above.length>0&&` ${ae.above} ${n.redefined_above.join(", ")}.`,n.models_untold&&` ${ae.modelsUntold} ${n.models_untold}.`]}),c(M0,{rows:ne(
n.figures),family:n.name,isByModel:n.redefined_above.length>0&&!n.models_untold})]},n.name)),t.same.length>0&&c("section",{children:[c("h2",{children:ae.same}),
c("p",{children:t.same.map(P).join(", ")})]}),t.not_compared.length>0&&c("section",{children:[c("h2",{children:ae.notCompared}),c("ul",{children:t.not_compared.
map(([n,r])=>c("li",{children:[P(n),": ",r]},n))})]})]})}):c(te,{title:ae.title,children:c("p",{children:ae.none})})}function k0(e){let t=n=>+(n===k.front.main_family);
return[...e].sort((n,r)=>t(r.name)-t(n.name))}function M0({rows:e,family:t,isByModel:n}){let r=(i,o)=>{let[s,a]=[i[`entered_by_${o}`],i[`left_by_${o}`]];return s===
0&&a===0?c("span",{class:"quiet",children:"0"}):[s===null?`+${ae.few}`:s&&`+${G(s)}`,a===null?`−${ae.few}`:a&&`−${G(a)}`].filter(Boolean).join("  ")};return c(
ge,{label:`${ae.title}: ${P(t)}`,rows:e,columns:[{name:$.segments.segment,wide:!0,of:i=>c("a",{href:B.segment(t,i.segment),children:P(i.segment)}),by:i=>i.segment},
{name:ae.before,number:!0,of:i=>c(st,{of:i.before}),by:i=>i.before},{name:ae.after,number:!0,of:i=>c(st,{of:i.after}),by:i=>i.after},{name:ae.entered,number:!0,
of:i=>c(st,{of:i.entered}),by:i=>i.entered},{name:ae.left,number:!0,of:i=>c(st,{of:i.left}),by:i=>i.left},{name:ae.definition,number:!0,of:i=>r(i,"definition")},
...n?[{name:ae.byModel,number:!0,of:i=>r(i,"model")}]:[],{name:ae.byData,number:!0,of:i=>r(i,"data")},{name:ae.several,number:!0,of:i=>r(i,"several")}]})}function qn(e,t){return e==null||t==null?NaN:e<t?-1:e>t?1:e>=t?0:NaN}function E0(e,t){return e==null||t==null?NaN:t<e?-1:t>e?1:t>=e?0:NaN}function Yr(e){let t,n,
r;e.length!==2?(t=qn,n=(a,u)=>qn(e(a),u),r=(a,u)=>e(a)-u):(t=e===qn||e===E0?e:T0,n=e,r=e);function i(a,u,l=0,f=a.length){if(l<f){if(t(u,u)!==0)return f;do{let h=l+
f>>>1;n(a[h],u)<0?l=h+1:f=h}while(l<f)}return l}function o(a,u,l=0,f=a.length){if(l<f){if(t(u,u)!==0)return f;do{let h=l+f>>>1;n(a[h],u)<=0?l=h+1:f=h}while(l<f)}
return l}function s(a,u,l=0,f=a.length){let h=i(a,u,l,f-1);return h>l&&r(a[h-1],u)>-r(a[h],u)?h-1:h}return{left:i,center:s,right:o}}function T0(){return 0}function C0(e){
return e===null?NaN:+e}var tl=Yr(qn),nl=tl.right,hb=tl.left,db=Yr(C0).center;var mb=rl(il),pb=rl(S0);function rl(e){return function(t,n,r=n){if(!((n=+n)>=0))throw new RangeError("invalid rx");if(!((r=+r)>=0))throw new RangeError("invalid\
 ry");let{data:i,width:o,height:s}=t;if(!((o=Math.floor(o))>=0))throw new RangeError("invalid width");if(!((s=Math.floor(s!==void 0?s:i.length/o))>=0))throw new RangeError(
"invalid height");if(!o||!s||!n&&!r)return t;let a=n&&e(n),u=r&&e(r),l=i.slice();return a&&u?(rn(a,l,i,o,s),rn(a,i,l,o,s),rn(a,l,i,o,s),on(u,i,l,o,s),on(u,l,i,o,
s),on(u,i,l,o,s)):a?(rn(a,i,l,o,s),rn(a,l,i,o,s),rn(a,i,l,o,s)):u&&(on(u,i,l,o,s),on(u,l,i,o,s),on(u,i,l,o,s)),t}}function rn(e,t,n,r,i){for(let o=0,s=r*i;o<s;)
e(t,n,o,o+=r,1)}function on(e,t,n,r,i){for(let o=0,s=r*i;o<r;++o)e(t,n,o,o+s,r)}function S0(e){let t=il(e);return(n,r,i,o,s)=>{i<<=2,o<<=2,s<<=2,t(n,r,i+0,o+0,s),
t(n,r,i+1,o+1,s),t(n,r,i+2,o+2,s),t(n,r,i+3,o+3,s)}}function il(e){let t=Math.floor(e);if(t===e)return N0(e);let n=e-t,r=2*e+1;return(i,o,s,a,u)=>{if(!((a-=u)>=
s))return;let l=t*o[s],f=u*t,h=f+u;for(let m=s,d=s+f;m<d;m+=u)l+=o[Math.min(a,m)];for(let m=s,d=a;m<=d;m+=u)l+=o[Math.min(a,m+f)],i[m]=(l+n*(o[Math.max(s,m-h)]+
o[Math.min(a,m+h)]))/r,l-=o[Math.max(s,m-f)]}}function N0(e){let t=2*e+1;return(n,r,i,o,s)=>{if(!((o-=s)>=i))return;let a=e*r[i],u=s*e;for(let l=i,f=i+u;l<f;l+=
s)a+=r[Math.min(o,l)];for(let l=i,f=o;l<=f;l+=s)a+=r[Math.min(o,l+u)],n[l]=a/t,a-=r[Math.max(i,l-u)]}}function sn(e,t){let n,r;if(t===void 0)for(let i of e)i!=null&&(n===void 0?i>=i&&(n=r=i):(n>i&&(n=i),r<i&&(r=i)));else{let i=-1;for(let o of e)(o=t(o,++i,e))!=null&&
(n===void 0?o>=o&&(n=r=o):(n>o&&(n=o),r<o&&(r=o)))}return[n,r]}var zn=class extends Map{constructor(t,n=I0){if(super(),Object.defineProperties(this,{_intern:{value:new Map},_key:{value:n}}),t!=null)for(let[r,i]of t)this.set(
r,i)}get(t){return super.get(el(this,t))}has(t){return super.has(el(this,t))}set(t,n){return super.set($0(this,t),n)}delete(t){return super.delete(O0(this,t))}};function el({_intern:e,_key:t},n){let r=t(n);return e.has(r)?e.get(r):n}function $0({_intern:e,_key:t},n){let r=t(n);return e.has(r)?e.get(r):(e.set(r,n),n)}function O0({
_intern:e,_key:t},n){let r=t(n);return e.has(r)&&(n=e.get(r),e.delete(r)),n}function I0(e){return e!==null&&typeof e=="object"?e.valueOf():e}var A0=Array.prototype,gb=A0.slice;var L0=Math.sqrt(50),F0=Math.sqrt(10),P0=Math.sqrt(2);function Hr(e,t,n){let r=(t-e)/Math.max(0,n),i=Math.floor(Math.log10(r)),o=r/Math.pow(10,i),s=o>=L0?10:o>=
F0?5:o>=P0?2:1,a,u,l;return i<0?(l=Math.pow(10,-i)/s,a=Math.round(e*l),u=Math.round(t*l),a/l<e&&++a,u/l>t&&--u,l=-l):(l=Math.pow(10,i)*s,a=Math.round(e/l),u=Math.
round(t/l),a*l<e&&++a,u*l>t&&--u),u<a&&.5<=n&&n<2?Hr(e,t,n*2):[a,u,l]}function ol(e,t,n){if(t=+t,e=+e,n=+n,!(n>0))return[];if(e===t)return[e];let r=t<e,[i,o,s]=r?
Hr(t,e,n):Hr(e,t,n);if(!(o>=i))return[];let a=o-i+1,u=new Array(a);if(r)if(s<0)for(let l=0;l<a;++l)u[l]=(o-l)/-s;else for(let l=0;l<a;++l)u[l]=(o-l)*s;else if(s<
0)for(let l=0;l<a;++l)u[l]=(i+l)/-s;else for(let l=0;l<a;++l)u[l]=(i+l)*s;return u}function Wr(e,t,n){return t=+t,e=+e,n=+n,Hr(e,t,n)[2]}function Un(e,t,n){t=+t,
e=+e,n=+n;let r=t<e,i=r?Wr(t,e,n):Wr(e,t,n);return(r?-1:1)*(i<0?1/-i:i)}function It(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n<r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n<i||n===void 0&&
i>=i)&&(n=i)}return n}function sl(e,t,n){e=+e,t=+t,n=(i=arguments.length)<2?(t=e,e=0,1):i<3?1:+n;for(var r=-1,i=Math.max(0,Math.ceil((t-e)/n))|0,o=new Array(i);++r<i;)o[r]=e+r*n;return o}var _b=D0(Math.random);function D0(e){return function(n,r=0,i=n.length){let o=i-(r=+r);for(;o;){let s=e()*o--|0,a=n[o+r];n[o+r]=n[s+r],n[s+r]=a}return n}}function R0(e){return Math.abs(e=Math.round(e))>=1e21?e.toLocaleString("en").replace(/,/g,""):e.toString(10)}function Xr(e,t){if(!isFinite(e)||e===0)return null;
var n=(e=t?e.toExponential(t-1):e.toExponential()).indexOf("e"),r=e.slice(0,n);return[r.length>1?r[0]+r.slice(2):r,+e.slice(n+1)]}function an(e){return e=Xr(Math.
abs(e)),e?e[1]:NaN}function q0(e,t){return function(n,r){for(var i=n.length,o=[],s=0,a=e[0],u=0;i>0&&a>0&&(u+a+1>r&&(a=Math.max(1,r-u)),o.push(n.substring(i-=a,
i+a)),!((u+=a+1)>r));)a=e[s=(s+1)%e.length];return o.reverse().join(t)}}function z0(e){return function(t){return t.replace(/[0-9]/g,function(n){return e[+n]})}}
var U0=/^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;function jn(e){if(!(t=U0.exec(e)))throw new Error("invalid format: "+e);var t;
return new Mo({fill:t[1],align:t[2],sign:t[3],symbol:t[4],zero:t[5],width:t[6],comma:t[7],precision:t[8]&&t[8].slice(1),trim:t[9],type:t[10]})}jn.prototype=Mo.prototype;
function Mo(e){this.fill=e.fill===void 0?" ":e.fill+"",this.align=e.align===void 0?">":e.align+"",this.sign=e.sign===void 0?"-":e.sign+"",this.symbol=e.symbol===
void 0?"":e.symbol+"",this.zero=!!e.zero,this.width=e.width===void 0?void 0:+e.width,this.comma=!!e.comma,this.precision=e.precision===void 0?void 0:+e.precision,
this.trim=!!e.trim,this.type=e.type===void 0?"":e.type+""}Mo.prototype.toString=function(){return this.fill+this.align+this.sign+this.symbol+(this.zero?"0":"")+
(this.width===void 0?"":Math.max(1,this.width|0))+(this.comma?",":"")+(this.precision===void 0?"":"."+Math.max(0,this.precision|0))+(this.trim?"~":"")+this.type};
function j0(e){e:for(var t=e.length,n=1,r=-1,i;n<t;++n)switch(e[n]){case".":r=i=n;break;case"0":r===0&&(r=n),i=n;break;default:if(!+e[n])break e;r>0&&(r=0);break}
return r>0?e.slice(0,r)+e.slice(i+1):e}var Gr;function B0(e,t){var n=Xr(e,t);if(!n)return Gr=void 0,e.toPrecision(t);var r=n[0],i=n[1],o=i-(Gr=Math.max(-8,Math.
min(8,Math.floor(i/3)))*3)+1,s=r.length;return o===s?r:o>s?r+new Array(o-s+1).join("0"):o>0?r.slice(0,o)+"."+r.slice(o):"0."+new Array(1-o).join("0")+Xr(e,Math.
max(0,t+o-1))[0]}function al(e,t){var n=Xr(e,t);if(!n)return e+"";var r=n[0],i=n[1];return i<0?"0."+new Array(-i).join("0")+r:r.length>i+1?r.slice(0,i+1)+"."+r.
slice(i+1):r+new Array(i-r.length+2).join("0")}var ul={"%":(e,t)=>(e*100).toFixed(t),b:e=>Math.round(e).toString(2),c:e=>e+"",d:R0,e:(e,t)=>e.toExponential(t),f:(e,t)=>e.
toFixed(t),g:(e,t)=>e.toPrecision(t),o:e=>Math.round(e).toString(8),p:(e,t)=>al(e*100,t),r:al,s:B0,X:e=>Math.round(e).toString(16).toUpperCase(),x:e=>Math.round(
e).toString(16)};function ll(e){return e}var cl=Array.prototype.map,fl=["y","z","a","f","p","n","µ","m","","k","M","G","T","P","E","Z","Y"];function H0(e){var t=e.
grouping===void 0||e.thousands===void 0?ll:q0(cl.call(e.grouping,Number),e.thousands+""),n=e.currency===void 0?"":e.currency[0]+"",r=e.currency===void 0?"":e.currency[1]+
"",i=e.decimal===void 0?".":e.decimal+"",o=e.numerals===void 0?ll:z0(cl.call(e.numerals,String)),s=e.percent===void 0?"%":e.percent+"",a=e.minus===void 0?"−":
e.minus+"",u=e.nan===void 0?"NaN":e.nan+"";function l(h,m){h=jn(h);var d=h.fill,p=h.align,g=h.sign,w=h.symbol,v=h.zero,x=h.width,E=h.comma,M=h.precision,F=h.trim,
N=h.type;N==="n"?(E=!0,N="g"):ul[N]||(M===void 0&&(M=12),F=!0,N="g"),(v||d==="0"&&p==="=")&&(v=!0,d="0",p="=");var j=(m&&m.prefix!==void 0?m.prefix:"")+(w==="$"?
n:w==="#"&&/[boxX]/.test(N)?"0"+N.toLowerCase():""),q=(w==="$"?r:/[%p]/.test(N)?s:"")+(m&&m.suffix!==void 0?m.suffix:""),Y=ul[N],V=/[defgprs%]/.test(N);M=M===void 0?
6:/[gprs]/.test(N)?Math.max(1,Math.min(21,M)):Math.max(0,Math.min(20,M));function W(L){var z=j,y=q,_,b,T;if(N==="c")y=Y(L)+y,L="";else{L=+L;var S=L<0||1/L<0;if(L=
isNaN(L)?u:Y(Math.abs(L),M),F&&(L=j0(L)),S&&+L==0&&g!=="+"&&(S=!1),z=(S?g==="("?g:a:g==="-"||g==="("?"":g)+z,y=(N==="s"&&!isNaN(L)&&Gr!==void 0?fl[8+Gr/3]:"")+y+
(S&&g==="("?")":""),V){for(_=-1,b=L.length;++_<b;)if(T=L.charCodeAt(_),48>T||T>57){y=(T===46?i+L.slice(_+1):L.slice(_))+y,L=L.slice(0,_);break}}}E&&!v&&(L=t(L,1/0));
var C=z.length+L.length+y.length,A=C<x?new Array(x-C+1).join(d):"";switch(E&&v&&(L=t(A+L,A.length?x-y.length:1/0),A=""),p){case"<":L=z+L+y+A;break;case"=":L=z+A+
L+y;break;case"^":L=A.slice(0,C=A.length>>1)+z+L+y+A.slice(C);break;default:L=A+z+L+y;break}return o(L)}return W.toString=function(){return h+""},W}function f(h,m){
var d=Math.max(-8,Math.min(8,Math.floor(an(m)/3)))*3,p=Math.pow(10,-d),g=l((h=jn(h),h.type="f",h),{suffix:fl[8+d/3]});return function(w){return g(p*w)}}return{format:l,
formatPrefix:f}}var Vr,Eo,To;W0({thousands:",",grouping:[3],currency:["$",""]});function W0(e){return Vr=H0(e),Eo=Vr.format,To=Vr.formatPrefix,Vr}function hl(e){
return Math.max(0,-an(Math.abs(e)))}function dl(e,t){return Math.max(0,Math.max(-8,Math.min(8,Math.floor(an(t)/3)))*3-an(Math.abs(e)))}function ml(e,t){return e=
Math.abs(e),t=Math.abs(t)-e,Math.max(0,an(t)-an(e))+1}var Co=new Date,So=new Date;function ye(e,t,n,r){function i(o){return e(o=arguments.length===0?new Date:new Date(+o)),o}return i.floor=o=>(e(o=new Date(+o)),o),
i.ceil=o=>(e(o=new Date(o-1)),t(o,1),e(o),o),i.round=o=>{let s=i(o),a=i.ceil(o);return o-s<a-o?s:a},i.offset=(o,s)=>(t(o=new Date(+o),s==null?1:Math.floor(s)),o),
i.range=(o,s,a)=>{let u=[];if(o=i.ceil(o),a=a==null?1:Math.floor(a),!(o<s)||!(a>0))return u;let l;do u.push(l=new Date(+o)),t(o,a),e(o);while(l<o&&o<s);return u},
i.filter=o=>ye(s=>{if(s>=s)for(;e(s),!o(s);)s.setTime(s-1)},(s,a)=>{if(s>=s)if(a<0)for(;++a<=0;)for(;t(s,-1),!o(s););else for(;--a>=0;)for(;t(s,1),!o(s););}),n&&
(i.count=(o,s)=>(Co.setTime(+o),So.setTime(+s),e(Co),e(So),Math.floor(n(Co,So))),i.every=o=>(o=Math.floor(o),!isFinite(o)||!(o>0)?null:o>1?i.filter(r?s=>r(s)%o===
0:s=>i.count(0,s)%o===0):i)),i}var Zr=ye(()=>{},(e,t)=>{e.setTime(+e+t)},(e,t)=>t-e);Zr.every=e=>(e=Math.floor(e),!isFinite(e)||!(e>0)?null:e>1?ye(t=>{t.setTime(
Math.floor(t/e)*e)},(t,n)=>{t.setTime(+t+n*e)},(t,n)=>(n-t)/e):Zr);var wb=Zr.range,at=1e3,Pe=at*60,ut=Pe*60,lt=ut*24,$o=lt*7,pl=lt*30,No=lt*365,gt=ye(e=>{e.setTime(
e-e.getMilliseconds())},(e,t)=>{e.setTime(+e+t*at)},(e,t)=>(t-e)/at,e=>e.getUTCSeconds()),xb=gt.range,Oo=ye(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*at)},
(e,t)=>{e.setTime(+e+t*Pe)},(e,t)=>(t-e)/Pe,e=>e.getMinutes()),kb=Oo.range,Qr=ye(e=>{e.setUTCSeconds(0,0)},(e,t)=>{e.setTime(+e+t*Pe)},(e,t)=>(t-e)/Pe,e=>e.getUTCMinutes()),
Mb=Qr.range,Io=ye(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*at-e.getMinutes()*Pe)},(e,t)=>{e.setTime(+e+t*ut)},(e,t)=>(t-e)/ut,e=>e.getHours()),Eb=Io.range,
Kr=ye(e=>{e.setUTCMinutes(0,0,0)},(e,t)=>{e.setTime(+e+t*ut)},(e,t)=>(t-e)/ut,e=>e.getUTCHours()),Tb=Kr.range,un=ye(e=>e.setHours(0,0,0,0),(e,t)=>e.setDate(e.getDate()+
t),(e,t)=>(t-e-(t.getTimezoneOffset()-e.getTimezoneOffset())*Pe)/lt,e=>e.getDate()-1),Cb=un.range,ln=ye(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+
t)},(e,t)=>(t-e)/lt,e=>e.getUTCDate()-1),Sb=ln.range,gl=ye(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t)},(e,t)=>(t-e)/lt,e=>Math.floor(e/lt)),
Nb=gl.range;function At(e){return ye(t=>{t.setDate(t.getDate()-(t.getDay()+7-e)%7),t.setHours(0,0,0,0)},(t,n)=>{t.setDate(t.getDate()+n*7)},(t,n)=>(n-t-(n.getTimezoneOffset()-
t.getTimezoneOffset())*Pe)/$o)}var Bn=At(0),Hn=At(1),Y0=At(2),V0=At(3),Lt=At(4),X0=At(5),G0=At(6),$b=Bn.range,Ob=Hn.range,Ib=Y0.range,Ab=V0.range,Lb=Lt.range,Fb=X0.
range,Pb=G0.range;function Ft(e){return ye(t=>{t.setUTCDate(t.getUTCDate()-(t.getUTCDay()+7-e)%7),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCDate(t.getUTCDate()+n*
7)},(t,n)=>(n-t)/$o)}var cn=Ft(0),Wn=Ft(1),Z0=Ft(2),Q0=Ft(3),Pt=Ft(4),K0=Ft(5),J0=Ft(6),Db=cn.range,Rb=Wn.range,qb=Z0.range,zb=Q0.range,Ub=Pt.range,jb=K0.range,
Bb=J0.range,Ao=ye(e=>{e.setDate(1),e.setHours(0,0,0,0)},(e,t)=>{e.setMonth(e.getMonth()+t)},(e,t)=>t.getMonth()-e.getMonth()+(t.getFullYear()-e.getFullYear())*12,
e=>e.getMonth()),Hb=Ao.range,Jr=ye(e=>{e.setUTCDate(1),e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCMonth(e.getUTCMonth()+t)},(e,t)=>t.getUTCMonth()-e.getUTCMonth()+
(t.getUTCFullYear()-e.getUTCFullYear())*12,e=>e.getUTCMonth()),Wb=Jr.range,Ze=ye(e=>{e.setMonth(0,1),e.setHours(0,0,0,0)},(e,t)=>{e.setFullYear(e.getFullYear()+
t)},(e,t)=>t.getFullYear()-e.getFullYear(),e=>e.getFullYear());Ze.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:ye(t=>{t.setFullYear(Math.floor(t.getFullYear()/
e)*e),t.setMonth(0,1),t.setHours(0,0,0,0)},(t,n)=>{t.setFullYear(t.getFullYear()+n*e)});var Yb=Ze.range,Be=ye(e=>{e.setUTCMonth(0,1),e.setUTCHours(0,0,0,0)},(e,t)=>{
e.setUTCFullYear(e.getUTCFullYear()+t)},(e,t)=>t.getUTCFullYear()-e.getUTCFullYear(),e=>e.getUTCFullYear());Be.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:
ye(t=>{t.setUTCFullYear(Math.floor(t.getUTCFullYear()/e)*e),t.setUTCMonth(0,1),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCFullYear(t.getUTCFullYear()+n*e)});var Vb=Be.
range;function _l(e,t,n,r,i,o){let s=[[gt,1,at],[gt,5,5*at],[gt,15,15*at],[gt,30,30*at],[o,1,Pe],[o,5,5*Pe],[o,15,15*Pe],[o,30,30*Pe],[i,1,ut],[i,3,3*ut],[i,6,6*
ut],[i,12,12*ut],[r,1,lt],[r,2,2*lt],[n,1,$o],[t,1,pl],[t,3,3*pl],[e,1,No]];function a(l,f,h){let m=f<l;m&&([l,f]=[f,l]);let d=h&&typeof h.range=="function"?h:u(
l,f,h),p=d?d.range(l,+f+1):[];return m?p.reverse():p}function u(l,f,h){let m=Math.abs(f-l)/h,d=Yr(([,,w])=>w).right(s,m);if(d===s.length)return e.every(Un(l/No,
f/No,h));if(d===0)return Zr.every(Math.max(Un(l,f,h),1));let[p,g]=s[m/s[d-1][2]<s[d][2]/m?d-1:d];return p.every(g)}return[a,u]}var[yl,vl]=_l(Be,Jr,cn,gl,Kr,Qr),
[e_,t_]=_l(Ze,Ao,Bn,un,Io,Oo);function Lo(e){if(0<=e.y&&e.y<100){var t=new Date(-1,e.m,e.d,e.H,e.M,e.S,e.L);return t.setFullYear(e.y),t}return new Date(e.y,e.m,e.d,e.H,e.M,e.S,e.L)}function Fo(e){
if(0<=e.y&&e.y<100){var t=new Date(Date.UTC(-1,e.m,e.d,e.H,e.M,e.S,e.L));return t.setUTCFullYear(e.y),t}return new Date(Date.UTC(e.y,e.m,e.d,e.H,e.M,e.S,e.L))}function Yn(e,t,n){
return{y:e,m:t,d:n,H:0,M:0,S:0,L:0}}function n_(e){var t=e.dateTime,n=e.date,r=e.time,i=e.periods,o=e.days,s=e.shortDays,a=e.months,u=e.shortMonths,l=Vn(i),f=Xn(
i),h=Vn(o),m=Xn(o),d=Vn(s),p=Xn(s),g=Vn(a),w=Xn(a),v=Vn(u),x=Xn(u),E={a:T,A:S,b:C,B:A,c:null,d:El,e:El,f:E_,g:F_,G:D_,H:x_,I:k_,j:M_,L:$l,m:T_,M:C_,p:U,q:J,Q:Sl,
s:Nl,S:S_,u:N_,U:$_,V:O_,w:I_,W:A_,x:null,X:null,y:L_,Y:P_,Z:R_,"%":Cl},M={a:fe,A:oe,b:me,B:xe,c:null,d:Tl,e:Tl,f:j_,g:K_,G:ey,H:q_,I:z_,j:U_,L:Il,m:B_,M:H_,p:pe,
q:De,Q:Sl,s:Nl,S:W_,u:Y_,U:V_,V:X_,w:G_,W:Z_,x:null,X:null,y:Q_,Y:J_,Z:ty,"%":Cl},F={a:V,A:W,b:L,B:z,c:y,d:kl,e:kl,f:y_,g:xl,G:wl,H:Ml,I:Ml,j:m_,L:__,m:d_,M:p_,
p:Y,q:h_,Q:b_,s:w_,S:g_,u:a_,U:u_,V:l_,w:s_,W:c_,x:_,X:b,y:xl,Y:wl,Z:f_,"%":v_};E.x=N(n,E),E.X=N(r,E),E.c=N(t,E),M.x=N(n,M),M.X=N(r,M),M.c=N(t,M);function N(D,X){
return function(Z){var I=[],ke=-1,ie=0,Ee=D.length,Te,vt,ls;for(Z instanceof Date||(Z=new Date(+Z));++ke<Ee;)D.charCodeAt(ke)===37&&(I.push(D.slice(ie,ke)),(vt=
bl[Te=D.charAt(++ke)])!=null?Te=D.charAt(++ke):vt=Te==="e"?" ":"0",(ls=X[Te])&&(Te=ls(Z,vt)),I.push(Te),ie=ke+1);return I.push(D.slice(ie,ke)),I.join("")}}function j(D,X){
return function(Z){var I=Yn(1900,void 0,1),ke=q(I,D,Z+="",0),ie,Ee;if(ke!=Z.length)return null;if("Q"in I)return new Date(I.Q);if("s"in I)return new Date(I.s*1e3+
("L"in I?I.L:0));if(X&&!("Z"in I)&&(I.Z=0),"p"in I&&(I.H=I.H%12+I.p*12),I.m===void 0&&(I.m="q"in I?I.q:0),"V"in I){if(I.V<1||I.V>53)return null;"w"in I||(I.w=1),
"Z"in I?(ie=Fo(Yn(I.y,0,1)),Ee=ie.getUTCDay(),ie=Ee>4||Ee===0?Wn.ceil(ie):Wn(ie),ie=ln.offset(ie,(I.V-1)*7),I.y=ie.getUTCFullYear(),I.m=ie.getUTCMonth(),I.d=ie.
getUTCDate()+(I.w+6)%7):(ie=Lo(Yn(I.y,0,1)),Ee=ie.getDay(),ie=Ee>4||Ee===0?Hn.ceil(ie):Hn(ie),ie=un.offset(ie,(I.V-1)*7),I.y=ie.getFullYear(),I.m=ie.getMonth(),
I.d=ie.getDate()+(I.w+6)%7)}else("W"in I||"U"in I)&&("w"in I||(I.w="u"in I?I.u%7:"W"in I?1:0),Ee="Z"in I?Fo(Yn(I.y,0,1)).getUTCDay():Lo(Yn(I.y,0,1)).getDay(),I.
m=0,I.d="W"in I?(I.w+6)%7+I.W*7-(Ee+5)%7:I.w+I.U*7-(Ee+6)%7);return"Z"in I?(I.H+=I.Z/100|0,I.M+=I.Z%100,Fo(I)):Lo(I)}}function q(D,X,Z,I){for(var ke=0,ie=X.length,
Ee=Z.length,Te,vt;ke<ie;){if(I>=Ee)return-1;if(Te=X.charCodeAt(ke++),Te===37){if(Te=X.charAt(ke++),vt=F[Te in bl?X.charAt(ke++):Te],!vt||(I=vt(D,Z,I))<0)return-1}else if(Te!=
Z.charCodeAt(I++))return-1}return I}function Y(D,X,Z){var I=l.exec(X.slice(Z));return I?(D.p=f.get(I[0].toLowerCase()),Z+I[0].length):-1}function V(D,X,Z){var I=d.
exec(X.slice(Z));return I?(D.w=p.get(I[0].toLowerCase()),Z+I[0].length):-1}function W(D,X,Z){var I=h.exec(X.slice(Z));return I?(D.w=m.get(I[0].toLowerCase()),Z+
I[0].length):-1}function L(D,X,Z){var I=v.exec(X.slice(Z));return I?(D.m=x.get(I[0].toLowerCase()),Z+I[0].length):-1}function z(D,X,Z){var I=g.exec(X.slice(Z));
return I?(D.m=w.get(I[0].toLowerCase()),Z+I[0].length):-1}function y(D,X,Z){return q(D,t,X,Z)}function _(D,X,Z){return q(D,n,X,Z)}function b(D,X,Z){return q(D,r,
X,Z)}function T(D){return s[D.getDay()]}function S(D){return o[D.getDay()]}function C(D){return u[D.getMonth()]}function A(D){return a[D.getMonth()]}function U(D){
return i[+(D.getHours()>=12)]}function J(D){return 1+~~(D.getMonth()/3)}function fe(D){return s[D.getUTCDay()]}function oe(D){return o[D.getUTCDay()]}function me(D){
return u[D.getUTCMonth()]}function xe(D){return a[D.getUTCMonth()]}function pe(D){return i[+(D.getUTCHours()>=12)]}function De(D){return 1+~~(D.getUTCMonth()/3)}
return{format:function(D){var X=N(D+="",E);return X.toString=function(){return D},X},parse:function(D){var X=j(D+="",!1);return X.toString=function(){return D},
X},utcFormat:function(D){var X=N(D+="",M);return X.toString=function(){return D},X},utcParse:function(D){var X=j(D+="",!0);return X.toString=function(){return D},
X}}}var bl={"-":"",_:" ",0:"0"},we=/^\s*\d+/,r_=/^%/,i_=/[\\^$*+?|[\]().{}]/g;function Q(e,t,n){var r=e<0?"-":"",i=(r?-e:e)+"",o=i.length;return r+(o<n?new Array(
n-o+1).join(t)+i:i)}function o_(e){return e.replace(i_,"\\$&")}function Vn(e){return new RegExp("^(?:"+e.map(o_).join("|")+")","i")}function Xn(e){return new Map(
e.map((t,n)=>[t.toLowerCase(),n]))}function s_(e,t,n){var r=we.exec(t.slice(n,n+1));return r?(e.w=+r[0],n+r[0].length):-1}function a_(e,t,n){var r=we.exec(t.slice(
n,n+1));return r?(e.u=+r[0],n+r[0].length):-1}function u_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.U=+r[0],n+r[0].length):-1}function l_(e,t,n){var r=we.
exec(t.slice(n,n+2));return r?(e.V=+r[0],n+r[0].length):-1}function c_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.W=+r[0],n+r[0].length):-1}function wl(e,t,n){
var r=we.exec(t.slice(n,n+4));return r?(e.y=+r[0],n+r[0].length):-1}function xl(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.y=+r[0]+(+r[0]>68?1900:2e3),n+r[0].
length):-1}function f_(e,t,n){var r=/^(Z)|([+-]\d\d)(?::?(\d\d))?/.exec(t.slice(n,n+6));return r?(e.Z=r[1]?0:-(r[2]+(r[3]||"00")),n+r[0].length):-1}function h_(e,t,n){
var r=we.exec(t.slice(n,n+1));return r?(e.q=r[0]*3-3,n+r[0].length):-1}function d_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.m=r[0]-1,n+r[0].length):-1}function kl(e,t,n){
var r=we.exec(t.slice(n,n+2));return r?(e.d=+r[0],n+r[0].length):-1}function m_(e,t,n){var r=we.exec(t.slice(n,n+3));return r?(e.m=0,e.d=+r[0],n+r[0].length):-1}
function Ml(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.H=+r[0],n+r[0].length):-1}function p_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.M=+r[0],n+r[0].
length):-1}function g_(e,t,n){var r=we.exec(t.slice(n,n+2));return r?(e.S=+r[0],n+r[0].length):-1}function __(e,t,n){var r=we.exec(t.slice(n,n+3));return r?(e.L=
+r[0],n+r[0].length):-1}function y_(e,t,n){var r=we.exec(t.slice(n,n+6));return r?(e.L=Math.floor(r[0]/1e3),n+r[0].length):-1}function v_(e,t,n){var r=r_.exec(t.
slice(n,n+1));return r?n+r[0].length:-1}function b_(e,t,n){var r=we.exec(t.slice(n));return r?(e.Q=+r[0],n+r[0].length):-1}function w_(e,t,n){var r=we.exec(t.slice(
n));return r?(e.s=+r[0],n+r[0].length):-1}function El(e,t){return Q(e.getDate(),t,2)}function x_(e,t){return Q(e.getHours(),t,2)}function k_(e,t){return Q(e.getHours()%
12||12,t,2)}function M_(e,t){return Q(1+un.count(Ze(e),e),t,3)}function $l(e,t){return Q(e.getMilliseconds(),t,3)}function E_(e,t){return $l(e,t)+"000"}function T_(e,t){
return Q(e.getMonth()+1,t,2)}function C_(e,t){return Q(e.getMinutes(),t,2)}function S_(e,t){return Q(e.getSeconds(),t,2)}function N_(e){var t=e.getDay();return t===
0?7:t}function $_(e,t){return Q(Bn.count(Ze(e)-1,e),t,2)}function Ol(e){var t=e.getDay();return t>=4||t===0?Lt(e):Lt.ceil(e)}function O_(e,t){return e=Ol(e),Q(Lt.
count(Ze(e),e)+(Ze(e).getDay()===4),t,2)}function I_(e){return e.getDay()}function A_(e,t){return Q(Hn.count(Ze(e)-1,e),t,2)}function L_(e,t){return Q(e.getFullYear()%
100,t,2)}function F_(e,t){return e=Ol(e),Q(e.getFullYear()%100,t,2)}function P_(e,t){return Q(e.getFullYear()%1e4,t,4)}function D_(e,t){var n=e.getDay();return e=
n>=4||n===0?Lt(e):Lt.ceil(e),Q(e.getFullYear()%1e4,t,4)}function R_(e){var t=e.getTimezoneOffset();return(t>0?"-":(t*=-1,"+"))+Q(t/60|0,"0",2)+Q(t%60,"0",2)}function Tl(e,t){
return Q(e.getUTCDate(),t,2)}function q_(e,t){return Q(e.getUTCHours(),t,2)}function z_(e,t){return Q(e.getUTCHours()%12||12,t,2)}function U_(e,t){return Q(1+ln.
count(Be(e),e),t,3)}function Il(e,t){return Q(e.getUTCMilliseconds(),t,3)}function j_(e,t){return Il(e,t)+"000"}function B_(e,t){return Q(e.getUTCMonth()+1,t,2)}
function H_(e,t){return Q(e.getUTCMinutes(),t,2)}function W_(e,t){return Q(e.getUTCSeconds(),t,2)}function Y_(e){var t=e.getUTCDay();return t===0?7:t}function V_(e,t){
return Q(cn.count(Be(e)-1,e),t,2)}function Al(e){var t=e.getUTCDay();return t>=4||t===0?Pt(e):Pt.ceil(e)}function X_(e,t){return e=Al(e),Q(Pt.count(Be(e),e)+(Be(
e).getUTCDay()===4),t,2)}function G_(e){return e.getUTCDay()}function Z_(e,t){return Q(Wn.count(Be(e)-1,e),t,2)}function Q_(e,t){return Q(e.getUTCFullYear()%100,
t,2)}function K_(e,t){return e=Al(e),Q(e.getUTCFullYear()%100,t,2)}function J_(e,t){return Q(e.getUTCFullYear()%1e4,t,4)}function ey(e,t){var n=e.getUTCDay();return e=
n>=4||n===0?Pt(e):Pt.ceil(e),Q(e.getUTCFullYear()%1e4,t,4)}function ty(){return"+0000"}function Cl(){return"%"}function Sl(e){return+e}function Nl(e){return Math.
floor(+e/1e3)}var fn,Ll,ny,ei,Fl;ry({dateTime:"%x, %X",date:"%-m/%-d/%Y",time:"%-I:%M:%S %p",periods:["AM","PM"],days:["Sunday","Monday","Tuesday","Wednesday","\
Thursday","Friday","Saturday"],shortDays:["Sun","Mon","Tue","Wed","Thu","Fri","Sat"],months:["January","February","March","April","May","June","July","August","\
September","October","November","December"],shortMonths:["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"]});function ry(e){return fn=n_(
e),Ll=fn.format,ny=fn.parse,ei=fn.utcFormat,Fl=fn.utcParse,fn}var Pl="%Y-%m-%dT%H:%M:%S.%LZ";function iy(e){return e.toISOString()}var Zb=Date.prototype.toISOString?
iy:ei(Pl);function oy(e){var t=new Date(e);return isNaN(t)?null:t}var Qb=+new Date("2000-01-01T00:00:00.000Z")?oy:Fl(Pl);function ti(e,t){switch(arguments.length){case 0:break;case 1:this.range(e);break;default:this.range(t).domain(e);break}return this}var Dl=Symbol("implicit");function ql(){var e=new zn,t=[],n=[],r=Dl;function i(o){let s=e.get(o);if(s===void 0){if(r!==Dl)return r;e.set(o,s=t.push(o)-1)}return n[s%
n.length]}return i.domain=function(o){if(!arguments.length)return t.slice();t=[],e=new zn;for(let s of o)e.has(s)||e.set(s,t.push(s)-1);return i},i.range=function(o){
return arguments.length?(n=Array.from(o),i):n.slice()},i.unknown=function(o){return arguments.length?(r=o,i):r},i.copy=function(){return ql(t,n).unknown(r)},ti.
apply(i,arguments),i}function Do(){var e=ql().unknown(void 0),t=e.domain,n=e.range,r=0,i=1,o,s,a=!1,u=0,l=0,f=.5;delete e.unknown;function h(){var m=t().length,
d=i<r,p=d?i:r,g=d?r:i;o=(g-p)/Math.max(1,m-u+l*2),a&&(o=Math.floor(o)),p+=(g-p-o*(m-u))*f,s=o*(1-u),a&&(p=Math.round(p),s=Math.round(s));var w=sl(m).map(function(v){
return p+o*v});return n(d?w.reverse():w)}return e.domain=function(m){return arguments.length?(t(m),h()):t()},e.range=function(m){return arguments.length?([r,i]=
m,r=+r,i=+i,h()):[r,i]},e.rangeRound=function(m){return[r,i]=m,r=+r,i=+i,a=!0,h()},e.bandwidth=function(){return s},e.step=function(){return o},e.round=function(m){
return arguments.length?(a=!!m,h()):a},e.padding=function(m){return arguments.length?(u=Math.min(1,l=+m),h()):u},e.paddingInner=function(m){return arguments.length?
(u=Math.min(1,m),h()):u},e.paddingOuter=function(m){return arguments.length?(l=+m,h()):l},e.align=function(m){return arguments.length?(f=Math.max(0,Math.min(1,m)),
h()):f},e.copy=function(){return Do(t(),[r,i]).round(a).paddingInner(u).paddingOuter(l).align(f)},ti.apply(h(),arguments)}function sy(e){return function(){return e}}function ay(e){return+e}var Rl=[0,1];function hn(e){return e}function Po(e,t){return(t-=e=+e)?function(n){return(n-e)/
t}:sy(isNaN(t)?NaN:.5)}function uy(e,t){var n;return e>t&&(n=e,e=t,t=n),function(r){return Math.max(e,Math.min(t,r))}}function ly(e,t,n){var r=e[0],i=e[1],o=t[0],
s=t[1];return i<r?(r=Po(i,r),o=n(s,o)):(r=Po(r,i),o=n(o,s)),function(a){return o(r(a))}}function cy(e,t,n){var r=Math.min(e.length,t.length)-1,i=new Array(r),o=new Array(
r),s=-1;for(e[r]<e[0]&&(e=e.slice().reverse(),t=t.slice().reverse());++s<r;)i[s]=Po(e[s],e[s+1]),o[s]=n(t[s],t[s+1]);return function(a){var u=nl(e,a,1,r)-1;return o[u](
i[u](a))}}function zl(e,t){return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown())}function fy(){var e=Rl,
t=Rl,n=Sr,r,i,o,s=hn,a,u,l;function f(){var m=Math.min(e.length,t.length);return s!==hn&&(s=uy(e[0],e[m-1])),a=m>2?cy:ly,u=l=null,h}function h(m){return m==null||
isNaN(m=+m)?o:(u||(u=a(e.map(r),t,n)))(r(s(m)))}return h.invert=function(m){return s(i((l||(l=a(t,e.map(r),$e)))(m)))},h.domain=function(m){return arguments.length?
(e=Array.from(m,ay),f()):e.slice()},h.range=function(m){return arguments.length?(t=Array.from(m),f()):t.slice()},h.rangeRound=function(m){return t=Array.from(m),
n=yu,f()},h.clamp=function(m){return arguments.length?(s=m?!0:hn,f()):s!==hn},h.interpolate=function(m){return arguments.length?(n=m,f()):n},h.unknown=function(m){
return arguments.length?(o=m,h):o},function(m,d){return r=m,i=d,f()}}function Ul(){return fy()(hn,hn)}function hy(e,t,n,r){var i=Un(e,t,n),o;switch(r=jn(r??",f"),
r.type){case"s":{var s=Math.max(Math.abs(e),Math.abs(t));return r.precision==null&&!isNaN(o=dl(i,s))&&(r.precision=o),To(r,s)}case"":case"e":case"g":case"p":case"\
r":{r.precision==null&&!isNaN(o=ml(i,Math.max(Math.abs(e),Math.abs(t))))&&(r.precision=o-(r.type==="e"));break}case"f":case"%":{r.precision==null&&!isNaN(o=hl(i))&&
(r.precision=o-(r.type==="%")*2);break}}return Eo(r)}function dy(e){var t=e.domain;return e.ticks=function(n){var r=t();return ol(r[0],r[r.length-1],n??10)},e.tickFormat=
function(n,r){var i=t();return hy(i[0],i[i.length-1],n??10,r)},e.nice=function(n){n==null&&(n=10);var r=t(),i=0,o=r.length-1,s=r[i],a=r[o],u,l,f=10;for(a<s&&(l=
s,s=a,a=l,l=i,i=o,o=l);f-- >0;){if(l=Wr(s,a,n),l===u)return r[i]=s,r[o]=a,t(r);if(l>0)s=Math.floor(s/l)*l,a=Math.ceil(a/l)*l;else if(l<0)s=Math.ceil(s*l)/l,a=Math.
floor(a*l)/l;else break;u=l}return e},e}function Ie(){var e=Ul();return e.copy=function(){return zl(e,Ie())},ti.apply(e,arguments),dy(e)}function my(e,t){e=e.slice();var n=0,r=e.length-1,i=e[n],o=e[r],s;return o<i&&(s=n,n=r,r=s,s=i,i=o,o=s),e[n]=t.floor(i),e[r]=t.ceil(o),e}function py(e){return new Date(e)}function gy(e){return e instanceof Date?+e:Math.round(e)}function jl(e,t,n,r,i,o,s,a,u,l){var f=Ul(),h=f.invert,m=f.domain,d=l(
".%L"),p=l(":%S"),g=l("%I:%M"),w=l("%I %p"),v=l("%a %d"),x=l("%b %d"),E=l("%B"),M=l("%Y");function F(N){return(u(N)<N?d:a(N)<N?p:s(N)<N?g:o(N)<N?w:r(N)<N?i(N)<N?
v:x:n(N)<N?E:M)(N)}return f.invert=function(N){return new Date(Math.round(h(N)))},f.domain=function(N){return arguments.length?m(Array.from(N,gy)):m().map(py)},
f.ticks=function(N){var j=m();return e(j[0],j[j.length-1],N??10)},f.tickFormat=function(N,j){return j==null?F:l(j)},f.nice=function(N){var j=m();return(!N||typeof N.
range!="function")&&(N=t(j[0],j[j.length-1],N??10)),N?m(my(j,N)):f},f.copy=function(){return zl(f,jl(e,t,n,r,i,o,s,a,u,l))},f}function Bl(){return ti.apply(jl(yl,vl,Be,Jr,cn,ln,Kr,Qr,gt,ei).domain([Date.UTC(2e3,0,1),Date.UTC(2e3,0,2)]),arguments)}var Gn=Math.PI,Ro=2*Gn,Dt=1e-6,_y=Ro-Dt;function Hl(e){this._+=e[0];for(let t=1,n=e.length;t<n;++t)this._+=arguments[t]+e[t]}function yy(e){let t=Math.floor(e);
if(!(t>=0))throw new Error(`invalid digits: ${e}`);if(t>15)return Hl;let n=10**t;return function(r){this._+=r[0];for(let i=1,o=r.length;i<o;++i)this._+=Math.round(
arguments[i]*n)/n+r[i]}}function Wl(e,t,n,r){return e===n&&t===r}function vy(e){let t=Math.floor(e);if(!(t<=15))return Wl;let n=10**t,r=function(i){return Math.
round(i*n)};return function(i,o,s,a){return r(i)===r(s)&&r(o)===r(a)}}var dn=class{constructor(t){this._x0=this._y0=this._x1=this._y1=null,this._="",this._append=
t==null?Hl:yy(t),this._equal=t==null?Wl:vy(t)}moveTo(t,n){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}`}closePath(){this._x1!==null&&(this._x1=
this._x0,this._y1=this._y0,this._append`Z`)}lineTo(t,n){this._append`L${this._x1=+t},${this._y1=+n}`}quadraticCurveTo(t,n,r,i){this._append`Q${+t},${+n},${this.
_x1=+r},${this._y1=+i}`}bezierCurveTo(t,n,r,i,o,s){this._append`C${+t},${+n},${+r},${+i},${this._x1=+o},${this._y1=+s}`}arcTo(t,n,r,i,o){if(t=+t,n=+n,r=+r,i=+i,
o=+o,o<0)throw new Error(`negative radius: ${o}`);let s=this._x1,a=this._y1,u=r-t,l=i-n,f=s-t,h=a-n,m=f*f+h*h;if(this._x1===null)this._append`M${this._x1=t},${this.
_y1=n}`;else if(m>Dt)if(!(Math.abs(h*u-l*f)>Dt)||!o)this._append`L${this._x1=t},${this._y1=n}`;else{let d=r-s,p=i-a,g=u*u+l*l,w=d*d+p*p,v=Math.sqrt(g),x=Math.sqrt(
m),E=o*Math.tan((Gn-Math.acos((g+m-w)/(2*v*x)))/2),M=E/x,F=E/v;Math.abs(M-1)>Dt&&this._append`L${t+M*f},${n+M*h}`,this._append`A${o},${o},0,0,${+(h*d>f*p)},${this.
_x1=t+F*u},${this._y1=n+F*l}`}}arc(t,n,r,i,o,s){if(t=+t,n=+n,r=+r,s=!!s,r<0)throw new Error(`negative radius: ${r}`);let a=r*Math.cos(i),u=r*Math.sin(i),l=t+a,f=n+
u,h=1^s,m=s?i-o:o-i;if(this._x1===null?this._append`M${l},${f}`:(Math.abs(this._x1-l)>Dt||Math.abs(this._y1-f)>Dt)&&this._append`L${l},${f}`,!!r){if(m<0&&(m=m%Ro+
Ro),m>_y)this._append`A${r},${r},0,1,${h},${t-a},${n-u}A${r},${r},0,1,${h},${this._x1=l},${this._y1=f}`;else if(m>Dt){let d=t+r*Math.cos(o),p=n+r*Math.sin(o);if(m>=
Gn&&this._equal(l,f,d,p)){m/=2;let g=i+m;this._append`A${r},${r},0,${+(m>=Gn)},${h},${t+r*Math.cos(g)},${n+r*Math.sin(g)}`}this._append`A${r},${r},0,${+(m>=Gn)},${h},${this.
_x1=d},${this._y1=p}`}}}rect(t,n,r,i){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}h${r=+r}v${+i}h${-r}Z`}toString(){return this._}};function by(){
return new dn}by.prototype=dn.prototype;function le(e){return function(){return e}}var wy=Math.cos;var zo=Math.sin,mn=Math.sqrt,Yl=1e-12,ni=Math.PI,cw=ni/2,Jl=2*ni;function ec(e){let t=3;return e.digits=function(n){if(!arguments.length)return t;if(n==null)t=null;else{let r=Math.floor(n);if(!(r>=0))throw new RangeError(`inv\
alid digits: ${n}`);t=r}return e},()=>new dn(t)}var fw=Array.prototype.slice;function Uo(e){return typeof e=="object"&&"length"in e?e:Array.from(e)}function tc(e){this._context=e}tc.prototype={areaStart:function(){
this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===1)&&this._context.
closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(
e,t);break;case 1:this._point=2;default:this._context.lineTo(e,t);break}}};function jo(e){return new tc(e)}function nc(e){return e[0]}function rc(e){return e[1]}
function Rt(e,t){var n=le(!0),r=null,i=jo,o=null,s=ec(a);e=typeof e=="function"?e:e===void 0?nc:le(e),t=typeof t=="function"?t:t===void 0?rc:le(t);function a(u){
var l,f=(u=Uo(u)).length,h,m=!1,d;for(r==null&&(o=i(d=s())),l=0;l<=f;++l)!(l<f&&n(h=u[l],l,u))===m&&((m=!m)?o.lineStart():o.lineEnd()),m&&o.point(+e(h,l,u),+t(h,
l,u));if(d)return o=null,d+""||null}return a.x=function(u){return arguments.length?(e=typeof u=="function"?u:le(+u),a):e},a.y=function(u){return arguments.length?
(t=typeof u=="function"?u:le(+u),a):t},a.defined=function(u){return arguments.length?(n=typeof u=="function"?u:le(!!u),a):n},a.curve=function(u){return arguments.
length?(i=u,r!=null&&(o=i(r)),a):i},a.context=function(u){return arguments.length?(u==null?r=o=null:o=i(r=u),a):r},a}function ic(e,t,n){var r=null,i=le(!0),o=null,
s=jo,a=null,u=ec(l);e=typeof e=="function"?e:e===void 0?nc:le(+e),t=typeof t=="function"?t:le(t===void 0?0:+t),n=typeof n=="function"?n:n===void 0?rc:le(+n);function l(h){
var m,d,p,g=(h=Uo(h)).length,w,v=!1,x,E=new Array(g),M=new Array(g);for(o==null&&(a=s(x=u())),m=0;m<=g;++m){if(!(m<g&&i(w=h[m],m,h))===v)if(v=!v)d=m,a.areaStart(),
a.lineStart();else{for(a.lineEnd(),a.lineStart(),p=m-1;p>=d;--p)a.point(E[p],M[p]);a.lineEnd(),a.areaEnd()}v&&(E[m]=+e(w,m,h),M[m]=+t(w,m,h),a.point(r?+r(w,m,h):
E[m],n?+n(w,m,h):M[m]))}if(x)return a=null,x+""||null}function f(){return Rt().defined(i).curve(s).context(o)}return l.x=function(h){return arguments.length?(e=
typeof h=="function"?h:le(+h),r=null,l):e},l.x0=function(h){return arguments.length?(e=typeof h=="function"?h:le(+h),l):e},l.x1=function(h){return arguments.length?
(r=h==null?null:typeof h=="function"?h:le(+h),l):r},l.y=function(h){return arguments.length?(t=typeof h=="function"?h:le(+h),n=null,l):t},l.y0=function(h){return arguments.
length?(t=typeof h=="function"?h:le(+h),l):t},l.y1=function(h){return arguments.length?(n=h==null?null:typeof h=="function"?h:le(+h),l):n},l.lineX0=l.lineY0=function(){
return f().x(e).y(t)},l.lineY1=function(){return f().x(e).y(n)},l.lineX1=function(){return f().x(r).y(t)},l.defined=function(h){return arguments.length?(i=typeof h==
"function"?h:le(!!h),l):i},l.curve=function(h){return arguments.length?(s=h,o!=null&&(a=s(o)),l):s},l.context=function(h){return arguments.length?(h==null?o=a=null:
a=s(o=h),l):o},l}var hw=xy(jo);function oc(e){this._curve=e}oc.prototype={areaStart:function(){this._curve.areaStart()},areaEnd:function(){this._curve.areaEnd()},lineStart:function(){
this._curve.lineStart()},lineEnd:function(){this._curve.lineEnd()},point:function(e,t){this._curve.point(t*Math.sin(e),t*-Math.cos(e))}};function xy(e){function t(n){
return new oc(e(n))}return t._curve=e,t}var dw=mn(3);var ky=mn(1/3),mw=ky*2;var sc=zo(ni/10)/zo(7*ni/10),pw=zo(Jl/10)*sc,gw=-wy(Jl/10)*sc;var _w=mn(3);var yw=mn(3);var vw=mn(3)/2,My=1/mn(12),bw=(My/2+1)*3;function _t(){}function ri(e,t,n){e._context.bezierCurveTo((2*e._x0+e._x1)/3,(2*e._y0+e._y1)/3,(e._x0+2*e._x1)/3,(e._y0+2*e._y1)/3,(e._x0+4*e._x1+t)/6,(e._y0+4*
e._y1+n)/6)}function Bo(e){this._context=e}Bo.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this.
_x1=this._y0=this._y1=NaN,this._point=0},lineEnd:function(){switch(this._point){case 3:ri(this,this._x1,this._y1);case 2:this._context.lineTo(this._x1,this._y1);
break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:
this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,this._context.lineTo((5*this.
_x0+this._x1)/6,(5*this._y0+this._y1)/6);default:ri(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function Ey(e){this._context=e}Ey.prototype={areaStart:_t,areaEnd:_t,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._y0=this._y1=this._y2=
this._y3=this._y4=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x2,this._y2),this._context.closePath();break}case 2:{
this._context.moveTo((this._x2+2*this._x3)/3,(this._y2+2*this._y3)/3),this._context.lineTo((this._x3+2*this._x2)/3,(this._y3+2*this._y2)/3),this._context.closePath();
break}case 3:{this.point(this._x2,this._y2),this.point(this._x3,this._y3),this.point(this._x4,this._y4);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:
this._point=1,this._x2=e,this._y2=t;break;case 1:this._point=2,this._x3=e,this._y3=t;break;case 2:this._point=3,this._x4=e,this._y4=t,this._context.moveTo((this.
_x0+4*this._x1+e)/6,(this._y0+4*this._y1+t)/6);break;default:ri(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function Ty(e){this._context=e}Ty.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=
this._y1=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){
switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3;var n=(this._x0+4*this._x1+e)/6,r=(this._y0+4*this._y1+
t)/6;this._line?this._context.lineTo(n,r):this._context.moveTo(n,r);break;case 3:this._point=4;default:ri(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=
this._y1,this._y1=t}};function ac(e,t){this._basis=new Bo(e),this._beta=t}ac.prototype={lineStart:function(){this._x=[],this._y=[],this._basis.lineStart()},lineEnd:function(){var e=this.
_x,t=this._y,n=e.length-1;if(n>0)for(var r=e[0],i=t[0],o=e[n]-r,s=t[n]-i,a=-1,u;++a<=n;)u=a/n,this._basis.point(this._beta*e[a]+(1-this._beta)*(r+u*o),this._beta*
t[a]+(1-this._beta)*(i+u*s));this._x=this._y=null,this._basis.lineEnd()},point:function(e,t){this._x.push(+e),this._y.push(+t)}};var ww=(function e(t){function n(r){
return t===1?new Bo(r):new ac(r,t)}return n.beta=function(r){return e(+r)},n})(.85);function ii(e,t,n){e._context.bezierCurveTo(e._x1+e._k*(e._x2-e._x0),e._y1+e.
_k*(e._y2-e._y0),e._x2+e._k*(e._x1-t),e._y2+e._k*(e._y1-n),e._x2,e._y2)}function Ho(e,t){this._context=e,this._k=(1-t)/6}Ho.prototype={areaStart:function(){this.
_line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){switch(this.
_point){case 2:this._context.lineTo(this._x2,this._y2);break;case 3:ii(this,this._x1,this._y1);break}(this._line||this._line!==0&&this._point===1)&&this._context.
closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(
e,t);break;case 1:this._point=2,this._x1=e,this._y1=t;break;case 2:this._point=3;default:ii(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this.
_y0=this._y1,this._y1=this._y2,this._y2=t}};var xw=(function e(t){function n(r){return new Ho(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Wo(e,t){
this._context=e,this._k=(1-t)/6}Wo.prototype={areaStart:_t,areaEnd:_t,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=
this._y2=this._y3=this._y4=this._y5=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();
break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(
this._x5,this._y5);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:this._point=2,this._context.
moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:ii(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this.
_y0=this._y1,this._y1=this._y2,this._y2=t}};var kw=(function e(t){function n(r){return new Wo(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Yo(e,t){
this._context=e,this._k=(1-t)/6}Yo.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this.
_x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this.
_line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(
this._x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:ii(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,
this._y0=this._y1,this._y1=this._y2,this._y2=t}};var Mw=(function e(t){function n(r){return new Yo(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Vo(e,t,n){
var r=e._x1,i=e._y1,o=e._x2,s=e._y2;if(e._l01_a>Yl){var a=2*e._l01_2a+3*e._l01_a*e._l12_a+e._l12_2a,u=3*e._l01_a*(e._l01_a+e._l12_a);r=(r*a-e._x0*e._l12_2a+e._x2*
e._l01_2a)/u,i=(i*a-e._y0*e._l12_2a+e._y2*e._l01_2a)/u}if(e._l23_a>Yl){var l=2*e._l23_2a+3*e._l23_a*e._l12_a+e._l12_2a,f=3*e._l23_a*(e._l23_a+e._l12_a);o=(o*l+e.
_x1*e._l23_2a-t*e._l12_2a)/f,s=(s*l+e._y1*e._l23_2a-n*e._l12_2a)/f}e._context.bezierCurveTo(r,i,o,s,e._x2,e._y2)}function uc(e,t){this._context=e,this._alpha=t}
uc.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,
this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this.
_x2,this._y2);break;case 3:this.point(this._x2,this._y2);break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},
point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:
this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3;default:Vo(this,e,t);break}this.
_l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,
this._y1=this._y2,this._y2=t}};var Ew=(function e(t){function n(r){return t?new uc(r,t):new Ho(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function lc(e,t){
this._context=e,this._alpha=t}lc.prototype={areaStart:_t,areaEnd:_t,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=
this._y2=this._y3=this._y4=this._y5=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this.
_point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();
break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(this._x5,this._y5);break}}},point:function(e,t){if(e=+e,t=+t,this._point){var n=this.
_x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:
this._point=2,this._context.moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:Vo(this,e,t);break}this._l01_a=this._l12_a,
this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this.
_y2=t}};var Tw=(function e(t){function n(r){return t?new lc(r,t):new Wo(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function cc(e,t){this._context=e,this.
_alpha=t}cc.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this.
_y2=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===
3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=
Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(this.
_x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:Vo(this,e,t);break}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this.
_l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var Cw=(function e(t){
function n(r){return t?new cc(r,t):new Yo(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function Cy(e){this._context=e}Cy.prototype={areaStart:_t,areaEnd:_t,
lineStart:function(){this._point=0},lineEnd:function(){this._point&&this._context.closePath()},point:function(e,t){e=+e,t=+t,this._point?this._context.lineTo(e,
t):(this._point=1,this._context.moveTo(e,t))}};function Vl(e){return e<0?-1:1}function Xl(e,t,n){var r=e._x1-e._x0,i=t-e._x1,o=(e._y1-e._y0)/(r||i<0&&-0),s=(n-e._y1)/(i||r<0&&-0),a=(o*i+s*r)/(r+i);return(Vl(
o)+Vl(s))*Math.min(Math.abs(o),Math.abs(s),.5*Math.abs(a))||0}function Gl(e,t){var n=e._x1-e._x0;return n?(3*(e._y1-e._y0)/n-t)/2:t}function qo(e,t,n){var r=e._x0,
i=e._y0,o=e._x1,s=e._y1,a=(o-r)/3;e._context.bezierCurveTo(r+a,i+a*t,o-a,s-a*n,o,s)}function oi(e){this._context=e}oi.prototype={areaStart:function(){this._line=
0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=this._t0=NaN,this._point=0},lineEnd:function(){switch(this._point){case 2:
this._context.lineTo(this._x1,this._y1);break;case 3:qo(this,this._t0,Gl(this,this._t0));break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),
this._line=1-this._line},point:function(e,t){var n=NaN;if(e=+e,t=+t,!(e===this._x1&&t===this._y1)){switch(this._point){case 0:this._point=1,this._line?this._context.
lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,qo(this,Gl(this,n=Xl(this,e,t)),n);break;default:qo(this,this._t0,n=
Xl(this,e,t));break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t,this._t0=n}}};function Sy(e){this._context=new fc(e)}(Sy.prototype=Object.create(oi.
prototype)).point=function(e,t){oi.prototype.point.call(this,t,e)};function fc(e){this._context=e}fc.prototype={moveTo:function(e,t){this._context.moveTo(t,e)},
closePath:function(){this._context.closePath()},lineTo:function(e,t){this._context.lineTo(t,e)},bezierCurveTo:function(e,t,n,r,i,o){this._context.bezierCurveTo(
t,e,r,n,o,i)}};function hc(e){return new oi(e)}function Ny(e){this._context=e}Ny.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=[],this._y=[]},lineEnd:function(){
var e=this._x,t=this._y,n=e.length;if(n)if(this._line?this._context.lineTo(e[0],t[0]):this._context.moveTo(e[0],t[0]),n===2)this._context.lineTo(e[1],t[1]);else
for(var r=Zl(e),i=Zl(t),o=0,s=1;s<n;++o,++s)this._context.bezierCurveTo(r[0][o],i[0][o],r[1][o],i[1][o],e[s],t[s]);(this._line||this._line!==0&&n===1)&&this._context.
closePath(),this._line=1-this._line,this._x=this._y=null},point:function(e,t){this._x.push(+e),this._y.push(+t)}};function Zl(e){var t,n=e.length-1,r,i=new Array(
n),o=new Array(n),s=new Array(n);for(i[0]=0,o[0]=2,s[0]=e[0]+2*e[1],t=1;t<n-1;++t)i[t]=1,o[t]=4,s[t]=4*e[t]+2*e[t+1];for(i[n-1]=2,o[n-1]=7,s[n-1]=8*e[n-1]+e[n],
t=1;t<n;++t)r=i[t]/o[t-1],o[t]-=r,s[t]-=r*s[t-1];for(i[n-1]=s[n-1]/o[n-1],t=n-2;t>=0;--t)i[t]=(s[t]-i[t+1])/o[t];for(o[n-1]=(e[n]+i[n-1])/2,t=0;t<n-1;++t)o[t]=2*
e[t+1]-i[t+1];return[i,o]}function $y(e,t){this._context=e,this._t=t}$y.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=this.
_y=NaN,this._point=0},lineEnd:function(){0<this._t&&this._t<1&&this._point===2&&this._context.lineTo(this._x,this._y),(this._line||this._line!==0&&this._point===
1)&&this._context.closePath(),this._line>=0&&(this._t=1-this._t,this._line=1-this._line)},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,
this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;default:{if(this._t<=0)this._context.lineTo(this._x,t),this._context.lineTo(
e,t);else{var n=this._x*(1-this._t)+e*this._t;this._context.lineTo(n,this._y),this._context.lineTo(n,t)}break}}this._x=e,this._y=t}};function Ql(e,t){if((s=e.length)>1)for(var n=1,r,i,o=e[t[0]],s,a=o.length;n<s;++n)for(i=o,o=e[t[n]],r=0;r<a;++r)o[r][1]+=o[r][0]=isNaN(i[r][1])?i[r][0]:i[r][1]}
function Kl(e){for(var t=e.length,n=new Array(t);--t>=0;)n[t]=t;return n}function Oy(e,t){return e[t]}function Iy(e){let t=[];return t.key=e,t}function dc(){var e=le(
[]),t=Kl,n=Ql,r=Oy;function i(o){var s=Array.from(e.apply(this,arguments),Iy),a,u=s.length,l=-1,f;for(let h of o)for(a=0,++l;a<u;++a)(s[a][l]=[0,+r(h,s[a].key,l,
o)]).data=h;for(a=0,f=Uo(t(s));a<u;++a)s[f[a]].index=a;return n(s,f),s}return i.keys=function(o){return arguments.length?(e=typeof o=="function"?o:le(Array.from(
o)),i):e},i.value=function(o){return arguments.length?(r=typeof o=="function"?o:le(+o),i):r},i.order=function(o){return arguments.length?(t=o==null?Kl:typeof o==
"function"?o:le(Array.from(o)),i):t},i.offset=function(o){return arguments.length?(n=o??Ql,i):n},i}function mc(e,t){if((u=e.length)>0)for(var n,r=0,i,o,s,a,u,l=e[t[0]].length;r<l;++r)for(s=a=0,n=0;n<u;++n)(o=(i=e[t[n]][r])[1]-i[0])>0?(i[0]=s,i[1]=s+=o):o<0?(i[1]=
a,i[0]=a+=o):(i[0]=0,i[1]=o)}function Zn(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n<r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n<i||n===void 0&&
i>=i)&&(n=i)}return n}function si(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n>r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n>i||n===void 0&&
i>=i)&&(n=i)}return n}function pn(e,t){let n=0;if(t===void 0)for(let r of e)(r=+r)&&(n+=r);else{let r=-1;for(let i of e)(i=+t(i,++r,e))&&(n+=i)}return n}function Xo(e,t){return e.sourceLinks.length?e.depth:t-1}function gn(e){return function(){return e}}function pc(e,t){return ai(e.source,t.source)||e.index-t.index}function gc(e,t){return ai(e.target,t.target)||e.index-t.index}function ai(e,t){return e.y0-t.y0}
function Go(e){return e.value}function Ay(e){return e.index}function Ly(e){return e.nodes}function Fy(e){return e.links}function _c(e,t){let n=e.get(t);if(!n)throw new Error(
"missing: "+t);return n}function yc({nodes:e}){for(let t of e){let n=t.y0,r=n;for(let i of t.sourceLinks)i.y0=n+i.width/2,n+=i.width;for(let i of t.targetLinks)
i.y1=r+i.width/2,r+=i.width}}function ui(){let e=0,t=0,n=1,r=1,i=24,o=8,s,a=Ay,u=Xo,l,f,h=Ly,m=Fy,d=6;function p(){let _={nodes:h.apply(null,arguments),links:m.
apply(null,arguments)};return g(_),w(_),v(_),x(_),F(_),yc(_),_}p.update=function(_){return yc(_),_},p.nodeId=function(_){return arguments.length?(a=typeof _=="f\
unction"?_:gn(_),p):a},p.nodeAlign=function(_){return arguments.length?(u=typeof _=="function"?_:gn(_),p):u},p.nodeSort=function(_){return arguments.length?(l=_,
p):l},p.nodeWidth=function(_){return arguments.length?(i=+_,p):i},p.nodePadding=function(_){return arguments.length?(o=s=+_,p):o},p.nodes=function(_){return arguments.
length?(h=typeof _=="function"?_:gn(_),p):h},p.links=function(_){return arguments.length?(m=typeof _=="function"?_:gn(_),p):m},p.linkSort=function(_){return arguments.
length?(f=_,p):f},p.size=function(_){return arguments.length?(e=t=0,n=+_[0],r=+_[1],p):[n-e,r-t]},p.extent=function(_){return arguments.length?(e=+_[0][0],n=+_[1][0],
t=+_[0][1],r=+_[1][1],p):[[e,t],[n,r]]},p.iterations=function(_){return arguments.length?(d=+_,p):d};function g({nodes:_,links:b}){for(let[S,C]of _.entries())C.
index=S,C.sourceLinks=[],C.targetLinks=[];let T=new Map(_.map((S,C)=>[a(S,C,_),S]));for(let[S,C]of b.entries()){C.index=S;let{source:A,target:U}=C;typeof A!="ob\
ject"&&(A=C.source=_c(T,A)),typeof U!="object"&&(U=C.target=_c(T,U)),A.sourceLinks.push(C),U.targetLinks.push(C)}if(f!=null)for(let{sourceLinks:S,targetLinks:C}of _)
S.sort(f),C.sort(f)}function w({nodes:_}){for(let b of _)b.value=b.fixedValue===void 0?Math.max(pn(b.sourceLinks,Go),pn(b.targetLinks,Go)):b.fixedValue}function v({
nodes:_}){let b=_.length,T=new Set(_),S=new Set,C=0;for(;T.size;){for(let A of T){A.depth=C;for(let{target:U}of A.sourceLinks)S.add(U)}if(++C>b)throw new Error(
"circular link");T=S,S=new Set}}function x({nodes:_}){let b=_.length,T=new Set(_),S=new Set,C=0;for(;T.size;){for(let A of T){A.height=C;for(let{source:U}of A.targetLinks)
S.add(U)}if(++C>b)throw new Error("circular link");T=S,S=new Set}}function E({nodes:_}){let b=Zn(_,C=>C.depth)+1,T=(n-e-i)/(b-1),S=new Array(b);for(let C of _){
let A=Math.max(0,Math.min(b-1,Math.floor(u.call(null,C,b))));C.layer=A,C.x0=e+A*T,C.x1=C.x0+i,S[A]?S[A].push(C):S[A]=[C]}if(l)for(let C of S)C.sort(l);return S}
function M(_){let b=si(_,T=>(r-t-(T.length-1)*s)/pn(T,Go));for(let T of _){let S=t;for(let C of T){C.y0=S,C.y1=S+C.value*b,S=C.y1+s;for(let A of C.sourceLinks)A.
width=A.value*b}S=(r-S+s)/(T.length+1);for(let C=0;C<T.length;++C){let A=T[C];A.y0+=S*(C+1),A.y1+=S*(C+1)}L(T)}}function F(_){let b=E(_);s=Math.min(o,(r-t)/(Zn(
b,T=>T.length)-1)),M(b);for(let T=0;T<d;++T){let S=Math.pow(.99,T),C=Math.max(1-S,(T+1)/d);j(b,S,C),N(b,S,C)}}function N(_,b,T){for(let S=1,C=_.length;S<C;++S){
let A=_[S];for(let U of A){let J=0,fe=0;for(let{source:me,value:xe}of U.targetLinks){let pe=xe*(U.layer-me.layer);J+=z(me,U)*pe,fe+=pe}if(!(fe>0))continue;let oe=(J/
fe-U.y0)*b;U.y0+=oe,U.y1+=oe,W(U)}l===void 0&&A.sort(ai),q(A,T)}}function j(_,b,T){for(let S=_.length,C=S-2;C>=0;--C){let A=_[C];for(let U of A){let J=0,fe=0;for(let{
target:me,value:xe}of U.sourceLinks){let pe=xe*(me.layer-U.layer);J+=y(U,me)*pe,fe+=pe}if(!(fe>0))continue;let oe=(J/fe-U.y0)*b;U.y0+=oe,U.y1+=oe,W(U)}l===void 0&&
A.sort(ai),q(A,T)}}function q(_,b){let T=_.length>>1,S=_[T];V(_,S.y0-s,T-1,b),Y(_,S.y1+s,T+1,b),V(_,r,_.length-1,b),Y(_,t,0,b)}function Y(_,b,T,S){for(;T<_.length;++T){
let C=_[T],A=(b-C.y0)*S;A>1e-6&&(C.y0+=A,C.y1+=A),b=C.y1+s}}function V(_,b,T,S){for(;T>=0;--T){let C=_[T],A=(C.y1-b)*S;A>1e-6&&(C.y0-=A,C.y1-=A),b=C.y0-s}}function W({
sourceLinks:_,targetLinks:b}){if(f===void 0){for(let{source:{sourceLinks:T}}of b)T.sort(gc);for(let{target:{targetLinks:T}}of _)T.sort(pc)}}function L(_){if(f===
void 0)for(let{sourceLinks:b,targetLinks:T}of _)b.sort(gc),T.sort(pc)}function z(_,b){let T=_.y0-(_.sourceLinks.length-1)*s/2;for(let{target:S,width:C}of _.sourceLinks){
if(S===b)break;T+=C+s}for(let{source:S,width:C}of b.targetLinks){if(S===_)break;T-=C}return T}function y(_,b){let T=b.y0-(b.targetLinks.length-1)*s/2;for(let{source:S,
width:C}of b.targetLinks){if(S===_)break;T+=C+s}for(let{target:S,width:C}of _.sourceLinks){if(S===b)break;T-=C}return T}return p}var Zo=Math.PI,Qo=2*Zo,qt=1e-6,Py=Qo-qt;function Ko(){this._x0=this._y0=this._x1=this._y1=null,this._=""}function vc(){return new Ko}Ko.prototype=vc.prototype={
constructor:Ko,moveTo:function(e,t){this._+="M"+(this._x0=this._x1=+e)+","+(this._y0=this._y1=+t)},closePath:function(){this._x1!==null&&(this._x1=this._x0,this.
_y1=this._y0,this._+="Z")},lineTo:function(e,t){this._+="L"+(this._x1=+e)+","+(this._y1=+t)},quadraticCurveTo:function(e,t,n,r){this._+="Q"+ +e+","+ +t+","+(this.
_x1=+n)+","+(this._y1=+r)},bezierCurveTo:function(e,t,n,r,i,o){this._+="C"+ +e+","+ +t+","+ +n+","+ +r+","+(this._x1=+i)+","+(this._y1=+o)},arcTo:function(e,t,n,r,i){
e=+e,t=+t,n=+n,r=+r,i=+i;var o=this._x1,s=this._y1,a=n-e,u=r-t,l=o-e,f=s-t,h=l*l+f*f;if(i<0)throw new Error("negative radius: "+i);if(this._x1===null)this._+="M"+
(this._x1=e)+","+(this._y1=t);else if(h>qt)if(!(Math.abs(f*a-u*l)>qt)||!i)this._+="L"+(this._x1=e)+","+(this._y1=t);else{var m=n-o,d=r-s,p=a*a+u*u,g=m*m+d*d,w=Math.
sqrt(p),v=Math.sqrt(h),x=i*Math.tan((Zo-Math.acos((p+h-g)/(2*w*v)))/2),E=x/v,M=x/w;Math.abs(E-1)>qt&&(this._+="L"+(e+E*l)+","+(t+E*f)),this._+="A"+i+","+i+",0,0\
,"+ +(f*m>l*d)+","+(this._x1=e+M*a)+","+(this._y1=t+M*u)}},arc:function(e,t,n,r,i,o){e=+e,t=+t,n=+n,o=!!o;var s=n*Math.cos(r),a=n*Math.sin(r),u=e+s,l=t+a,f=1^o,
h=o?r-i:i-r;if(n<0)throw new Error("negative radius: "+n);this._x1===null?this._+="M"+u+","+l:(Math.abs(this._x1-u)>qt||Math.abs(this._y1-l)>qt)&&(this._+="L"+u+
","+l),n&&(h<0&&(h=h%Qo+Qo),h>Py?this._+="A"+n+","+n+",0,1,"+f+","+(e-s)+","+(t-a)+"A"+n+","+n+",0,1,"+f+","+(this._x1=u)+","+(this._y1=l):h>qt&&(this._+="A"+n+
","+n+",0,"+ +(h>=Zo)+","+f+","+(this._x1=e+n*Math.cos(i))+","+(this._y1=t+n*Math.sin(i))))},rect:function(e,t,n,r){this._+="M"+(this._x0=this._x1=+e)+","+(this.
_y0=this._y1=+t)+"h"+ +n+"v"+ +r+"h"+-n+"Z"},toString:function(){return this._}};var Jo=vc;function es(e){return function(){return e}}function bc(e){return e[0]}function wc(e){return e[1]}var xc=Array.prototype.slice;function Dy(e){return e.source}function Ry(e){return e.target}function qy(e){var t=Dy,n=Ry,r=bc,i=wc,o=null;function s(){var a,u=xc.call(arguments),l=t.apply(this,
u),f=n.apply(this,u);if(o||(o=a=Jo()),e(o,+r.apply(this,(u[0]=l,u)),+i.apply(this,u),+r.apply(this,(u[0]=f,u)),+i.apply(this,u)),a)return o=null,a+""||null}return s.
source=function(a){return arguments.length?(t=a,s):t},s.target=function(a){return arguments.length?(n=a,s):n},s.x=function(a){return arguments.length?(r=typeof a==
"function"?a:es(+a),s):r},s.y=function(a){return arguments.length?(i=typeof a=="function"?a:es(+a),s):i},s.context=function(a){return arguments.length?(o=a??null,
s):o},s}function zy(e,t,n,r,i){e.moveTo(t,n),e.bezierCurveTo(t=(t+r)/2,n,t,i,r,i)}function ts(){return qy(zy)}function Uy(e){return[e.source.x1,e.y0]}function jy(e){return[e.target.x0,e.y1]}function ns(){return ts().source(Uy).target(jy)}var By=8,ct=e=>`var(--c${e%By})`;function zt(e){return new Date(`${e.slice(0,10)}T00:00:00Z`)}function kc({values:e,label:t}){let n=e.map((d,p)=>[p,d]).filter(d=>d[1]!==
null);if(n.length<2)return c("span",{class:"quiet",children:se});let[r,i]=[96,22],o=Ie([0,e.length-1],[2,r-4]),[s,a]=sn(n,d=>d[1]),u=(a-s)*.1||1,l=Ie([s-u,a+u],
[i-2,2]),f=Rt(d=>o(d[0]),d=>l(d[1]))(n),[h,m]=n[n.length-1];return c("svg",{class:"spark",width:r,height:i,role:"img","aria-label":t,children:[c("path",{d:f}),c(
"circle",{cx:o(h),cy:l(m),r:"2"})]})}function Hy(e,t,n,r){let i=e.map((a,u)=>[a,u]).sort((a,u)=>a[0]-u[0]);for(let a=1;a<i.length;a++)i[a][0]=Math.max(i[a][0],i[a-
1][0]+t);if((i.length?i[i.length-1][0]-r:0)>0){i[i.length-1][0]=r;for(let a=i.length-2;a>=0;a--)i[a][0]=Math.min(i[a][0],i[a+1][0]-t)}let s=[];for(let[a,u]of i)
s[u]=Math.max(n,a);return s}function rs({series:e,label:t,asShare:n}){let r=[...new Set(e.flatMap(o=>o.values.map(s=>s.day)))].sort();if(r.length<2)return c(Yy,
{series:e});let i=n?ue:Ae;return c(pt,{children:o=>{let s=It(e,g=>P(g.name).length)??0,a=Math.min(o*.34,14+s*6.6),u=Math.max(200,Math.min(340,e.length*16+60)),l={
left:46,right:o-a,top:10,bottom:u-24},f=It(e,g=>It(g.values,w=>w.value??0))??1,h=Bl([zt(r[0]),zt(r[r.length-1])],[l.left,l.right]),m=Ie([0,f||1],[l.bottom,l.top]).
nice(4),d=e.map(g=>{let w=g.values.filter(v=>v.value!==null);return m(w.length?w[w.length-1].value:0)}),p=Hy(d,14,l.top+4,l.bottom);return c("svg",{width:o,height:u,
role:"group","aria-label":t,children:[c("g",{class:"grid",children:[m.ticks(4).map(g=>c("g",{children:[c("line",{x1:l.left,x2:l.right,y1:m(g),y2:m(g)}),c("text",
{x:l.left-6,y:m(g)+4,"text-anchor":"end",children:i(g)})]},g)),c(Wy,{days:r,x:h,y:u-6,width:l.right-l.left})]}),e.map((g,w)=>c("g",{style:{color:ct(w)},children:[
c("path",{class:"line",d:Rt().defined(v=>v.value!==null).x(v=>h(zt(v.day))).y(v=>m(v.value??0)).curve(hc)(g.values)??""}),g.values.map(v=>v.value!==null&&c("cir\
cle",{class:"dot",cx:h(zt(v.day)),cy:m(v.value),r:"2.5",children:c("title",{children:`${P(g.name)}, ${Le(v.day)}: ${n?ue(v.value):G(v.value)}`})},v.day)),c("pat\
h",{class:"leader",d:`M${l.right+2},${d[w]}L${l.right+8},${p[w]}`}),c(Mc,{href:g.href,children:c("text",{class:"name",x:l.right+11,y:p[w]+4,children:is(P(g.name),
a-12)})})]},g.name))]})}})}function is(e,t){let n=Math.max(4,Math.floor(t/6.4));return e.length>n?`${e.slice(0,n-1)}…`:e}function Mc({href:e,children:t}){return e?
c("a",{href:e,children:t}):c(R,{children:t})}function Wy({days:e,x:t,y:n,width:r}){let i=[],o=1/0;for(let s of[...e].reverse())t(zt(s))>o-Math.min(76,r/2)||(i.unshift(
s),o=t(zt(s)));return c(R,{children:i.map((s,a)=>c("text",{x:t(zt(s)),y:n,"text-anchor":a===0&&s===e[0]?"start":"middle",children:Le(s).replace(/\s\d{4}$/,"")},
s))})}function Yy({series:e}){let t=e.map(n=>({name:n.name,value:n.values[0]?.value??null,href:n.href}));return c(Qn,{rows:t})}function Qn({rows:e,say:t=G}){let n=It(
e,r=>r.value??0)||1;return c("div",{class:"bars",role:"list",children:e.map(r=>c("div",{role:"listitem",class:"bar",children:[c("span",{class:"bar-name",children:r.
href?c("a",{href:r.href,children:P(r.name)}):P(r.name)}),c("span",{class:"bar-track",children:c("span",{class:"bar-fill",style:{width:`${(r.value??0)/n*100}%`}})}),
c("span",{class:"bar-value",children:[r.value===null?$.few(k.minimum_cell):t(r.value),r.note&&r.value!==null?c("span",{class:"quiet",children:[" ",r.note]}):null]})]},
r.name))})}function Ec({rows:e,keys:t,label:n}){return c(R,{children:[c(Tc,{names:t.map(r=>$.causes[r]??P(r))}),c(pt,{children:r=>{let o={left:46,right:r-6,top:8,
bottom:168},s=dc().keys(t.flatMap(m=>[`entry ${m}`,`exit ${m}`])).value((m,d)=>m.parts[d]??0).offset(mc)(e),[a,u]=sn(s.flat(2)),l=Do(e.map(m=>m.day),[o.left,o.right]).
padding(.25),f=Ie([a,u||1],[o.bottom,o.top]).nice(4),h=Math.ceil(e.length/Math.max(2,Math.floor((o.right-o.left)/80)));return c("svg",{width:r,height:190,role:"\
img","aria-label":n,children:[c("g",{class:"grid",children:[f.ticks(4).map(m=>c("g",{class:m===0?"zero":"",children:[c("line",{x1:o.left,x2:o.right,y1:f(m),y2:f(
m)}),c("text",{x:o.left-6,y:f(m)+4,"text-anchor":"end",children:Ae(Math.abs(m))})]},m)),e.map((m,d)=>d%h===0&&c("text",{x:l(m.day)+l.bandwidth()/2,y:185,"text-a\
nchor":"middle",children:Le(m.day).replace(/\s\d{4}$/,"")},m.day))]}),s.map(m=>{let[d,...p]=m.key.split(" "),g=t.indexOf(p.join(" "));return m.map(w=>{let v=Math.
abs(f(w[0])-f(w[1]));return v>0?c("rect",{class:d,x:l(w.data.day),width:Math.min(l.bandwidth(),48),y:f(Math.max(w[0],w[1])),height:v,style:{color:ct(g)},children:c(
"title",{children:`${Le(w.data.day)}, ${$.ways[d]}, ${$.causes[t[g]]??t[g]}: ${G(Math.abs(w[1]-w[0]))}`})},`${m.key} ${w.data.day}`):null})})]})}})]})}function Tc({
names:e}){return c("ul",{class:"legend",children:e.map((t,n)=>c("li",{children:[c("i",{style:{background:ct(n)},"aria-hidden":"true"}),t]},t))})}function Cc({flows:e,
label:t,order:n}){let r=e.filter(i=>i.value>0);return r.length?c(pt,{children:i=>{let o=[...new Set(r.flatMap(f=>[`0 ${f.from}`,`1 ${f.to}`]))],s=f=>n.indexOf(f.
slice(2));o.sort((f,h)=>s(f)-s(h));let a=Math.max(90,o.length*22),u=Math.min(150,i*.26),l=ui().nodeId(f=>f.id).nodeWidth(8).nodePadding(12).nodeSort((f,h)=>s(f.
id)-s(h.id)).extent([[u,6],[i-u,a-6]])({nodes:o.map(f=>({id:f})),links:r.map(f=>({source:`0 ${f.from}`,target:`1 ${f.to}`,value:f.value}))});return c("svg",{width:i,
height:a,role:"img","aria-label":t,children:[l.links.map((f,h)=>{let[m,d]=[f.source,f.target];return c("path",{class:"flow",d:ns()(f)??"","stroke-width":Math.max(
1,f.width??1),style:{color:ct(Math.max(0,s(m.id)))},children:c("title",{children:`${P(m.id.slice(2))} → ${P(d.id.slice(2))}: ${G(f.value)}`})},h)}),l.nodes.map(
f=>{let h=f.id.startsWith("0");return c("g",{style:{color:ct(Math.max(0,s(f.id)))},children:[c("rect",{class:"flow-end",x:f.x0,y:f.y0,width:8,height:Math.max(1,
f.y1-f.y0)}),c("text",{class:"label",x:h?f.x0-6:f.x1+6,y:(f.y0+f.y1)/2+4,"text-anchor":h?"end":"start",children:[is(P(f.id.slice(2)),u-46)," ",Ae(f.value)]})]},
f.id)})]})}}):c("p",{class:"quiet",children:$.segments.nobodyMoved})}function yt({label:e,corner:t,columns:n,rows:r}){return c("div",{class:"scroll",tabIndex:0,
role:"region","aria-label":e,children:c("table",{class:"heat",children:[c("caption",{class:"hidden",children:e}),c("thead",{children:c("tr",{children:[c("th",{scope:"\
col",children:t}),n.map(i=>c("th",{scope:"col",class:"n",children:i},i))]})}),c("tbody",{children:r.map((i,o)=>c("tr",{children:[c("th",{scope:"row",children:i.
name}),i.cells.map((s,a)=>s===null?c("td",{},a):c("td",{class:"cell",title:s.title,style:s.part?{"--part":String(Math.round(Math.min(1,s.part)*100))}:void 0,children:s.
text},a))]},o))})]})})}function li({rows:e,label:t,reference:n,say:r=Ae,isLog:i}){let o=l=>i?Math.log(Math.max(l,1)):l,s=e.flatMap(l=>[l.low,l.high,l.value]).filter(
l=>l!==null).map(l=>o(l));n!==void 0&&s.push(o(n));let[a,u]=sn(s);return a===void 0?null:c(pt,{children:l=>{let f=Math.min(260,l*.4),h=26,m=e.length*h+22,d=Ie([
a,u===a?a+1:u],[f+8,l-64]),p=i?[3,6,12,25,50,100,200,400,800,1600].filter(g=>o(g)>=a&&o(g)<=u):d.ticks(Math.max(2,Math.floor((l-f)/110)));return c("svg",{width:l,
height:m,role:"group","aria-label":t,children:[c("g",{class:"grid",children:[p.map(g=>c("g",{class:g===n?"zero":"",children:[c("line",{x1:d(o(g)),x2:d(o(g)),y1:0,
y2:m-18}),c("text",{x:d(o(g)),y:m-4,"text-anchor":"middle",children:r(g)})]},g)),n!==void 0&&!p.includes(n)&&c("g",{class:"zero",children:c("line",{x1:d(o(n)),x2:d(
o(n)),y1:0,y2:m-18})})]}),e.map((g,w)=>{let v=w*h+h/2;return c("g",{children:[c(Mc,{href:g.href,children:c("text",{class:"label",x:0,y:v+4,children:[is(g.name,f),
c("title",{children:g.name})]})}),g.low!==null&&g.high!==null&&c("line",{class:"whisker",x1:d(o(g.low)),x2:d(o(g.high)),y1:v,y2:v}),g.value!==null&&c("circle",{
class:"point",cx:d(o(g.value)),cy:v,r:"4",children:c("title",{children:`${g.name}: ${g.text}${g.note?`, ${g.note}`:""}`})}),c("text",{class:"label number",x:l,y:v+
4,"text-anchor":"end",children:g.text})]},w)})]})}})}function Sc({points:e,label:t}){return c(pt,{children:n=>{let r=Math.min(n,460),i=Math.min(r*.72,320),o={left:46,
right:r-10,top:8,bottom:i-38},s=Ie([0,1],[o.left,o.right]),a=Math.min(0,...e.map(l=>l[1])),u=Ie([a,1],[o.bottom,o.top]);return c("svg",{width:r,height:i,role:"i\
mg","aria-label":t,children:[c("g",{class:"grid",children:[[0,.25,.5,.75,1].map(l=>c("g",{children:[c("line",{x1:o.left,x2:o.right,y1:u(l),y2:u(l)}),c("text",{x:o.
left-6,y:u(l)+4,"text-anchor":"end",children:ue(l)}),c("text",{x:s(l),y:o.bottom+16,"text-anchor":"middle",children:ue(l)})]},l)),c("text",{x:(o.left+o.right)/2,
y:i-4,"text-anchor":"middle",children:$.customers.shareOfCustomers})]}),c("path",{class:"area",style:{color:ct(0)},d:ic(l=>s(l[0]),l=>u(l[0]),l=>u(l[1]))(e)??""}),
c("path",{class:"leader",d:`M${s(0)},${u(0)}L${s(1)},${u(1)}`}),c("path",{class:"line",style:{color:ct(0)},d:Rt(l=>s(l[0]),l=>u(l[1]))(e)??""})]})}})}function Nc({
rows:e,names:t,label:n,axis:r}){return c(R,{children:[c(Tc,{names:t}),c(pt,{children:i=>{let o=Math.min(i,560),s=230,a={left:52,right:o-12,top:8,bottom:s-38},u=Ie(
sn(e,f=>f.at),[a.left+8,a.right]),l=Ie([0,It(e,f=>Math.max(...f.values))||1],[a.bottom,a.top]).nice(4);return c("svg",{width:o,height:s,role:"img","aria-label":n,
children:[c("g",{class:"grid",children:[l.ticks(4).map(f=>c("g",{children:[c("line",{x1:a.left,x2:a.right,y1:l(f),y2:l(f)}),c("text",{x:a.left-6,y:l(f)+4,"text-\
anchor":"end",children:Ae(f)})]},f)),e.map(f=>c("text",{x:u(f.at),y:a.bottom+16,"text-anchor":"middle",children:f.at},f.at)),c("text",{x:(a.left+a.right)/2,y:s-
4,"text-anchor":"middle",children:r})]}),t.map((f,h)=>c("g",{style:{color:ct(h)},children:[c("path",{class:"line",d:Rt(m=>u(m.at),m=>l(m.values[h]))(e)??""}),e.
map(m=>c("circle",{class:"dot",cx:u(m.at),cy:l(m.values[h]),r:"3",children:c("title",{children:`${f}, ${m.at}: ${ve(m.values[h])}`})},m.at))]},f))]})}})]})}function $c({
points:e,today:t,label:n,axis:r}){return c(pt,{children:i=>{let o=Math.min(i,520),s=190,a={left:46,right:o-12,top:14,bottom:s-36},u=Ie(sn(e,h=>h.at),[a.left,a.right]),
l=Ie([0,It(e,h=>h.value??0)||1],[a.bottom,a.top]).nice(4),f=e.filter(h=>h.value!==null);return c("svg",{width:o,height:s,role:"img","aria-label":n,children:[c("\
g",{class:"grid",children:[l.ticks(4).map(h=>c("g",{children:[c("line",{x1:a.left,x2:a.right,y1:l(h),y2:l(h)}),c("text",{x:a.left-6,y:l(h)+4,"text-anchor":"end",
children:Ae(h)})]},h)),u.ticks(Math.max(2,Math.floor((a.right-a.left)/70))).map(h=>c("text",{x:u(h),y:a.bottom+15,"text-anchor":"middle",children:ve(h)},h)),c("\
text",{x:(a.left+a.right)/2,y:s-4,"text-anchor":"middle",children:r}),c("g",{class:"zero",children:c("line",{x1:u(t),x2:u(t),y1:a.top,y2:a.bottom})}),c("text",{
x:u(t),y:a.top-3,"text-anchor":"middle",children:ve(t)})]}),c("g",{style:{color:ct(0)},children:[c("path",{class:"line",d:Rt(h=>u(h.at),h=>l(h.value??0)).defined(
h=>h.value!==null)(e)??""}),f.map(h=>c("circle",{class:"dot",cx:u(h.at),cy:l(h.value),r:h.at===t?4.5:h.isCliff?4:2.5,children:c("title",{children:`${ve(h.at)}: ${G(
h.value)}`})},h.at))]})]})}})}var H=$.front;function Vy(){let{as_of:e,generation:t}=k.front,n=[],r="none";if(e&&t){let s=Rs(e,t.published_at);n.push(H.freshDay(s)),r=s<=1?"good":s<=7?"look":
"bad"}let i=k.sources.filter(s=>s.status),o=i.filter(s=>s.status!=="pass"&&s.status!=="success");return o.length?(n.push(H.sourcesOld(o.length)),r=o.some(s=>s.status!==
"warn")?"bad":r==="bad"?r:"look"):i.length&&(n.push(H.sourcesGood(i.length)),r==="none"&&(r="good")),n.length||n.push(H.notMeasured),{tone:r,says:n}}function Xy(){
let e={};for(let r of k.nodes)for(let[i,o]of Object.entries(r[9]))e[i]=(e[i]??0)+o;let[t,n]=[(e.fail??0)+(e.error??0)+(e.interrupted??0),e.warn??0];return Object.
keys(e).length?{tone:t?"bad":n?"look":"good",says:[H.verdicts(e.pass??0,n,t)]}:{tone:"none",says:[H.untested]}}function Gy(){let e=k.last_run;return e?{tone:e.finished&&
!e.not_published?"good":"bad",says:[`${e.command}, ${Fe(e.at)}, ${Re(e.seconds)}`,H.nodes(k.nodes.length)]}:{tone:"none",says:[$.runs.none]}}function Zy(){let e=k.
families.filter(o=>o.is_built);if(!k.families.length)return{tone:"none",says:[$.segments.none]};let t=[H.builtOf(e.length,k.families.length)],n=e.filter(o=>o.mode===
"exclusive"&&o.everyone&&o.segments.every(s=>s.members!==null)),r=n.filter(o=>o.segments.reduce((s,a)=>s+a.members,0)>=o.everyone);return n.length&&t.push(H.everyone(
r.length,n.length)),{tone:e.length===k.families.length&&r.length===n.length?"good":e.length?"look":"bad",says:t}}function Qy(){let e=k.front.figures,t=k.measures_stability,
n=k.front.decisions.filter(r=>r.kind==="unstable_families"||r.kind==="drifted_features");return!t||!e?{tone:"none",says:[H.notMeasured]}:{tone:n.length?"look":"\
good",says:[H.flagged(n.length)]}}function Ky(){let e=ne(k.front.figures.main_channels),t=k.families.find(i=>i.name===k.front.main_family);if(!e.length||!t||t.mode!==
"exclusive")return{tone:"none",says:[H.notMeasured]};let n=new Map;for(let i of e){let o=n.get(i.channel)??[0,0];n.set(i.channel,[o[0]+(i.reachable??0),o[1]+i.members])}
let r=[...n].map(([i,[o,s]])=>[i,s?o/s:0]).sort((i,o)=>o[1]-i[1]);return{tone:r[0][1]>=.5?"good":r[0][1]>=.2?"look":"bad",says:[H.reached(ue(r[0][1]),r[0][0]),r.
slice(1,4).map(([i,o])=>`${i} ${ue(o)}`).join(", ")].filter(Boolean)}}var Jy={good:H.good,look:H.look,bad:H.bad,none:H.unknown},ev={good:"✓",look:"!",bad:"✕",
none:"·"};function _n({title:e,of:t}){return c("section",{class:`card ${t.tone}`,children:[c("h2",{children:e}),c("p",{class:"verdict",children:[c("span",{"ari\
a-hidden":"true",children:ev[t.tone]})," ",Jy[t.tone]]}),t.says.map(n=>c("p",{children:n},n))]})}function tv(e){switch(e.kind){case"test":{let t=e.verdict==="wa\
rn"?H.warning(e.failures):e.verdict==="fail"?H.failing(e.failures):H.other;return c(R,{children:[c(Ue,{of:e.verdict,quiet:!0})," ",c("a",{href:B.node(e.node),children:e.
name})," ",t,e.description?`. ${e.description}`:""]})}case"run":return c(R,{children:[c("a",{href:"#/runs",children:H.runFailed(e.command)}),e.failed.length?`: ${e.
failed.join(", ")}`:""]});case"source":return c(R,{children:[c(Ue,{of:e.status,quiet:!0})," ",c("a",{href:B.node(e.node),children:k.nodes[e.node][1]})," ",H.sourceOld(
Ht(e.age))]});case"review":return c(R,{children:[c("a",{href:B.family(e.family),children:P(e.family)})," ",e.days<0?H.overdue(-e.days):H.due(e.days),e.owner?` (${e.
owner})`:""]});case"unstable_families":return c(R,{children:[c("a",{href:B.family(e.family),children:P(e.family)})," ",H.drifted]});case"drifted_features":return c(
R,{children:[c("code",{children:e.feature})," ",H.drifted]});case"fairness_alarms":return c(R,{children:[c("a",{href:B.segment(e.family,e.segment),children:[P(e.
family),": ",P(e.segment)]})," ",H.alarm(`${e.trait} ${e.trait_group}`)]});default:return c(R,{children:[H.notBuilt," ",e.families.map(P).join(", ")]})}}function nv(){
let[e,t]=K(!1),n=k.front.decisions;if(!n.length)return c("p",{class:"quiet",children:H.nothing});let r=e?n:n.slice(0,8);return c(R,{children:[c("ul",{class:"dec\
isions",children:r.map((i,o)=>c("li",{children:[c("span",{class:"kind",children:H.kinds[i.kind]??i.kind}),c("span",{children:tv(i)})]},o))}),r.length<n.length&&
c("button",{class:"more",onClick:()=>t(!0),children:H.more(n.length-r.length)})]})}function os(e,t=k.front.figures.main_sizes){let n=ne(t),r=[...new Set(n.map(i=>i.
as_of_date))].sort();return new Map(e.segments.map(i=>{let o=new Map(n.filter(s=>s.segment===i.name).map(s=>[s.as_of_date,s.members]));return[i.name,r.map(s=>o.
has(s)?o.get(s):null)]}))}function ss({family:e,trends:t}){let n=$.segments;return c(ge,{label:P(e.name),rows:e.segments,columns:[{name:n.segment,wide:!0,of:r=>c(
R,{children:[c("a",{class:"strong",href:B.segment(e.name,r.name),children:P(r.name)}),c("div",{class:"quiet small",children:r.description})]}),by:r=>r.name},{name:n.
members,number:!0,of:r=>c(st,{of:r.members}),by:r=>r.members},{name:n.share,number:!0,of:r=>c(rv,{of:r.share}),by:r=>r.share},{name:n.change,number:!0,of:r=>c(Uu,
{of:r.change}),by:r=>r.change},{name:n.trend,of:r=>c(kc,{values:t.get(r.name)??[],label:`${P(r.name)}: ${n.trend}`})}]})}function rv({of:e}){return e===null?c("\
span",{class:"quiet",children:se}):c("span",{class:"share",children:[c("span",{class:"share-track","aria-hidden":"true",children:c("span",{style:{width:`${Math.
min(100,e*100)}%`}})}),ue(e)]})}function iv(){return c("ul",{class:"moved",children:(k.last_run?.slowest??[]).slice(0,8).map(([e,t])=>{let n=Je.get(e),r=e.split(
".").slice(2).join(".");return c("li",{children:[n===void 0?c("span",{children:r}):c("a",{href:B.node(n),children:r}),c("span",{}),c("span",{class:"n",children:Re(
t)}),c("span",{})]},e)})})}function Oc(){let{as_of:e,generation:t,moved:n}=k.front,r=k.families.find(o=>o.name===k.front.main_family),i=k.last_run;return c(te,{
title:P(k.project),lead:t?c(R,{children:[e?c(R,{children:[H.asOf," ",c("b",{children:Le(e)})," · "]}):null,H.published," ",Fe(t.published_at)," · ",H.generation,
" ",t.number]}):H.neverBuilt,children:[c("div",{class:"cards",children:[c(_n,{title:H.fresh,of:Vy()}),k.families.length>0?c(R,{children:[c(_n,{title:H.complete,
of:Zy()}),c(_n,{title:H.stable,of:Qy()}),c(_n,{title:H.reachable,of:Ky()})]}):c(R,{children:[c(_n,{title:H.tests,of:Xy()}),c(_n,{title:H.lastRun,of:Gy()})]})]}),
c("div",{class:"columns",children:[c("section",{children:[c("h2",{children:[H.decide," ",c("span",{class:"badge",children:k.front.decisions.length})]}),c(nv,{})]}),
c("section",{children:[c("h2",{children:k.families.length?H.moved:H.slowest}),k.families.length?n.length?c("ul",{class:"moved",children:n.slice(0,8).map(([o,s,a,
u])=>c("li",{children:[c("a",{href:B.segment(o,s),children:P(s)}),c("span",{class:"quiet",children:[" ",P(o)]}),c("span",{class:"n",children:Bt(u)}),c("span",{class:"\
n quiet",children:G(a)})]},`${o}.${s}`))}):c("p",{class:"quiet",children:H.movedNone}):c(iv,{}),k.has_changes&&c("p",{class:"last-run",children:c("a",{href:"#/c\
hanges",children:$.changes.all})}),i&&c("p",{class:"last-run",children:[H.lastRun,": ",c("a",{href:"#/runs",children:[i.command,", ",Fe(i.at)]}),", ",Re(i.seconds),
"."," ",Object.entries(i.counts).map(([o,s])=>`${s} ${$.status[o]??o}`).join(", ")]})]})]}),r&&c("section",{children:[c("h2",{children:[H.main,": ",c("a",{href:B.
family(r.name),children:P(r.name)})]}),c("p",{class:"quiet",children:r.purpose??r.description}),c(ss,{family:r,trends:os(r)})]}),k.front.left_out.length>0&&c("d\
etails",{children:[c("summary",{children:H.leftOut}),c("ul",{children:k.front.left_out.map(o=>c("li",{children:o},o))})]})]})}var O=$.segments;function Ic(){return k.families.length?c(te,{title:O.title,lead:O.intro,children:c(ge,{label:O.title,rows:k.families,columns:[{name:O.family,wide:!0,
of:e=>c(R,{children:[c("a",{class:"strong",href:B.family(e.name),children:P(e.name)}),c("div",{class:"quiet small",children:e.purpose??e.description.split(`
`)[0]})]}),by:e=>e.name},{name:O.segmentCount,number:!0,of:e=>e.segments.length,by:e=>e.segments.length},{name:O.largest,of:e=>c(ov,{family:e})},{name:O.owner,of:e=>e.
owner??se,by:e=>e.owner},{name:O.review,of:e=>c(Ac,{of:e}),by:e=>e.review_by}]})}):c(te,{title:O.title,children:c("p",{children:O.none})})}function ov({family:e}){
let t=e.segments.filter(n=>n.members!==null).sort((n,r)=>r.members-n.members);return t.length?c(R,{children:[P(t[0].name)," ",c("span",{class:"quiet",children:ue(
t[0].share)})]}):c(R,{children:se})}function Ac({of:e}){return e.review_by?c(R,{children:[Le(e.review_by),e.is_overdue?c("span",{class:"status look",children:["\
 ! ",O.overdue]}):null]}):c(R,{children:se})}function Lc({family:e}){let t=k.nodes[k.parents[e.node][0]];return c(Jt,{of:[[O.purpose,e.purpose],[O.owner,e.owner],
[O.review,e.review_by?c(Ac,{of:e}):null],[O.mode,e.mode==="exclusive"?O.exclusive:O.overlapping],[O.everyone,t?c(R,{children:[c("a",{href:B.node(k.parents[e.node][0]),
children:t[1]}),e.everyone?` (${G(e.everyone)})`:""]}):null],[O.asOf,e.as_of?Le(e.as_of):null],[O.table,c("a",{href:B.node(e.node),children:k.nodes[e.node][1]})]]})}
function Fc({name:e,segment:t}){let n=k.families.findIndex(s=>s.name===e),r=k.families[n],i=Ce(r?`family-${n}`:null);if(!r)return c(te,{title:e,children:c("p",{
children:$.notFound})});let o=t===void 0?void 0:r.segments.find(s=>s.name===t);return t!==void 0&&!o?c(te,{title:t,children:c("p",{children:$.notFound})}):c(Oe,
{of:i,children:s=>o?c(uv,{family:r,page:s,line:o}):c(sv,{family:r,page:s})})}function Pc(e,t,n){let r=ne(t);return e.segments.filter(i=>!n||i.name===n).map(i=>({
name:i.name,href:n?void 0:B.segment(e.name,i.name),values:r.filter(o=>o.segment===i.name).map(o=>({day:o.as_of_date,value:o.members}))})).filter(i=>i.values.length)}
function Qe(e,t,n="segment"){if(!e)return;let r=e.columns.indexOf(n);return{...e,rows:e.rows.filter(i=>i[r]===t)}}function sv({family:e,page:t}){let n=t.figures,
r=e.segments.map(i=>i.name);return c(te,{title:P(e.name),lead:e.description?c(Rn,{text:e.description}):void 0,children:[c(Lc,{family:e}),c(ss,{family:e,trends:os(
e,n.sizes)}),n.sizes&&new Set(ne(n.sizes).map(i=>i.as_of_date)).size>1&&c(de,{title:O.compare,figures:n.sizes,hidesPeople:!0,children:c(rs,{series:Pc(e,n.sizes),
label:O.compare})}),n.moves&&c(qc,{figures:n.moves,order:r}),n.migrations&&c(as,{figures:n.migrations,order:r,title:O.flows}),n.overlaps&&c(cv,{family:e,figures:n.
overlaps}),n.values&&c(de,{title:O.value,note:n.values.meanings.value,figures:n.values,children:c(li,{label:O.value,rows:av(n.values,r).map(i=>({name:P(i.segment),
value:i.value,low:i.value_low,high:i.value_high,text:Ae(i.value),href:B.segment(e.name,i.segment)})),reference:0})}),n.channels&&c(dv,{family:e,figures:n.channels}),
n.priorities&&c(zc,{figures:n.priorities,withSegment:!0}),n.experiments&&c(fi,{figures:n.experiments,withSegment:!0}),c("section",{children:[c("h2",{children:O.
rule}),c("p",{class:"quiet",children:e.mode==="exclusive"?O.firstWins:""}),t.segments.map(i=>c("div",{class:"rule",children:[c("h3",{children:c("a",{href:B.segment(
e.name,i.name),children:P(i.name)})}),c(Dc,{of:i,family:e})]},i.name))]}),c(Uc,{of:t.tests,node:e.node})]})}function av(e,t){return ne(e).sort((n,r)=>t.indexOf(
n.segment)-t.indexOf(r.segment))}function uv({family:e,page:t,line:n}){let r=t.figures,i=t.segments.find(u=>u.name===n.name),o=ne(Qe(r.personas,n.name))[0],s=ne(
Qe(r.values,n.name))[0],a=Qe(r.sizes,n.name);return c(te,{title:P(n.name),lead:c(R,{children:[c("p",{children:c("a",{href:B.family(e.name),children:P(e.name)})}),
c(Rn,{text:n.description})]}),children:[c("div",{class:"numbers",children:[c(ci,{name:O.members,value:c(st,{of:n.members})}),c(ci,{name:O.share,value:ue(n.share)}),
c(ci,{name:O.change,value:Bt(n.change)}),s&&c(ci,{name:O.worth,value:Ae(s.value),note:`${Ae(s.value_low)} – ${Ae(s.value_high)}`})]}),c("section",{children:[c(
"h2",{children:O.rule}),e.mode==="exclusive"&&e.segments[0].name!==n.name&&i.tree?c("p",{class:"quiet",children:O.firstWins}):null,c(Dc,{of:i,family:e}),c("p",{
class:"quiet small",children:[O.version," ",c("code",{children:i.version})]})]}),c(Lc,{family:e}),c(Jt,{of:[[O.lists,i.channels?O.listed(i.channels.join(", "),i.
priority?`${O.priorityWord} ${i.priority}`:""):O.listsNone]]}),o?.description&&c("section",{class:"persona",children:[c("h2",{children:[O.persona,": ",o.persona_name]}),
c("p",{children:o.description})]}),a&&new Set(ne(a).map(u=>u.as_of_date)).size>1&&c(de,{title:O.compare,figures:a,hidesPeople:!0,children:c(rs,{series:Pc(e,a,n.
name),label:O.compare})}),r.moves&&c(qc,{figures:Qe(r.moves,n.name),order:[n.name]}),r.curves&&c(lv,{figures:Qe(r.curves,n.name)}),r.profiles&&c(hv,{figures:Qe(
r.profiles,n.name)}),r.overlaps&&c(fv,{figures:Qe(r.overlaps,n.name)}),r.channels&&c(mv,{figures:Qe(r.channels,n.name)}),r.priorities&&c(zc,{figures:Qe(r.priorities,
n.name)}),r.experiments&&c(fi,{figures:Qe(r.experiments,n.name)}),c(Uc,{of:t.tests.filter(u=>u[0].split("_").join(" ").includes(n.name.split("_").join(" "))||!u[0].
startsWith("segment_")),node:e.node})]})}function ci({name:e,value:t,note:n}){return c("div",{children:[c("div",{class:"quiet small",children:e}),c("div",{class:"\
big",children:t}),n&&c("div",{class:"quiet small",children:n})]})}function Dc({of:e,family:t}){return e.tree?c("div",{class:"tree",children:c(Rc,{of:e.tree,on:k.
parents[t.node][0]})}):c("p",{children:O.otherwise})}function Rc({of:e,on:t}){if(e.word){let i={and:O.all,or:O.any,not:O.not}[e.word];return c(R,{children:[c("s\
pan",{class:"word",children:i}),c("ul",{children:e.parts.map((o,s)=>c("li",{children:c(Rc,{of:o,on:t})},s))})]})}let n=e.asks?.length===1&&/^in_segment\('[^']*'\)$/.
test(e.text)?e.asks[0]:null;if(n){let[i,o]=n.split(".");return c("a",{href:B.segment(i,o),children:[P(i)," = ",P(o)]})}let r=[...new Set((e.compares??[]).map(i=>i[0]))];
return c(R,{children:[c("code",{children:e.text}),k.has_columns&&t!==void 0&&r.map(i=>c("a",{class:"aside",href:B.column(t,i),"aria-label":`${$.column.title}: ${i}`,
children:O.comesFrom},i))]})}function qc({figures:e,order:t}){let[n,r]=K(""),i=ne(e).filter(u=>!n||u.segment===n),o=[...new Set(ne(e).map(u=>u.cause))].filter(u=>u!==
"start"&&u!==null).sort(),a=[...new Set(i.filter(u=>u.cause!=="start").map(u=>u.day))].sort().map(u=>{let l={};for(let f of i){if(f.day!==u||f.people===null||f.
cause==="start")continue;let h=`${f.direction} ${f.cause}`;l[h]=(l[h]??0)+(f.direction==="exit"?-f.people:f.people)}return{day:u,parts:l}});return c(de,{title:O.
moves,note:c(R,{children:[O.movesNote," ",O.start]}),figures:e,hidesPeople:!0,children:[t.length>1&&c(je,{label:O.segment,value:n,onChange:r,options:[["",O.allSegments],
...t.map(u=>[u,P(u)])]}),a.some(u=>Object.keys(u.parts).length)?c(Ec,{rows:a,keys:o,label:O.moves}):c("p",{class:"quiet",children:O.nobodyMoved})]})}function lv({
figures:e}){let t=ne(e);if(!t.length)return null;let n=new Map;for(let r of t){let i=`${r.condition}\0${r.number}`;n.set(i,[...n.get(i)??[],r])}return c(de,{title:O.
curves,note:O.curvesNote,figures:e,hidesPeople:!0,children:c("div",{class:"curves",children:[...n.values()].map((r,i)=>c($c,{label:`${O.curves}: ${r[0].condition}`,
axis:r[0].condition,today:r[0].number,points:r.map(o=>({at:o.threshold,value:o.members,isCliff:o.is_cliff}))},i))})})}function as({figures:e,order:t,title:n}){let r=ne(
e),i=[...new Set(r.map(d=>d.as_of_date))].sort().reverse(),[o,s]=K(i.find(d=>r.some(p=>p.as_of_date===d&&p.from_segment!==p.to_segment&&p.customers))??i[0]),a=r.
filter(d=>d.as_of_date===o),u=[...t,...new Set(a.flatMap(d=>[d.from_segment,d.to_segment]).filter(d=>!t.includes(d)))],l=a.filter(d=>d.from_segment!==d.to_segment).
map(d=>({from:d.from_segment,to:d.to_segment,value:d.customers??0})),f=u.filter(d=>a.some(p=>p.from_segment===d)),h=u.filter(d=>a.some(p=>p.to_segment===d)),m=(d,p)=>a.
find(g=>g.from_segment===d&&g.to_segment===p);return c(de,{title:n,figures:e,hidesPeople:!0,children:[i.length>1&&c(je,{label:O.day,value:o,onChange:s,options:i.
map(d=>[d,Le(d)])}),c(Cc,{flows:l,label:n,order:u}),c("h3",{children:O.matrix}),c("p",{class:"quiet small",children:O.matrixNote}),c(yt,{label:O.matrix,corner:"",
columns:h.map(P),rows:f.map(d=>{let p=a.filter(g=>g.from_segment===d).reduce((g,w)=>g+(w.customers??0),0);return{name:P(d),cells:h.map(g=>{let w=m(d,g);if(!w)return null;
let v=w.customers===null||!p?null:w.customers/p;return{text:w.customers===null?$.few(k.minimum_cell):G(w.customers),part:v,title:`${P(d)} → ${P(g)}: ${ue(v)}`}})}})})]})}
function cv({family:e,figures:t}){let n=ne(t),r=[...new Set(n.map(h=>h.other_family))].sort(),o=[k.front.main_family,k.front.lifecycle].filter(h=>h!==e.name&&r.
includes(h??""))[0]??r[0],[s,a]=K(o),u=n.filter(h=>h.other_family===s),l=k.families.find(h=>h.name===s)?.segments.map(h=>h.name)??[],f=[...new Set(u.map(h=>h.other_segment))].
sort((h,m)=>l.indexOf(h)-l.indexOf(m));return c(de,{title:O.overlap,note:O.overlapNote,figures:t,hidesPeople:!0,children:[c(je,{label:O.against,value:s,onChange:a,
options:r.map(h=>[h,P(h)])}),c(yt,{label:O.overlap,corner:"",columns:f.map(P),rows:e.segments.map(h=>({name:c("a",{href:B.segment(e.name,h.name),children:P(h.name)}),
cells:f.map(m=>{let d=u.find(g=>g.segment===h.name&&g.other_segment===m);if(!d)return null;let p=d.shared_members===null?null:d.shared_members/d.members;return{
text:p===null?"·":ue(p),part:p,title:d.shared_members===null?$.few(k.minimum_cell):`${G(d.shared_members)} / ${G(d.members)}`}})}))})]})}function fv({figures:e}){
let t=ne(e).filter(n=>n.lift!==null&&n.shared_members).sort((n,r)=>r.lift-n.lift).slice(0,12);return t.length?c(de,{title:O.overlapOf,note:O.overlapOfNote,figures:e,
hidesPeople:!0,children:c(Qn,{say:n=>`${ve(n)}×`,rows:t.map(n=>({name:`${n.other_family}: ${n.other_segment.replace(/_/g," ")}`,value:n.lift,href:B.segment(n.other_family,
n.other_segment),note:ue(n.shared_members/n.members)}))})}):null}function hv({figures:e}){let t=r=>Math.abs(Math.log(Math.max(r.trait_index,1)/100)),n=ne(e).filter(
r=>r.is_distinct&&r.trait_index!==null).sort((r,i)=>t(i)-t(r)).slice(0,16);return n.sort((r,i)=>i.trait_index-r.trait_index),c(de,{title:O.profile,note:n.length?
O.profileNote:O.profileNone,figures:e,children:n.length>0&&c(li,{label:O.profile,reference:100,isLog:!0,say:ve,rows:n.map(r=>({name:`${r.feature.replace(/_/g," ")}\
: ${r.level}`,value:r.trait_index,low:r.index_low,high:r.index_high,text:ve(r.trait_index),note:`${ue(r.share_in_segment)} / ${ue(r.share_in_all)}`}))})})}function dv({
family:e,figures:t}){let n=ne(t),r=[...new Set(n.map(i=>i.channel))].sort();return c(de,{title:O.channels,note:O.channelsNote,figures:t,hidesPeople:!0,children:c(
yt,{label:O.channels,corner:"",columns:r.map(P),rows:e.segments.map(i=>({name:c("a",{href:B.segment(e.name,i.name),children:P(i.name)}),cells:r.map(o=>{let s=n.
find(u=>u.segment===i.name&&u.channel===o);if(!s)return null;let a=s.reachable===null?null:s.reachable/s.members;return{text:a===null?"·":ue(a),part:a,title:`${s.
reachable===null?$.few(k.minimum_cell):G(s.reachable)} / ${G(s.members)}`}})}))})})}function mv({figures:e}){let t=ne(e);if(!t.length)return null;let n=e.columns.
filter(i=>i.startsWith("blocked_by_")),r=[O.reachable,...n.map(i=>$.blocked[i]??P(i.slice(11)).toLowerCase())];return c(de,{title:O.channels,note:O.channelsNote,
figures:e,hidesPeople:!0,children:c(yt,{label:O.channels,corner:"",columns:r,rows:t.map(i=>({name:P(i.channel),cells:["reachable",...n].map(o=>{let s=i[o]===null?
null:i[o]/i.members;return{text:s===null?"·":ue(s),part:s,title:i[o]===null?$.few(k.minimum_cell):G(i[o])}})}))})})}function zc({figures:e,withSegment:t}){let n=ne(
e).slice(0,14);return n.length?c(de,{title:O.priorities,note:O.prioritiesNote,figures:e,children:c(li,{label:O.priorities,reference:0,rows:n.map(r=>({name:`${t?
`${P(r.segment)}, `:""}${t?r.channel:P(r.channel)}`,note:r.finding,value:r.value_per_contact,low:r.value_low,high:r.value_high,text:ve(r.value_per_contact)}))})}):
null}function fi({figures:e,withSegment:t,title:n}){let r=ne(e);if(!r.length)return null;let i=o=>o.segment?P(o.segment):O.everybody;return c(de,{title:n??O.experiments,
note:O.experimentsNote,figures:e,children:c(ge,{label:O.experiments,rows:r,columns:[{name:O.experiment,of:o=>c(R,{children:[P(o.experiment),c("div",{class:"quie\
t small",children:[o.arm,t&&i(o),o.by_segment&&P(o.by_segment)].filter(Boolean).join(", ")})]}),by:o=>o.experiment},{name:O.metric,of:o=>P(o.metric),by:o=>o.metric},
{name:O.difference,number:!0,of:o=>ve(o.difference),by:o=>o.difference},{name:O.interval,of:o=>c(pv,{low:o.interval_low,high:o.interval_high,value:o.difference})},
{name:O.verdict,wide:!0,of:o=>o.verdict??se,by:o=>o.verdict},{name:O.decided,of:o=>Le(o.decided_on),by:o=>o.decided_on}]})})}function pv({low:e,high:t,value:n}){
if(e===null||t===null)return c("span",{class:"quiet",children:se});let r=Math.max(Math.abs(e),Math.abs(t))||1,i=o=>60+o/r*54;return c("svg",{width:"120",height:"\
20",role:"img","aria-label":`${ve(e)} – ${ve(t)}`,children:[c("g",{class:"grid",children:c("g",{class:"zero",children:c("line",{x1:"60",x2:"60",y1:"2",y2:"18"})})}),
c("line",{class:"whisker",x1:i(e),x2:i(t),y1:"10",y2:"10"}),n!==null&&c("circle",{class:"point",cx:i(n),cy:"10",r:"3.5"}),c("title",{children:`${ve(e)} – ${ve(
t)}`})]})}function Uc({of:e,node:t}){return e.length?c("section",{children:[c("h2",{children:O.tests}),c("ul",{class:"tests",children:e.map(([n,,r])=>c("li",{children:[
c(Ue,{of:r,quiet:!0})," ",c("a",{href:B.node(t),children:n})]},n))})]}):null}var re=$.customers;function jc(){let e=Ce(k.has_customers?"customers":null),t=k.families.find(r=>r.name===k.front.lifecycle);return!k.has_customers&&!t?c(te,{title:re.
title,children:c("p",{children:re.none})}):c(te,{title:re.title,children:[t&&c(de,{title:re.lifecycle,note:re.lifecycleNote,children:c(Qn,{rows:t.segments.map(r=>({
name:r.name,value:r.members,note:ue(r.share),href:B.segment(t.name,r.name)}))})}),k.has_customers&&c(Oe,{of:e,children:r=>c(R,{children:[r.rfm&&c(gv,{figures:r.
rfm}),t&&r.lifecycle&&c(as,{figures:r.lifecycle,order:t.segments.map(i=>i.name),title:re.lifecycleFlows}),r.concentration&&c(_v,{figures:r.concentration}),r.retention&&
c(vv,{figures:r.retention}),r.predictions&&c(bv,{figures:r.predictions}),r.experiments&&c(fi,{figures:r.experiments,title:re.experiments})]})})]})}function gv({
figures:e}){let t=ne(e),n=[...new Set(t.map(o=>o.recency_score))].sort((o,s)=>s-o),r=[...new Set(t.map(o=>o.frequency_score))].sort((o,s)=>o-s),i=Math.max(...t.
map(o=>o.customers??0));return c(de,{title:re.rfm,note:re.rfmNote,figures:e,hidesPeople:!0,children:c(yt,{label:re.rfm,corner:`${re.recency} ↓  ${re.frequency}\
 →`,columns:r.map(String),rows:n.map(o=>({name:String(o),cells:r.map(s=>{let a=t.find(u=>u.recency_score===o&&u.frequency_score===s);return a?a.customers===null?
{text:$.few(k.minimum_cell),part:null}:{text:G(a.customers),part:a.customers/i,title:`${re.monetary}: ${G(a.monetary)}`}:null})}))})})}function _v({figures:e}){
let t=ne(e),[n,r]=[t.reduce((u,l)=>u+l.customers,0),t.reduce((u,l)=>u+l.value,0)],i=[[0,0]],[o,s]=[0,0];for(let u of t)o+=u.customers/n,s+=r?u.value/r:0,i.push(
[o,s]);let a=i.reduce((u,l)=>l[0]<=.8+1e-9?l:u,i[0]);return c(de,{title:re.concentration,note:re.concentrationNote(ue(1-a[1])),figures:e,children:c(Sc,{points:i,
label:re.concentration})})}function yv(e){return $.quarter(Math.floor(e/4),e%4+1)}function vv({figures:e}){let t=ne(e),n=[...new Set(t.map(o=>o.cohort))].sort((o,s)=>o-
s).slice(-16),r=[...new Set(t.filter(o=>n.includes(o.cohort)).map(o=>o.since))].sort((o,s)=>o-s),i=(o,s)=>t.find(a=>a.cohort===o&&a.since===s);return c(de,{title:re.
retention,note:re.retentionNote,figures:e,hidesPeople:!0,children:c(yt,{label:re.retention,corner:re.cohort,columns:[re.size,...r.slice(1).map(o=>`+${o}`)],rows:n.
map(o=>{let s=i(o,0)?.customers??null;return{name:yv(o),cells:r.map(a=>{let u=i(o,a);if(a===0)return{text:G(s),part:null};if(!u)return null;let l=u.customers===
null||!s?null:u.customers/s;return{text:l===null?"·":ue(l),part:l,title:u.customers===null?$.few(k.minimum_cell):G(u.customers)}})}})})})}function bv({figures:e}){
let t=ne(e),n=[...new Set(t.map(o=>o.model))],[r,i]=K(n[0]);return c(de,{title:re.predictions,note:re.predictionsNote,figures:e,children:[n.length>1&&c(je,{label:re.
model,value:r,onChange:i,options:n.map(o=>[o,o])}),c(Nc,{label:re.predictions,axis:re.decile,names:[re.predicted,re.actual],rows:t.filter(o=>o.model===r).map(o=>({
at:o.decile,values:[o.expected_orders,o.actual_orders]}))})]})}var Bc=[8,4,2,1];function wv(e,t){let n=e.toLowerCase().indexOf(t);if(n<0)return e.slice(0,140);let r=Math.max(0,n-60);return`${r?"…":""}${e.slice(r,n+100).replace(
/\s+/g," ")}`}function xv(e,t){let n=e.toLowerCase().split(/\s+/).filter(Boolean);if(!n.length)return[];let r=[];for(let i of k.families){let o=[[i.name,i.description+
(i.purpose??""),B.family(i.name),$.segments.family],...i.segments.map(s=>[s.name,s.description,B.segment(i.name,s.name),`${$.segments.segment}, ${P(i.name)}`])];
for(let[s,a,u,l]of o){let[f,h]=[P(s),`${s} ${P(s)} ${a}`.toLowerCase()];if(n.every(m=>h.includes(m))){let m=n.every(d=>`${s} ${f}`.toLowerCase().includes(d));r.
push({title:f,kind:l,link:u,excerpt:a.slice(0,140),score:m?60-s.length/10:5})}}}return k.nodes.forEach((i,o)=>{let s=i[1].toLowerCase(),a=t[o].map(h=>h.toLowerCase()),
u=0,l=-1;for(let h of n){let m=s.includes(h)?20+(s===h?30:0):0;if(a.forEach((d,p)=>{d.includes(h)&&(m<Bc[p]&&(l=p),m=Math.max(m,Bc[p]))}),!m)return;u+=m}let f=l>=
0?wv(t[o][l],n.find(h=>a[l].includes(h))):t[o][0].slice(0,140);r.push({title:i[1],kind:i[2],link:B.node(o),excerpt:f,score:u-s.length/100})}),r.sort((i,o)=>o.score-
i.score)}function Hc({query:e}){let t=Ce("search");return c(te,{title:$.search,children:c(Oe,{of:t,children:n=>c(kv,{query:e,entries:n})})})}function kv({query:e,
entries:t}){let n=dt(()=>xv(e,t),[e,t]);return c(R,{children:[c("p",{class:"quiet","aria-live":"polite",children:e?n.length?$.found(n.length,e):$.searchEmpty:$.
searchHint}),c("ol",{class:"hits",children:n.slice(0,60).map((r,i)=>c("li",{children:[c("a",{class:"strong",href:r.link,children:r.title})," ",c("span",{class:"\
quiet small",children:r.kind}),c("div",{class:"small",children:r.excerpt})]},i))})]})}window.seg={put:Fs};function us(){return location.hash.replace(/^#\/?/,"").split("/").map(e=>{try{return decodeURIComponent(e)}catch{return e}})}function Mv({at:e}){
switch(e[0]){case"":return c(Oc,{});case"segments":return c(Ic,{});case"family":return c(Fc,{name:e[1],segment:e[2]},e.slice(1).join("."));case"changes":return c(
Ju,{});case"customers":return c(jc,{});case"models":return c(ju,{});case"node":return c(Bu,{id:e.slice(1).join("/")});case"sources":return c(Hu,{});case"lineage":
return c(Qu,{id:e[1]});case"column":return c(Ku,{id:e[1],column:e[2]??""},e.slice(1).join("/"));case"runs":return c(Wu,{});case"search":return c(Hc,{query:e.slice(
1).join("/")});default:return c("p",{children:$.notFound})}}function Ev(){let e={segments:k.families.length>0,customers:k.has_customers||k.front.lifecycle!==null,
sources:k.sources.length>0,changes:k.has_changes};return Object.entries($.nav).filter(([t])=>e[t]??!0).map(([t,n])=>[t==="overview"?"":t,n])}function Tv(){let[e,
t]=K(us()),[n,r]=K(!1),i=Ke(null),o=Ke(null);jt(()=>{let a=()=>{t(us()),r(!1),location.hash.startsWith("#/search")||i.current?.focus({preventScroll:!0}),window.
scrollTo(0,0)},u=l=>{let f=l.target instanceof HTMLElement&&/input|select|textarea/i.test(l.target.tagName);l.key==="/"&&!f&&!l.ctrlKey&&!l.metaKey&&(l.preventDefault(),
o.current?.focus())};return addEventListener("hashchange",a),addEventListener("keydown",u),()=>{removeEventListener("hashchange",a),removeEventListener("keydown",
u)}},[]),jt(()=>{let a=i.current?.querySelector("h1")?.textContent;document.title=a&&a!==P(k.project)?`${a} · ${P(k.project)}`:P(k.project)});let s=e[0]==="fam\
ily"?"segments":e[0]==="node"||e[0]==="column"?"models":e[0];return c(R,{children:[c("a",{class:"skip",href:"#main",onClick:a=>{a.preventDefault(),i.current?.focus()},
children:$.skip}),c("header",{children:[c("a",{class:"name",href:"#/",children:P(k.project)}),c("form",{role:"search",onSubmit:a=>a.preventDefault(),children:c(
"input",{ref:o,type:"search","aria-label":$.search,placeholder:`${$.searchHint}  /`,value:e[0]==="search"?e.slice(1).join("/"):void 0,onInput:a=>{history.replaceState(
null,"",`#/search/${encodeURIComponent(a.currentTarget.value)}`),t(us())}})}),c("button",{class:"menu","aria-expanded":n,onClick:()=>r(!n),children:$.menu})]}),
c("nav",{"aria-label":$.menu,class:n?"open":"",children:[c("ul",{children:Ev().map(([a,u])=>c("li",{children:c("a",{href:`#/${a}`,"aria-current":s===a?"page":void 0,
children:u})},a))}),s==="segments"&&c("ul",{class:"sub",children:k.families.map(a=>c("li",{children:c("a",{href:`#/family/${encodeURIComponent(a.name)}`,"aria-c\
urrent":e[1]===a.name?"page":void 0,children:P(a.name)})},a.name))}),c(Cv,{}),c("p",{class:"quiet small",children:[k.target," · ",$.madeAt," ",Fe(k.made_at)," \
· seg ",k.version]})]}),c("main",{id:"main",ref:i,tabIndex:-1,children:c(Mv,{at:e})})]})}function Cv(){let[e,t]=K(Sv());return jt(()=>{e?document.documentElement.
dataset.theme=e:delete document.documentElement.dataset.theme;try{localStorage.setItem("seg-theme",e)}catch{}},[e]),c("label",{class:"theme small",children:[c("\
span",{class:"quiet",children:$.themeLabel}),c("select",{value:e,onChange:n=>t(n.currentTarget.value),children:[c("option",{value:"",children:$.theme.auto}),c("\
option",{value:"light",children:$.theme.light}),c("option",{value:"dark",children:$.theme.dark})]})]})}function Sv(){try{return localStorage.getItem("seg-theme")??
""}catch{return""}}Ps("site").then(e=>{Ds(e),xs(c(Tv,{}),document.getElementById("app")),Ei()});})();
