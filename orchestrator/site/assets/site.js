// sources 4378097068a6afc0b05919532b27082a1bac97f9429af010411f77038e33a9e5; licences of what is in it: LICENSES.txt
"use strict";(()=>{var J,ts,Fc,at,oi,Zn,ns,Wn,rs,ai,si,Pc,cn=Symbol.for("pv"),Qn={},Kn=[],Dc=/^m(i|n|o|s|text|space)$/,ui=Array.isArray,is=Kn.slice,_t=Object.assign;function gt(e){
e&&e.parentNode&&e.remove()}function Vn(e,t,n,r,i){var o={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:cn,__v:i||++ts,__i:-1,__u:0};return!i&&J.vnode&&J.
vnode(o),o}function q(e){return e.children}function Xn(e,t){this.props=e,this.context=t,this.__g=0}function ut(e,t){if(t==null)return e.__&&ut(e.__,e.__i+1);for(var n;t<e.
__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:ut(e)}function Rc(e){var t,n=e.__v,r=n.__e,i=[],o=[],s=e.__P;
s&&((t=_t({constructor:cn},n)).__v=n.__v+1,J.vnode&&J.vnode(t),li(s,t,n,e.__n,s.namespaceURI,32&n.__u?[r]:null,i,r||ut(n),32&n.__u,o),t.__v=n.__v,t.__.__k[t.__i]=
t,cs(i,t,o),n.__=n.__e=null,t.__e!=r&&os(t))}function os(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),
os(e)}function Jo(e){(8&e.__g||(e.__g|=8,at.push(e),Zn++))&&oi==J.debounceRendering||((oi=J.debounceRendering)||queueMicrotask)(ss)}function ss(){try{for(var e,
t=1;at.length;)at.length>t&&at.sort(ns),e=at.shift(),t=at.length,8&e.__g&&Rc(e)}finally{(Zn=at.length)&&(oi||queueMicrotask)(ss)}}function as(e,t,n,r,i,o,s,a,u,l,c){
var h,d,m,p,_,w,b=r.__k||Kn,x=t.length;for(u=qc(n,t,b,u,x),h=0;h<x;h++)(m=n.__k[h])!=null&&(d=~m.__i&&b[m.__i]||Qn,m.__i=h,w=li(e,m,d,i,o,s,a,u,l,c),p=m.__e,(d.
ref!=m.ref||8&d.__u)&&(d.ref&&ci(d.ref,null,m,d),m.ref&&c.push(m.ref,m.__c||p,m)),_=_||p,4&m.__u?(u=us(m,u,e,!d.__v),d.__e&&(d.__e=null)):typeof m.type=="functi\
on"&&w!==void 0?u=w:p&&(u=p.nextSibling),m.__u&=-21);return n.__e=_,u}function qc(e,t,n,r,i){var o,s,a,u,l,c,h,d,m,p=n.length,_=p,w=0,b=0,x=e.__k=Array(i);for(o=
0;o<i;o++)(s=t[o])!=null&&typeof s!="boolean"&&typeof s!="function"?(typeof s!="object"||s.constructor===String?s=x[o]=Vn(null,s):ui(s)?s=x[o]=Vn(q,{children:s}):
s.constructor===cn&&s.__b?s=x[o]=Vn(s.type,s.props,s.key,s.ref,s.__v):x[o]=s,u=o+w,s.__=e,s.__b=e.__b+1,a=null,~(l=s.__i=zc(s,n,u,_))&&(_--,(a=n[l])&&(a.__u|=2)),
a&&a.__v?(s.__u|=16,l==u-1?w--:l==u+1?w++:l!=u&&(l>u?w--:w++,b=1)):(~l||(i>p?w--:i<p&&w++),typeof s.type!="function"&&(s.__u|=4))):x[o]=null;if(b){for(c=[],h=[],
o=0;o<i;o++)if((s=x[o])&&16&s.__u){for(w=0,d=c.length;w<d;)c[m=w+d>>1]<s.__i?w=m+1:d=m;c[w]=s.__i,h[o]=w+1}for(w=c.length;o--;)h[o]&&(h[o]==w?w--:x[o].__u|=4)}if(_)
for(o=0;o<p;o++)!(a=n[o])||2&a.__u||(a.__e==r&&(r=ut(a)),fi(a,a));return r}function us(e,t,n,r){var i,o,s,a;if(typeof e.type=="function"){if(e.props.__P)return t;
if(i=e.__k)for(o=0;o<i.length;o++)i[o]&&(i[o].__=e,t=us(i[o],t,n,!1));return t}for(t&&!t.parentNode&&(t=ut(e))&&!t.parentNode&&(t=null),s=e.__e,a=t;a&&a.nodeType==
8;)a=a.nextSibling;for(s!=a&&(!r&&n.moveBefore&&s.parentNode?n.moveBefore(s,t):n.insertBefore(s,t||null)),t=s;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(
"$s"););return t}function zc(e,t,n,r){var i,o=e.key,s=e.type,a=t[n],u=a&&!(2&a.__u);if(a===null&&o==null||u&&o==a.key&&s==a.type)return n;if(r>(u?1:0)){for(i=n-1;i>=0;i--)if((a=
t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i;for(i=n+1;i<t.length;i++)if((a=t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i}return-1}function es(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Bn(e,t,n,r,i){var o,s;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||es(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||es(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(s=si[t]||(si[t]=Uc(t)),(e.__a||(e.__a={}))[t]=ai,o=t!=(t=t.replace(rs,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,s,o):e.removeEventListener(t,s,o));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Uc(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[Wn]==null)t[Wn]=ai++;else if(t[Wn]<this.__a[e])return;return n(J.event?J.event(t):t)}}}function li(e,t,n,r,i,o,s,a,u,l){
var c,h,d,m,p,_,w,b,x,E,M,F,C,j,R,Y,V,H,L=t.type;if(t.constructor!==cn)return null;128&n.__u&&(u=32&n.__u,c=n.__c.__z)&&(t.__u|=u,h=o=[],c.nodeType==8?a=Gn(c,o):
o.push(c),a=o[0]||a),(c=J.__b)&&c(t);e:if(typeof L=="function"){d=s.length;try{if(b=t.props,x=(c=L.prototype)&&c.render,E=(c=L.contextType)&&r[c.__c],M=c?E?E.props.
value:c.__:r,(m=n.__c)?(t.__c=m,2&m.__g&&(m.__g|=1)):(x?t.__c=m=new L(b,M):(t.__c=m=new Xn(b,M),m.constructor=L,m.render=Hc),E&&E.sub(m),m.state||(m.state={}),m.
__n=r,m.__g|=8,m.__h=[],m.__k=[]),x&&(m.__s||(m.__s=m.state),L.getDerivedStateFromProps&&(m.__s==m.state&&(m.__s=_t({},m.__s)),_t(m.__s,L.getDerivedStateFromProps(
b,m.__s)))),p=m.props,_=m.state,m.__v=t,n.__c){if(b!==p&&x&&!L.getDerivedStateFromProps&&m.componentWillReceiveProps&&m.componentWillReceiveProps(b,M),t.__v==n.
__v&&!(8&m.__g)||!(4&m.__g)&&m.shouldComponentUpdate&&m.shouldComponentUpdate(b,m.__s,M)===!1){t.__v!=n.__v&&(m.props=b,m.state=m.__s,m.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(z){z&&(z.__=t)}),Kn.push.apply(m.__h,m.__k),m.__k=[],m.__h.length&&s.push(m),a=ut(n);break e}m.componentWillUpdate&&m.componentWillUpdate(
b,m.__s,M),x&&m.componentDidUpdate&&m.__h.push(function(){m.componentDidUpdate(p,_,w)})}else x&&!L.getDerivedStateFromProps&&m.componentWillMount&&m.componentWillMount(),
x&&m.componentDidMount&&m.__h.push(m.componentDidMount);m.context=M,m.props=b,m.__P=e,m.__g&=-5,F=J.__r,C=x?25:0;do m.__g&=-9,F&&F(t),c=m.render(m.props,m.state=
m.__s,m.context);while(8&m.__g&&++C<25);x&&(Kn.push.apply(m.__h,m.__k),m.__k=[]),m.state=m.__s,m.getChildContext&&(r=_t({},r,m.getChildContext())),x&&n.__c&&m.getSnapshotBeforeUpdate&&
(w=m.getSnapshotBeforeUpdate(p,_)),j=c&&c.type===q&&c.key==null?c.props.children:c,b.__P&&(c=a,i=(e=b.__P).namespaceURI,u=o=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(z){z&&fi(z,z)}),n.__k=null),a=n.__k?ut(n,0):null),a=as(e,ui(j)?j:[j],t,n,r,i,o,s,a,u,l),b.__P&&(t.__e=null,a=c),t.__u&=-161,h&&h.some(gt),m.__h.length&&
s.push(m),1&m.__g&&(m.__g&=-4)}catch(z){if(s.length=d,t.__v=null,u||o)if(z&&z.then){if(t.__u|=128|u,o){for(~(V=o.indexOf(a||void 0))||(V=o.length);(H=o[V-1])&&H.
nodeType==8;)V--;for(;V<o.length;V++)if(H=o[V])if(o[V]=null,R){if(H==Y)break}else{if(H.nodeType!=8)break;H.data.startsWith("$s")&&(Y=Gn(R=H))}}if(!R){for(;a&&a.
nodeType==8&&a.nextSibling;)a=a.nextSibling;R=a}(c=Gn(R=t.__c.__z||(t.__c.__z=R)))?(t.__e=R,a=c):t.__e=a,a=a&&a.nextSibling}else o&&o.some(gt);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),z&&z.then||ls(t),J.__e(z,t,n)}}else a=t.__e=jc(n.__e,t,n,r,i,o,s,u,l,e);return(c=J.diffed)&&c(t),a}function Gn(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function ls(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(ls))}function cs(e,t,n){for(var r=0;r<n.length;)ci(n[r++],n[r++],n[r++]);J.__c&&J.__c(t,e),e.some(
function(i){try{e=i.__h,i.__h=[],e.some(function(o){o.call(i)})}catch(o){J.__e(o,i.__v)}})}function jc(e,t,n,r,i,o,s,a,u,l){var c,h,d,m,p,_,w,b,x=n.props||Qn,E=t.
props,M=t.type;if(M=="svg"?i="http://www.w3.org/2000/svg":M=="math"?i="http://www.w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),o){for(c=0;c<o.
length;c++)if((p=o[c])&&(M?p.localName==M:p.nodeType==3)){e=p,o[c]=null;break}}if(!e){if(b=l.ownerDocument||document,!M)return b.createTextNode(E);e=b.createElementNS(
i,M,E.is?E:l),a&&(J.__m&&J.__m(t,o),a=!1),o=null}if(M){if(l=M=="template"&&e.content||e,o=M=="textarea"&&E.defaultValue!=null?null:o&&is.call(l.childNodes),!a&&
o)for(x={},c=0;c<e.attributes.length;c++)x[(p=e.attributes[c]).name]=p.value;for(c in x)p=x[c],c=="dangerouslySetInnerHTML"?d=p:c=="children"||c in E||c=="value"&&
"defaultValue"in E||c=="checked"&&"defaultChecked"in E||Bn(e,c,null,p,i);for(c in E)p=E[c],c=="children"?m=p:c=="dangerouslySetInnerHTML"?h=p:c=="value"?_=p:c==
"checked"?w=p:a&&typeof p!="function"||x[c]===p||Bn(e,c,p,x[c],i);h?(a||d&&(h.__html==d.__html||h.__html==e.innerHTML)||(e.innerHTML=h.__html),t.__k=[]):(d&&(e.
textContent=""),(M=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&Dc.test(M))&&(i="http://www.w3.org/1999/xhtml"),as(l,ui(m)?m:[m],t,n,r,i,o,s,o?o[0]:
n.__k&&ut(n,0),a,u),o&&o.some(gt)),a&&M!="textarea"||(c="value",M=="progress"&&_==null?e.removeAttribute(c):_==null||_===e[c]&&(M!="progress"||_)||Bn(e,c,_,x[c],
i),c="checked",w!=null&&w!=e[c]&&Bn(e,c,w,x[c],i))}else x===E||a&&e.data==E||(e.data=E);return e}function ci(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){J.__e(i,n)}}function fi(e,t,n){var r,i,o,s;if(J.unmount&&J.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||ci(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(a){J.__e(a,t)}r.__P=r.__n=null}
if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&fi(r[s],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(i=Gn(r,o=[]))&&(r==e.__e&&o.some(gt),gt(
i),gt(r)),n||gt(e.__e),e.__e=e.__c=e.__=null}function Hc(e,t,n){return this.constructor(e,n)}function fs(e,t){var n,r,i,o;J.__&&J.__(e,t),t.nodeType==9&&(t=t.documentElement),
r=(n=e&&32&e.__u)?null:t.__k,t.__k=Vn(q,{children:[e]}),i=[],o=[],li(t,t.__k,r||Qn,Qn,t.namespaceURI,r?null:t.firstChild?is.call(t.childNodes):null,i,r?r.__e:t.
firstChild,n,o),cs(i,t.__k,o),t.__k.props.children=null}J={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(
e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(a){e=a}}throw Zn=0,e}},ts=0,Fc=function(e){return e!=null&&e.
constructor===cn},Xn.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_t({},this.state)),typeof e=="function"&&(e=e(_t({},n),this.props)),
e&&(_t(n,e),this.__v&&(t&&this.__k.push(t),Jo(this)))},Xn.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Jo(this))},Xn.prototype.render=
q,at=[],Zn=0,ns=function(e,t){return e.__v.__b-t.__v.__b},Wn=Symbol(),rs=/(PointerCapture)$|Capture$/i,ai=0,si={},Pc=0;var Pt,fe,hi,hs,di=Object.is,Jn=0,ws=[],mi=[],le=J,ds=le.__b,ms=le.__r,ps=le.diffed,gs=le.__c,_s=le.unmount,ys=le.__;function er(e,t){le.__h&&le.__h(fe,e,Jn||t),
Jn=0;var n=fe.__H||(fe.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function ee(e){return Jn=1,Yc(ks,e)}function Yc(e,t,n){var r=er(Pt++,2);
if(r.t=e,!r.__c&&(r.__=[n?n(t):ks(void 0,t),function(o){var s=(r.__N||r.__)[0],a=r.t(s,o);di(s,a)||(r.__N=[a,r.__[1]],r.__c.setState({}))}],r.__c=fe,!fe.__f)){fe.
__f=!0;var i=fe.shouldComponentUpdate;fe.shouldComponentUpdate=function(o,s,a){var u=this.__H;if(!u)return!0;var l=!1,c=this.props!=o;if(u.__.some(function(d){d.
__N&&(l=!0,di(d.__[0],d.__N[0])||(c=!0))}),i){var h=i.call(this,o,s,a);return l?h||c:h}return!l||c}}return r.__}function lt(e,t){var n=er(Pt++,3);!le.__s&&gi(n.
__H,t)&&(n.__P=!0,n.__=e,n.u=t,fe.__H.__h.push(n))}function xs(e,t){var n=er(Pt++,4);!le.__s&&gi(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,fe.__h.push(n))}function Be(e){
return Jn=5,yt(function(){return{current:e}},[])}function yt(e,t){var n=er(Pt++,7);return gi(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Bc(){var e;do{for(;e=mi.shift();)try{fn(e)}catch(n){le.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=ws.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(fn),t.__h.
some(pi),t.__h=[]}catch(n){t.__h=[],le.__e(n,e.__v)}}}while(mi.length)}le.__b=function(e){fe=null,ds&&ds(e)},le.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.
__m),ys&&ys(e,t)},le.__r=function(e){ms&&ms(e),Pt=0;var t=(fe=e.__c).__H;t&&(hi==fe?fe.__h=[]:(t.__h.some(fn),t.__h.some(pi),Pt=0),t.__h=[],t.__.some(function(n){
n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),hi=fe},le.diffed=function(e){ps&&ps(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&bs(ws.push(t)),t.__H.__.some(function(n){
n.u&&(n.__H=n.u)})),hi=fe=null},le.__c=function(e,t){t.some(function(n){try{n.__h.some(fn),n.__h=n.__h.filter(function(r){return!r.__||pi(r)})}catch(r){n.__h=[function(){
throw r}]}}),gs&&gs(e,t)},le.unmount=function(e){_s&&_s(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,bs(mi.push(i))}else fn(i)}catch(o){t=o}}),r.__H=void 0,t&&le.__e(t,r.__v))};var vs=typeof requestAnimationFrame==
"function";function Wc(e){var t,n=function(){clearTimeout(r),vs&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);vs&&(t=requestAnimationFrame(n))}function bs(e){
e!=1&&hs==le.requestAnimationFrame||((hs=le.requestAnimationFrame)||Wc)(Bc)}function fn(e){var t=fe,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),fe=t}function pi(e){
var t=fe;e.__c=e.__(),fe=t}function gi(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!di(n,e[r])})}function ks(e,t){return typeof t=="function"?
t(e):t}var hn=new Map,Ms=new Map,_i=new Map;function Es(e,t){hn.set(e,t),_i.get(e)?.(t)}function Vc(e){let t=Ms.get(e);if(t)return t;let n=new Promise((r,i)=>{if(hn.has(
e))return r(hn.get(e));_i.set(e,r);let o=document.createElement("script");o.src=`data/${e}.js`,o.onerror=()=>i(new Error(`data/${e}.js`)),document.head.append(o)});
return Ms.set(e,n),n}function Ts(e){return new Promise(t=>_i.set(e,n=>t(n)))}function We(e){let t=e!==null&&hn.has(e)?hn.get(e):void 0,[n,r]=ee({name:e,value:t});
return lt(()=>{if(e===null)return;let i=!0;return Vc(e).then(o=>i&&r({name:e,value:o}),o=>i&&r({name:e,problem:o.message})),()=>{i=!1}},[e]),n.name===e?n:{value:t}}
var S,Dt=new Map,vt=[];function Ns(e){S=e,S.nodes.forEach((t,n)=>Dt.set(t[0],n)),vt=S.nodes.map(()=>[]),S.parents.forEach((t,n)=>t.forEach(r=>vt[r].push(n)))}var A={locale:"en-GB",days:"days",nav:{overview:"Overview",segments:"Segments",customers:"Customers",models:"Models",sources:"Sources",lineage:"Lineage",runs:"R\
uns"},skip:"Skip to the content",menu:"Menu",theme:{light:"Light",dark:"Dark",auto:"As the system"},themeLabel:"Colours",search:"Search",searchHint:"Search segm\
ents, models, columns, SQL",searching:"Reading all texts",found:(e,t)=>e===1?`1 result for “${t}”`:`${e} results for “${t}”`,searchEmpty:"Nothing has al\
l of these words.",loading:"Reading",problem:e=>`${e} cannot be read. Generate the site again.`,notFound:"There is no such page.",asTable:"As a table",rowsMore:e=>`${e}\
 more rows: show all`,from:"from",few:e=>`< ${e}`,suppressed:e=>`Fewer than ${e} people are not shown.`,madeAt:"written",front:{title:"Overview",asOf:"Customers\
 as of",published:"published",generation:"generation",neverBuilt:"Nothing is built yet: run seg build, then seg docs generate.",fresh:"Fresh",complete:"Complete",
stable:"Stable",reachable:"Reachable",good:"Good",look:"Look at it",bad:"Act",unknown:"Not known",freshDay:e=>e<=0?"The figures are of the day they were publish\
ed.":e===1?"The figures are of the day before they were published.":`The figures were ${e} days old when they were published.`,sourcesOld:e=>e===1?"1 source is \
older than it may be.":`${e} sources are older than they may be.`,sourcesGood:e=>e===1?"1 source is young enough.":`${e} sources are young enough.`,builtOf:(e,t)=>`${e}\
 of ${t} families of segments are built.`,everyone:(e,t)=>e===t?`Everyone has a segment in all ${t} exclusive families.`:`Everyone has a segment in ${e} of ${t}\
 exclusive families.`,flagged:e=>e===0?"No family and no feature moved more than its limit.":e===1?"1 family or feature moved more than its limit.":`${e} famili\
es or features moved more than their limits.`,notMeasured:"Nothing measures this in the project.",reached:(e,t)=>`${e} can be reached by ${t}.`,reachedBest:e=>`${e}\
 reaches most.`,decide:"Needs a decision",nothing:"Nothing waits for a decision.",more:e=>`${e} more`,main:"Segments now",moved:"Moved most since the day before",
movedNone:"No segment changed its size since the day before.",allFamilies:"All families",lastRun:"Last run",failing:e=>e===null?"fails":e===1?"fails for 1 row":
`fails for ${e} rows`,warning:e=>e===null?"warns":e===1?"warns of 1 row":`warns of ${e} rows`,other:"did not end well",overdue:e=>`was to be reviewed ${e} days \
ago`,due:e=>e===0?"is to be reviewed today":`is to be reviewed in ${e} days`,drifted:"moved more than its limit",alarm:e=>`selects the group ${e} far less often`,
notBuilt:"not built yet:",leftOut:"Charts that are left out",kinds:{test:"Test",review:"Review",unstable_families:"Stability",drifted_features:"Drift",fairness_alarms:"\
Fairness",not_built:"Families"}},segments:{title:"Segments",intro:"Families divide customers. Each answers one question.",family:"Family",segment:"Segment",purpose:"\
Purpose",owner:"Owner",review:"Review by",segmentCount:"Segments",largest:"Largest",members:"Members",share:"Share",change:"Change",trend:"Over time",mode:"Mode",
everyone:"Divides",asOf:"As of",exclusive:"one segment each",overlapping:"any number of segments",description:"What it is",overdue:"overdue",table:"Table",none:"\
This project declares no families of segments.",compare:"Size over time",rule:"Rule",otherwise:"Everyone for whom no other rule of the family holds.",firstWins:"\
The first rule of the family that holds decides.",version:"Version",all:"all of",any:"any of",not:"not",lists:"Exported to",listsNone:"It is no list for a chann\
el.",listed:(e,t)=>`a list for ${e}${t}`,priorityWord:", priority",persona:"In words",tests:"Tests",moves:"Entries and exits by cause",movesNote:"Entries stand \
above the line, exits below. A cause is data, a changed rule (definition), a new fit (model), or identity.",start:"The first day, when everybody enters, is left\
 out of the chart.",flows:"Where members came from and went",matrix:"Migration matrix",matrixNote:"Rows: the segment on the day before. Columns: the segment now\
.",nobodyMoved:"No move that may be shown.",overlap:"Overlap with other families",overlapNote:"How much of each segment is in a segment of the other family.",overlapOf:"\
What else its members are",overlapOfNote:"Segments of other families, by how much more often they hold its members than anybody (lift).",against:"Compared with",
profile:"What sets it apart",profileNote:"100 is as often as among all. Lines are intervals; shown is only what chance does not explain.",profileNone:"Nothing s\
ets it apart that chance would not explain.",value:"Value with its interval",worth:"Value",channels:"Reachability by channel",channelsNote:"Share of members tha\
t a channel reaches. The rest, by reason.",reachable:"reachable",priorities:"Which contact pays",prioritiesNote:"Value of one contact with its interval.",experiments:"\
Experiments",experimentsNote:"Difference to the control group with its interval.",experiment:"Experiment",arm:"Arm",metric:"Metric",difference:"Difference",interval:"\
Interval",verdict:"Verdict",decided:"Decided on",day:"Day",allSegments:"All segments",everybody:"everybody"},customers:{title:"Customers",none:"No relation play\
s the roles that these charts need: see docs/roles.md.",rfm:"Recency and frequency",rfmNote:"Customers by their fifth of recency and of frequency. 5 is best. Da\
rker holds more.",recency:"Recency",frequency:"Frequency",customers:"customers",monetary:"Monetary value",lifecycle:"Lifecycle",lifecycleNote:"Customers in each\
 stage, in the order of the family's rules.",lifecycleFlows:"Moves between stages",concentration:"How concentrated value is",concentrationNote:e=>`The most valu\
able fifth of customers holds ${e} of the value. The straight line is equal value for all.`,shareOfCustomers:"Share of customers, the least valuable first",shareOfValue:"\
Share of value",retention:"Cohorts",retentionNote:"Of those who first bought in a quarter: the share that bought in each quarter since.",cohort:"First bought",size:"\
Customers",since:"Quarters since",predictions:"Orders: predicted and actual",predictionsNote:"Customers in tenths by predicted orders, in a time that the model \
had not seen.",predicted:"predicted",actual:"actual",decile:"Tenth",model:"Model"},models:{title:"Models",name:"Name",type:"Type",rows:"Rows",time:"Time",tests:"\
Tests",folder:"Folder",filter:"Filter by name or folder",shown:(e,t)=>`${e} of ${t}`,all:"All types",status:"Status",materialized:"Kept as"},node:{owner:"Owner",
relation:"Relation",file:"File",package:"Package",tags:"Tags",columns:"Columns",column:"Column",type:"Type",meaning:"Meaning",personal:"personal",tests:"Tests",
test:"Test",verdict:"Result",failures:"Failing rows",time:"Time",history:"Last runs, the newest first",sql:"SQL",raw:"As written",compiled:"As run",runs:"Last r\
uns",run:"Run",status:"Status",rows:"Rows written",lineage:"Lineage",whole:"Open the lineage",reads:"Reads",readBy:"Read by",nothing:"nothing",noDescription:"No\
body described it.",rowsNow:"Rows",lastTime:"Time of the last build",family:"Family of segments",copy:"Copy",copied:"Copied"},sources:{title:"Sources",source:"S\
ource",age:"Age",loaded:"Newest row",looked:"Looked at",limit:"Freshness",warn:"warns after",error:"fails after",never:"never looked at",notDeclared:"not declar\
ed",readers:"Read by",none:"This project reads no sources."},lineage:{title:"Lineage",focus:"Focus",up:"Steps up",down:"Steps down",project:"The project by fold\
er",projectNote:"Each box is a folder; an arrow says that a model of one reads a model of the other. Choose a folder, or a model by the search.",tooMany:e=>`${e}\
 nodes are more than can be read: fewer steps are shown.`,legend:"Choose a node to open it, or shift and choose to focus on it. Drag to move, scroll to zoom.",fit:"\
Fit",in:"Zoom in",out:"Zoom out",open:"Open",list:"As a list"},runs:{title:"Runs",none:"No run is recorded in target/.",command:"Command",at:"Began",took:"Took",
result:"Result",published:"Published",notPublished:"nothing",generation:"generation",notFinished:"did not finish",path:"Critical path",pathNote:e=>`The chain of\
 steps that the end of the run waited for${e?`, without ${e} that took less than a hundredth of it`:""}.`,slowest:"Slowest steps",attention:"What did not end we\
ll",step:"Step",started:"Began after",duration:"How long runs took"},status:{success:"success",pass:"pass",warn:"warn",fail:"fail",error:"error",skipped:"skippe\
d",reused:"reused",interrupted:"interrupted","not started":"not started","never ran":"never ran"},causes:{data:"data",definition:"definition",model:"model",identity:"\
identity",erasure:"erasure",start:"start"},blocked:{blocked_by_suppression:"suppressed",blocked_by_no_address:"no address",blocked_by_no_consent:"no consent",blocked_by_withdrawn:"\
withdrawn",blocked_by_bounce:"bounced",blocked_by_fatigue:"contacted enough",blocked_by_holdout:"in a control group"}};var tr=new Intl.NumberFormat(A.locale,{maximumFractionDigits:0}),Xc=new Intl.NumberFormat(A.locale,{maximumSignificantDigits:3}),Gc=new Intl.NumberFormat(A.locale,
{notation:"compact",maximumSignificantDigits:3}),Zc=new Intl.DateTimeFormat(A.locale,{day:"numeric",month:"short",year:"numeric",timeZone:"UTC"}),Qc=new Intl.DateTimeFormat(
A.locale,{day:"numeric",month:"short",year:"numeric",hour:"2-digit",minute:"2-digit"}),re="–";function Q(e){return e==null?re:tr.format(e)}function Ie(e){return e==
null?re:Math.abs(e)<1e4?we(e):Gc.format(e)}function we(e){return e==null?re:Math.abs(e)>=100||Number.isInteger(e)?tr.format(e):Xc.format(e)}function se(e){if(e==
null)return re;let t=Math.abs(e)<.1&&e!==0?1:0;return`${(e*100).toFixed(t)} %`}function Rt(e){return e==null?re:e>0?`+${tr.format(e)}`:e<0?`−${tr.format(-e)}`:
"0"}function Ce(e){return e?Zc.format(new Date(`${e.slice(0,10)}T00:00:00Z`)):re}function Ae(e){return e?Qc.format(new Date(e)):re}function Ve(e){if(e==null)return re;
if(e<.0995)return`${Math.round(e*1e3)} ms`;if(e<60)return`${e.toFixed(e<10?2:1)} s`;let t=Math.floor(e/60);return t<60?`${t} min ${Math.round(e%60)} s`:`${Math.
floor(t/60)} h ${t%60} min`}function nr(e){let t=e/3600;return t<1?`${Math.max(0,Math.round(e/60))} min`:t<48?`${Math.round(t)} h`:`${Math.round(t/24)} ${A.days}`}
function D(e){let t=e.replace(/_/g," ");return t.charAt(0).toUpperCase()+t.slice(1)}function Ss(e,t){return Math.round((Date.parse(t.slice(0,10))-Date.parse(e.slice(
0,10)))/864e5)}var Gs=Object.defineProperty,Kc=(e,t,n)=>t in e?Gs(e,t,{enumerable:!0,configurable:!0,writable:!0,value:n}):e[t]=n,Jc=(e,t)=>{for(var n in t)Gs(e,n,{get:t[n],enumerable:!0})},
ef=(e,t,n)=>Kc(e,typeof t!="symbol"?t+"":t,n),Ei={};Jc(Ei,{Graph:()=>qe,alg:()=>Ni});var tf=Object.defineProperty,Zs=(e,t)=>{for(var n in t)tf(e,n,{get:t[n],enumerable:!0})},
Ti=class{constructor(e){this._isDirected=!0,this._isMultigraph=!1,this._isCompound=!1,this._nodes={},this._in={},this._preds={},this._out={},this._sucs={},this.
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
o=e.w,s=e.name,arguments.length===2&&(a=t,u=!0)):(i=e,o=t,s=r,arguments.length>2&&(a=n,u=!0)),i=""+i,o=""+o,s!==void 0&&(s=""+s);let l=dn(this._isDirected,i,o,s);
if(l in this._edgeLabels)return u&&(this._edgeLabels[l]=a),this;if(s!==void 0&&!this._isMultigraph)throw new Error("Cannot set a named edge when isMultigraph = \
false");this.setNode(i),this.setNode(o),this._edgeLabels[l]=u?a:this._defaultEdgeLabelFn(i,o,s);let c=nf(this._isDirected,i,o,s);return i=c.v,o=c.w,Object.freeze(
c),this._edgeObjs[l]=c,Cs(this._preds[o],i),Cs(this._sucs[i],o),this._in[o][l]=c,this._out[i][l]=c,this._edgeCount++,this}edge(e,t,n){let r=arguments.length===1?
yi(this._isDirected,e):dn(this._isDirected,e,t,n);return this._edgeLabels[r]}edgeAsObj(e,t,n){let r=arguments.length===1?this.edge(e):this.edge(e,t,n);return typeof r!=
"object"||r===null?{label:r}:r}hasEdge(e,t,n){return(arguments.length===1?yi(this._isDirected,e):dn(this._isDirected,e,t,n))in this._edgeLabels}removeEdge(e,t,n){
let r=arguments.length===1?yi(this._isDirected,e):dn(this._isDirected,e,t,n),i=this._edgeObjs[r];if(i){let o=i.v,s=i.w;delete this._edgeLabels[r],delete this._edgeObjs[r],
Os(this._preds[s],o),Os(this._sucs[o],s),delete this._in[s][r],delete this._out[o][r],this._edgeCount--}return this}inEdges(e,t){return this.isDirected()?this.filterEdges(
this._in[e],e,t):this.nodeEdges(e,t)}outEdges(e,t){return this.isDirected()?this.filterEdges(this._out[e],e,t):this.nodeEdges(e,t)}nodeEdges(e,t){if(e in this._nodes)
return this.filterEdges({...this._in[e],...this._out[e]},e,t)}_removeFromParentsChildList(e){delete this._children[this._parent[e]][e]}filterEdges(e,t,n){if(!e)
return;let r=Object.values(e);return n?r.filter(i=>i.v===t&&i.w===n||i.v===n&&i.w===t):r}};function Cs(e,t){e[t]?e[t]++:e[t]=1}function Os(e,t){e[t]!==void 0&&!--e[t]&&
delete e[t]}function dn(e,t,n,r){let i=""+t,o=""+n;if(!e&&i>o){let s=i;i=o,o=s}return i+""+o+""+(r===void 0?"\0":r)}function nf(e,t,n,r){let i=""+t,o=""+n;if(!e&&
i>o){let a=i;i=o,o=a}let s={v:i,w:o};return r&&(s.name=r),s}function yi(e,t){return dn(e,t.v,t.w,t.name)}var rf={};Zs(rf,{read:()=>uf,write:()=>of});function of(e){
let t={options:{directed:e.isDirected(),multigraph:e.isMultigraph(),compound:e.isCompound()},nodes:sf(e),edges:af(e)},n=e.graph();return n!==void 0&&(t.value=structuredClone(
n)),t}function sf(e){return e.nodes().map(t=>{let n=e.node(t),r=e.parent(t),i={v:t};return n!==void 0&&(i.value=n),r!==void 0&&(i.parent=r),i})}function af(e){return e.
edges().map(t=>{let n=e.edge(t),r={v:t.v,w:t.w};return t.name!==void 0&&(r.name=t.name),n!==void 0&&(r.value=n),r})}function uf(e){let t=new Ti(e.options);return e.
value!==void 0&&t.setGraph(e.value),e.nodes.forEach(n=>{t.setNode(n.v,n.value),n.parent&&t.setParent(n.v,n.parent)}),e.edges.forEach(n=>{t.setEdge({v:n.v,w:n.w,
name:n.name},n.value)}),t}var Ni={};Zs(Ni,{CycleException:()=>ir,bellmanFord:()=>Qs,components:()=>ff,dijkstra:()=>rr,dijkstraAll:()=>mf,findCycles:()=>pf,floydWarshall:()=>_f,
isAcyclic:()=>vf,postorder:()=>wf,preorder:()=>xf,prim:()=>kf,shortestPaths:()=>Mf,tarjan:()=>Js,topsort:()=>ea});var lf=()=>1;function Qs(e,t,n,r){return cf(e,
String(t),n||lf,r||function(i){var o;return(o=e.outEdges(i))!=null?o:[]})}function cf(e,t,n,r){let i={},o,s=0,a=e.nodes(),u=function(h){let d=i[h.v],m=i[h.w];if(!d||
!m)return;let p=n(h);d.distance+p<m.distance&&(i[h.w]={distance:d.distance+p,predecessor:h.v},o=!0)},l=function(){a.forEach(function(h){r(h).forEach(function(d){
let m=d.v===h?d.v:d.w,p=m===d.v?d.w:d.v;u({v:m,w:p})})})};a.forEach(function(h){let d=h===t?0:Number.POSITIVE_INFINITY;i[h]={distance:d,predecessor:""}});let c=a.
length;for(let h=1;h<c&&(o=!1,s++,l(),!!o);h++);if(s===c-1&&(o=!1,l(),o))throw new Error("The graph contains a negative weight cycle");return i}function ff(e){let t={},
n=[],r;function i(o){var s,a;o in t||(t[o]=!0,r.push(o),(s=e.successors(o))==null||s.forEach(i),(a=e.predecessors(o))==null||a.forEach(i))}return e.nodes().forEach(
function(o){r=[],i(o),r.length&&n.push(r)}),n}var Ks=class{constructor(){this._arr=[],this._keyIndices={}}size(){return this._arr.length}keys(){return this._arr.
map(e=>e.key)}has(e){return e in this._keyIndices}priority(e){let t=this._keyIndices[e];if(t!==void 0)return this._arr[t].priority}min(){if(this.size()===0)throw new Error(
"Queue underflow");return this._arr[0].key}add(e,t){let n=this._keyIndices,r=String(e);if(!(r in n)){let i=this._arr,o=i.length;return n[r]=o,i.push({key:r,priority:t}),
this._decrease(o),!0}return!1}removeMin(){if(this.size()===0)throw new Error("Queue underflow");this._swap(0,this._arr.length-1);let e=this._arr.pop();return delete this.
_keyIndices[e.key],this._heapify(0),e.key}decrease(e,t){let n=this._keyIndices[e];if(n===void 0)throw new Error(`Key not found: ${e}`);let r=this._arr[n].priority;
if(t>r)throw new Error(`New priority is greater than current priority. Key: ${e} Old: ${r} New: ${t}`);this._arr[n].priority=t,this._decrease(n)}_heapify(e){let t=this.
_arr,n=2*e,r=n+1,i=e;n<t.length&&(i=t[n].priority<t[i].priority?n:i,r<t.length&&(i=t[r].priority<t[i].priority?r:i),i!==e&&(this._swap(e,i),this._heapify(i)))}_decrease(e){
let t=this._arr,n=t[e].priority,r;for(;e!==0&&(r=e>>1,!(t[r].priority<n));)this._swap(e,r),e=r}_swap(e,t){let n=this._arr,r=this._keyIndices,i=n[e],o=n[t];n[e]=
o,n[t]=i,r[o.key]=e,r[i.key]=t}},hf=()=>1;function rr(e,t,n,r){let i=function(o){var s;return(s=e.outEdges(o))!=null?s:[]};return df(e,String(t),n||hf,r||i)}function df(e,t,n,r){
let i={},o=new Ks,s,a,u=function(l){let c=l.v!==s?l.v:l.w,h=i[c];if(!h)return;let d=n(l),m=a.distance+d;if(d<0)throw new Error("dijkstra does not allow negative\
 edge weights. Bad edge: "+l+" Weight: "+d);m<h.distance&&(h.distance=m,h.predecessor=s,o.decrease(c,m))};for(e.nodes().forEach(function(l){let c=l===t?0:Number.
POSITIVE_INFINITY;i[l]={distance:c,predecessor:""},o.add(l,c)});o.size()>0;){s=o.removeMin();let l=i[s];if(!l||l.distance===Number.POSITIVE_INFINITY)break;a=l,r(
s).forEach(u)}return i}function mf(e,t,n){return e.nodes().reduce(function(r,i){return r[i]=rr(e,i,t,n),r},{})}function Js(e){let t=0,n=[],r={},i=[];function o(s){
var a;let u=r[s]={onStack:!0,lowlink:t,index:t++};if(n.push(s),(a=e.successors(s))==null||a.forEach(function(l){if(l in r){let c=r[l];c!=null&&c.onStack&&(u.lowlink=
Math.min(u.lowlink,c.index))}else{o(l);let c=r[l];c&&(u.lowlink=Math.min(u.lowlink,c.lowlink))}}),u.lowlink===u.index){let l=[],c;do{c=n.pop();let h=r[c];h&&(h.
onStack=!1),l.push(c)}while(s!==c);i.push(l)}}return e.nodes().forEach(function(s){s in r||o(s)}),i}function pf(e){return Js(e).filter(function(t){var n;let r=t[0];
return r?t.length>1||t.length===1&&((n=e.outEdges(r,r))!=null?n:[]).length>0:!1})}var gf=()=>1;function _f(e,t,n){return yf(e,t||gf,n||function(r){var i;return(i=
e.outEdges(r))!=null?i:[]})}function yf(e,t,n){let r={},i=e.nodes();return i.forEach(function(o){let s={};r[o]=s,s[o]={distance:0,predecessor:""},i.forEach(function(a){
o!==a&&(s[a]={distance:Number.POSITIVE_INFINITY,predecessor:""})}),n(o).forEach(function(a){let u=a.v===o?a.w:a.v,l=t(a);s[u]={distance:l,predecessor:o}})}),i.forEach(
function(o){let s=r[o];s&&i.forEach(function(a){let u=r[a];u&&i.forEach(function(l){let c=u[o],h=s[l],d=u[l];if(c&&h&&d){let m=c.distance+h.distance;m<d.distance&&
(d.distance=m,d.predecessor=h.predecessor)}})})}),r}var ir=class extends Error{constructor(e){super(e),this.name="CycleException"}};function ea(e){let t={},n={},
r=[];function i(o){var s;if(o in n)throw new ir;o in t||(n[o]=!0,t[o]=!0,(s=e.predecessors(o))==null||s.forEach(i),delete n[o],r.push(o))}if(e.sinks().forEach(i),
Object.keys(t).length!==e.nodeCount())throw new ir;return r}function vf(e){try{ea(e)}catch(t){if(t instanceof ir)return!1;throw t}return!0}function bf(e,t,n,r,i){
Array.isArray(t)||(t=[t]);let o=(a=>{var u;return(u=e.isDirected()?e.successors(a):e.neighbors(a))!=null?u:[]}),s={};return t.forEach(function(a){if(!e.hasNode(
a))throw new Error("Graph does not have node: "+a);i=ta(e,a,n==="post",s,o,r,i)}),i}function ta(e,t,n,r,i,o,s){return t in r||(r[t]=!0,n||(s=o(s,t)),i(t).forEach(
function(a){s=ta(e,a,n,r,i,o,s)}),n&&(s=o(s,t))),s}function na(e,t,n){return bf(e,t,n,function(r,i){return r.push(i),r},[])}function wf(e,t){return na(e,t,"post")}
function xf(e,t){return na(e,t,"pre")}function kf(e,t){var n;let r=new Ti,i={},o=new Ks,s;function a(c){let h=c.v===s?c.w:c.v,d=o.priority(h);if(d!==void 0){let m=t(
c);m<d&&(i[h]=s,o.decrease(h,m))}}if(e.nodeCount()===0)return r;e.nodes().forEach(function(c){o.add(c,Number.POSITIVE_INFINITY),r.setNode(c)});let u=e.nodes()[0];
u!==void 0&&o.decrease(u,0);let l=!1;for(;o.size()>0;){if(s=o.removeMin(),s in i)r.setEdge(s,i[s]);else{if(l)throw new Error("Input graph is not connected: "+e);
l=!0}(n=e.nodeEdges(s))==null||n.forEach(a)}return r}function Mf(e,t,n,r){return Ef(e,t,n,r??(i=>{var o;return(o=e.outEdges(i))!=null?o:[]}))}function Ef(e,t,n,r){
if(n===void 0)return rr(e,t,n,r);let i=!1,o=e.nodes();for(let s=0;s<o.length;s++){let a=o[s];if(a===void 0)continue;let u=r(a);for(let l=0;l<u.length;l++){let c=u[l];
if(!c)continue;let h=c.v===a?c.v:c.w,d=h===c.v?c.w:c.v;n({v:h,w:d})<0&&(i=!0)}if(i)return Qs(e,t,n,r)}return rr(e,t,n,r)}var qe=Ti;function zt(e,t,n,r){let i=r;
for(;e.hasNode(i);)i=Si(r);return n.dummy=t,e.setNode(i,n),i}function Tf(e){let t=new qe().setGraph(e.graph());return e.nodes().forEach(n=>t.setNode(n,e.node(n))),
e.edges().forEach(n=>{let r=t.edge(n.v,n.w)||{weight:0,minlen:1},i=e.edge(n);t.setEdge(n.v,n.w,{weight:r.weight+i.weight,minlen:Math.max(r.minlen,i.minlen)})}),
t}function ra(e){let t=new qe({multigraph:e.isMultigraph()}).setGraph(e.graph());return e.nodes().forEach(n=>{e.children(n).length||t.setNode(n,e.node(n))}),e.edges().
forEach(n=>{t.setEdge(n,e.edge(n))}),t}function $s(e,t){let n=e.x,r=e.y,i=t.x-n,o=t.y-r,s=e.width/2,a=e.height/2;if(!i&&!o)throw new Error("Not possible to find\
 intersection inside of the rectangle");let u,l;return i===0||Math.abs(o)*s>Math.abs(i)*a?(o<0&&(a=-a),u=a*i/o,l=a):(i<0&&(s=-s),u=s,l=s*o/i),{x:n+u,y:r+l}}function sr(e){
let t=mn(oa(e)+1).map(()=>[]);return e.nodes().forEach(n=>{let r=e.node(n),i=r.rank;i!==void 0&&(t[i]||(t[i]=[]),t[i][r.order]=n)}),t}function Nf(e){let t=e.nodes().
map(r=>{let i=e.node(r).rank;return i===void 0?Number.MAX_VALUE:i}),n=Re(Math.min,t);e.nodes().forEach(r=>{let i=e.node(r);Object.hasOwn(i,"rank")&&(i.rank-=n)})}
function Sf(e){let t=e.nodes().map(s=>e.node(s).rank).filter(s=>s!==void 0),n=Re(Math.min,t),r=[];e.nodes().forEach(s=>{let a=e.node(s).rank-n;r[a]||(r[a]=[]),r[a].
push(s)});let i=0,o=e.graph().nodeRankFactor;Array.from(r).forEach((s,a)=>{s===void 0&&a%o!==0?--i:s!==void 0&&i&&s.forEach(u=>e.node(u).rank+=i)})}function Is(e,t,n,r){
let i={width:0,height:0};return arguments.length>=4&&(i.rank=n,i.order=r),zt(e,"border",i,t)}function Cf(e,t=ia){let n=[];for(let r=0;r<e.length;r+=t){let i=e.slice(
r,r+t);n.push(i)}return n}var ia=65535;function Re(e,t){if(t.length>ia){let n=Cf(t);return e(...n.map(r=>e(...r)))}else return e(...t)}function oa(e){let t=e.nodes().
map(n=>{let r=e.node(n).rank;return r===void 0?Number.MIN_VALUE:r});return Re(Math.max,t)}function Of(e,t){let n={lhs:[],rhs:[]};return e.forEach(r=>{t(r)?n.lhs.
push(r):n.rhs.push(r)}),n}function $f(e,t){return t()}var If=0;function Si(e){let t=++If;return e+(""+t)}function mn(e,t,n=1){t==null&&(t=e,e=0);let r=o=>o<t;n<0&&(r=o=>t<o);let i=[];for(let o=e;r(
o);o+=n)i.push(o);return i}function or(e,t){let n={};for(let r of t)e[r]!==void 0&&(n[r]=e[r]);return n}function ar(e,t){let n;return typeof t=="string"?n=r=>r[t]:
n=t,Object.entries(e).reduce((r,[i,o])=>(r[i]=n(o,i),r),{})}function Af(e,t){return e.reduce((n,r,i)=>(n[r]=t[i],n),{})}var ur="\0";function sa(e,t,n){var r,i,o,
s,a,u;if(!(e&&t&&n&&t.dummy==="edge"&&n.dummy==="edge"&&t.edgeObj&&n.edgeObj&&e[t.edgeObj.v]&&e[n.edgeObj.v]&&e[t.edgeObj.w]&&e[n.edgeObj.w]))return 0;let l=!0;
t.edgeObj.w===n.edgeObj.w&&(l=!1);let c=l?(i=(r=e[t.edgeObj.v])==null?void 0:r.rank)!=null?i:NaN+1:(s=(o=e[t.edgeObj.w])==null?void 0:o.rank)!=null?s:NaN-1,h=Object.
entries(e).find(_=>{var w,b;return((w=_[1].edgeObj)==null?void 0:w.v)===t.edgeObj.v&&((b=_[1].edgeObj)==null?void 0:b.w)===t.edgeObj.w&&_[1].rank===c}),d=Object.
entries(e).find(_=>{var w,b;return((w=_[1].edgeObj)==null?void 0:w.v)===n.edgeObj.v&&((b=_[1].edgeObj)==null?void 0:b.w)===n.edgeObj.w&&_[1].rank===c});if(!h||!d)
return 0;let m=(a=h[1].order)!=null?a:NaN,p=(u=d[1].order)!=null?u:NaN;return isNaN(m-p)?0:m-p}var Lf=class{constructor(){ef(this,"_sentinel");let e={};e._next=e._prev=e,this._sentinel=e}dequeue(){let e=this._sentinel,t=e._prev;if(t!==e)return As(t),t}enqueue(e){
let t=this._sentinel;e._prev&&e._next&&As(e),e._next=t._next,t._next._prev=e,t._next=e,e._prev=t}toString(){let e=[],t=this._sentinel,n=t._prev;for(;n!==t;)e.push(
JSON.stringify(n,Ff)),n=n._prev;return"["+e.join(", ")+"]"}};function As(e){e._prev._next=e._next,e._next._prev=e._prev,delete e._next,delete e._prev}function Ff(e,t){
if(e!=="_next"&&e!=="_prev")return t}var Pf=Lf,Df=()=>1;function Rf(e,t){if(e.nodeCount()<=1)return[];let n=zf(e,t||Df);return qf(n.graph,n.buckets,n.zeroIdx).flatMap(
r=>e.outEdges(r.v,r.w)||[])}function qf(e,t,n){var r;let i=[],o=t[t.length-1],s=t[0],a;for(;e.nodeCount();){for(;a=s.dequeue();)vi(e,t,n,a);for(;a=o.dequeue();)
vi(e,t,n,a);if(e.nodeCount()){for(let u=t.length-2;u>0;--u)if(a=(r=t[u])==null?void 0:r.dequeue(),a){i=i.concat(vi(e,t,n,a,!0)||[]);break}}}return i}function vi(e,t,n,r,i){
let o=[],s=i?o:void 0;return(e.inEdges(r.v)||[]).forEach(a=>{let u=e.edge(a),l=e.node(a.v);i&&o.push({v:a.v,w:a.w}),l.out-=u,Mi(t,n,l)}),(e.outEdges(r.v)||[]).forEach(
a=>{let u=e.edge(a),l=a.w,c=e.node(l);c.in-=u,Mi(t,n,c)}),e.removeNode(r.v),s}function zf(e,t){let n=new qe,r=0,i=0;e.nodes().forEach(a=>{n.setNode(a,{v:a,in:0,
out:0})}),e.edges().forEach(a=>{let u=n.edge(a.v,a.w)||0,l=t(a),c=u+l;n.setEdge(a.v,a.w,c);let h=n.node(a.v),d=n.node(a.w);i=Math.max(i,h.out+=l),r=Math.max(r,d.
in+=l)});let o=Uf(i+r+3).map(()=>new Pf),s=r+1;return n.nodes().forEach(a=>{Mi(o,s,n.node(a))}),{graph:n,buckets:o,zeroIdx:s}}function Mi(e,t,n){var r,i,o;n.out?
n.in?(o=e[n.out-n.in+t])==null||o.enqueue(n):(i=e[e.length-1])==null||i.enqueue(n):(r=e[0])==null||r.enqueue(n)}function Uf(e){let t=[];for(let n=0;n<e;n++)t.push(
n);return t}function jf(e,t){(e.graph().acyclicer==="greedy"?Rf(e,n(e)):Hf(e,t??null)).forEach(r=>{let i=e.edge(r);e.removeEdge(r),i.forwardName=r.name,i.reversed=
!0,e.setEdge(r.w,r.v,i,Si("rev"))});function n(r){return i=>r.edge(i).weight}}function Hf(e,t){let n=[],r={},i={};function o(u){Object.hasOwn(i,u)||(i[u]=!0,r[u]=
!0,e.outEdges(u).forEach(l=>{Object.hasOwn(r,l.w)?n.push(l):o(l.w)}),delete r[u])}function s(u){var l;Object.hasOwn(i,u)||(i[u]=!0,r[u]=!0,(l=e.outEdges(u))==null||
l.forEach(c=>{var h,d;Object.hasOwn(r,c.w)||((h=t.node(u))==null?void 0:h.rank)>((d=t.node(c.w))==null?void 0:d.rank)&&Bf(e,c.w,c)?n.push(c):s(c.w)}),delete r[u])}
let a=o;return t&&typeof t.node=="function"&&(a=s),e.sources().forEach(a),e.nodes().forEach(a),n}function Yf(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.reversed){
e.removeEdge(t);let r=n.forwardName;delete n.reversed,delete n.forwardName,e.setEdge(t.w,t.v,n,r)}})}function Bf(e,t,n){let r=new Set;function i(o){var s;if(e.sources().
includes(o))return!0;r.add(o);for(let a of(s=e.inEdges(o))!=null?s:[])if(!(a.v===n.v&&a.w===n.w)&&!r.has(a.v)&&i(a.v))return!0;return!1}return i(t)}function Wf(e){
e.graph().dummyChains=[],e.edges().forEach(t=>Vf(e,t))}function Vf(e,t){let n=t.v,r=e.node(n).rank,i=t.w,o=e.node(i).rank,s=t.name,a=e.edge(t),u=a.labelRank;if(o===
r+1)return;e.removeEdge(t);let l,c,h;for(h=0,++r;r<o;++h,++r)a.points=[],c={width:0,height:0,edgeLabel:a,edgeObj:t,rank:r},l=zt(e,"edge",c,"_d"),r===u&&(c.width=
a.width,c.height=a.height,c.dummy="edge-label",c.labelpos=a.labelpos),e.setEdge(n,l,{weight:a.weight},s),h===0&&e.graph().dummyChains.push(l),n=l;e.setEdge(n,i,
{weight:a.weight},s)}function Xf(e){e.graph().dummyChains.forEach(t=>{let n=e.node(t),r=n.edgeLabel,i;for(e.setEdge(n.edgeObj,r);n.dummy;)i=e.successors(t)[0],e.
removeNode(t),r.points.push({x:n.x,y:n.y}),n.dummy==="edge-label"&&(r.x=n.x,r.y=n.y,r.width=n.width,r.height=n.height),t=i,n=e.node(t)})}function Ci(e){let t={};
function n(r){let i=e.node(r);if(Object.hasOwn(t,r))return i.rank;t[r]=!0;let o=e.outEdges(r),s=o?o.map(u=>u==null?Number.POSITIVE_INFINITY:n(u.w)-e.edge(u).minlen):
[],a=Re(Math.min,s);return a===Number.POSITIVE_INFINITY&&(a=0),i.rank=a}e.sources().forEach(n)}function qt(e,t){return e.node(t.w).rank-e.node(t.v).rank-e.edge(
t).minlen}var aa=Gf;function Gf(e){let t=new qe({directed:!1}),n=e.nodes();if(n.length===0)throw new Error("Graph must have at least one node");let r=n[0],i=e.nodeCount();
t.setNode(r,{});let o,s;for(;Zf(t,e)<i&&(o=Qf(t,e),!!o);)s=t.hasNode(o.v)?qt(e,o):-qt(e,o),Kf(t,e,s);return t}function Zf(e,t){function n(r){let i=t.nodeEdges(r);
i&&i.forEach(o=>{let s=o.v,a=r===s?o.w:s;!e.hasNode(a)&&!qt(t,o)&&(e.setNode(a,{}),e.setEdge(r,a,{}),n(a))})}return e.nodes().forEach(n),e.nodeCount()}function Qf(e,t){
return t.edges().reduce((n,r)=>{let i=Number.POSITIVE_INFINITY;return e.hasNode(r.v)!==e.hasNode(r.w)&&(i=qt(t,r)),i<n[0]?[i,r]:n},[Number.POSITIVE_INFINITY,null])[1]}
function Kf(e,t,n){e.nodes().forEach(r=>t.node(r).rank+=n)}var{preorder:Jf,postorder:eh}=Ni,th=bt;bt.initLowLimValues=$i;bt.initCutValues=Oi;bt.calcCutValue=ua;
bt.leaveEdge=ca;bt.enterEdge=fa;bt.exchangeEdges=ha;function bt(e){e=Tf(e),Ci(e);let t=aa(e);$i(t),Oi(t,e);let n,r;for(;n=ca(t);)r=fa(t,e,n),ha(t,e,n,r)}function Oi(e,t){
let n=eh(e,e.nodes());n=n.slice(0,n.length-1),n.forEach(r=>nh(e,t,r))}function nh(e,t,n){let r=e.node(n).parent,i=e.edge(n,r);i.cutvalue=ua(e,t,n)}function ua(e,t,n){
let r=e.node(n).parent,i=!0,o=t.edge(n,r),s=0;o||(i=!1,o=t.edge(r,n)),s=o.weight;let a=t.nodeEdges(n);return a&&a.forEach(u=>{let l=u.v===n,c=l?u.w:u.v;if(c!==r){
let h=l===i,d=t.edge(u).weight;if(s+=h?d:-d,ih(e,n,c)){let m=e.edge(n,c).cutvalue;s+=h?-m:m}}}),s}function $i(e,t){arguments.length<2&&(t=e.nodes()[0]),la(e,{},
1,t)}function la(e,t,n,r,i){let o=n,s=e.node(r);t[r]=!0;let a=e.neighbors(r);return a&&a.forEach(u=>{Object.hasOwn(t,u)||(n=la(e,t,n,u,r))}),s.low=o,s.lim=n++,i?
s.parent=i:delete s.parent,n}function ca(e){return e.edges().find(t=>e.edge(t).cutvalue<0)}function fa(e,t,n){let r=n.v,i=n.w;t.hasEdge(r,i)||(r=n.w,i=n.v);let o=e.
node(r),s=e.node(i),a=o,u=!1;return o.lim>s.lim&&(a=s,u=!0),t.edges().filter(l=>u===Ls(e,e.node(l.v),a)&&u!==Ls(e,e.node(l.w),a)).reduce((l,c)=>qt(t,c)<qt(t,l)?
c:l)}function ha(e,t,n,r){let i=n.v,o=n.w;e.removeEdge(i,o),e.setEdge(r.v,r.w,{}),$i(e),Oi(e,t),rh(e,t)}function rh(e,t){let n=e.nodes().find(i=>!e.node(i).parent);
if(!n)return;let r=Jf(e,[n]);r=r.slice(1),r.forEach(i=>{let o=e.node(i).parent,s=t.edge(i,o),a=!1;s||(s=t.edge(o,i),a=!0),t.node(i).rank=t.node(o).rank+(a?s.minlen:
-s.minlen)})}function ih(e,t,n){return e.hasEdge(t,n)}function Ls(e,t,n){return n.low<=t.lim&&t.lim<=n.lim}var oh=sh;function sh(e){let t=e.graph().ranker;if(typeof t==
"function")return t(e);switch(t){case"network-simplex":Fs(e);break;case"tight-tree":uh(e);break;case"longest-path":ah(e);break;case"none":break;default:Fs(e)}}var ah=Ci;
function uh(e){Ci(e),aa(e)}function Fs(e){th(e)}var lh=ch;function ch(e){let t=hh(e),n=e.graph();Array.isArray(n.dummyChains)&&n.dummyChains.forEach(r=>{let i=e.
node(r),o=i.edgeObj,s=fh(e,t,o.v,o.w),a=s.path,u=s.lca,l=0,c=a[l],h=!0;for(;r!==o.w;){if(i=e.node(r),h){for(;(c=a[l])!==u&&e.node(c).maxRank<i.rank;)l++;c===u&&
(h=!1)}if(!h){for(;l<a.length-1&&e.node(a[l+1]).minRank<=i.rank;)l++;c=a[l]}c!==void 0&&e.setParent(r,c),r=e.successors(r)[0]}})}function fh(e,t,n,r){let i=[],o=[],
s=Math.min(t[n].low,t[r].low),a=Math.max(t[n].lim,t[r].lim),u;u=n;do u=e.parent(u),i.push(u);while(u&&(t[u].low>s||a>t[u].lim));let l=u,c=r;for(;(c=e.parent(c))!==
l;)o.push(c);return{path:i.concat(o.reverse()),lca:l}}function hh(e){let t={},n=0;function r(i){let o=n;e.children(i).forEach(r),t[i]={low:o,lim:n++}}return e.children(
ur).forEach(r),t}function dh(e){let t=zt(e,"root",{},"_root"),n=mh(e),r=Object.values(n),i=Re(Math.max,r)-1,o=2*i+1;e.graph().nestingRoot=t,e.edges().forEach(a=>e.
edge(a).minlen*=o);let s=ph(e)+1;e.children(ur).forEach(a=>{da(e,t,o,s,i,n,a)}),e.graph().nodeRankFactor=o}function da(e,t,n,r,i,o,s){var a;let u=e.children(s);
if(!u.length){s!==t&&e.setEdge(t,s,{weight:0,minlen:n});return}let l=Is(e,"_bt"),c=Is(e,"_bb"),h=e.node(s);e.setParent(l,s),h.borderTop=l,e.setParent(c,s),h.borderBottom=
c,u.forEach(d=>{var m;da(e,t,n,r,i,o,d);let p=e.node(d),_=p.borderTop?p.borderTop:d,w=p.borderBottom?p.borderBottom:d,b=p.borderTop?r:2*r,x=_!==w?1:i-((m=o[s])!=
null?m:0)+1;e.setEdge(l,_,{weight:b,minlen:x,nestingEdge:!0}),e.setEdge(w,c,{weight:b,minlen:x,nestingEdge:!0})}),e.parent(s)||e.setEdge(t,l,{weight:0,minlen:i+
((a=o[s])!=null?a:0)})}function mh(e){let t={};function n(r,i){let o=e.children(r);o&&o.length&&o.forEach(s=>n(s,i+1)),t[r]=i}return e.children(ur).forEach(r=>n(
r,1)),t}function ph(e){return e.edges().reduce((t,n)=>t+e.edge(n).weight,0)}function gh(e){let t=e.graph();e.removeNode(t.nestingRoot),delete t.nestingRoot,e.edges().
forEach(n=>{e.edge(n).nestingEdge&&e.removeEdge(n)})}var _h=yh;function yh(e){function t(n){let r=e.children(n),i=e.node(n);if(r.length&&r.forEach(t),i&&Object.
hasOwn(i,"minRank")){i.borderLeft=[],i.borderRight=[];for(let o=i.minRank,s=i.maxRank+1;o<s;++o)Ps(e,"borderLeft","_bl",n,i,o),Ps(e,"borderRight","_br",n,i,o)}}
e.children(ur).forEach(t)}function Ps(e,t,n,r,i,o){let s={width:0,height:0,rank:o,borderType:t},a=i[t][o-1],u=zt(e,"border",s,n);i[t][o]=u,e.setParent(u,r),a&&e.
setEdge(a,u,{weight:1})}function vh(e){var t;let n=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="lr"||n==="rl")&&ma(e)}function bh(e){var t;let n=(t=
e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="bt"||n==="rl")&&wh(e),(n==="lr"||n==="rl")&&(xh(e),ma(e))}function ma(e){e.nodes().forEach(t=>Ds(e.node(t))),
e.edges().forEach(t=>Ds(e.edge(t)))}function Ds(e){let t=e.width;e.width=e.height,e.height=t}function wh(e){e.nodes().forEach(t=>bi(e.node(t))),e.edges().forEach(
t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(bi),Object.hasOwn(r,"y")&&bi(r)})}function bi(e){e.y=-e.y}function xh(e){e.nodes().forEach(t=>wi(e.node(
t))),e.edges().forEach(t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(wi),Object.hasOwn(r,"x")&&wi(r)})}function wi(e){let t=e.x;e.x=e.y,e.y=t}function kh(e,t=null){
let n={},r=e.nodes().filter(l=>!e.children(l).length),i=r.map(l=>e.node(l).rank),o=Re(Math.max,i),s=mn(o+1).map(()=>[]);function a(l){if(n[l])return;n[l]=!0;let c=e.
node(l);s[c.rank].push(l);let h=e.successors(l);h&&[...h].sort((d,m)=>u(d,m)).forEach(a)}r.sort((l,c)=>e.node(l).rank-e.node(c).rank).forEach(a);function u(l,c){
let h=e.node(l),d=e.node(c);return sa(t,h,d)}return s}function Mh(e,t){let n=0;for(let r=1;r<t.length;++r)n+=Eh(e,t[r-1],t[r]);return n}function Eh(e,t,n){let r=Af(
n,n.map((l,c)=>c)),i=t.flatMap(l=>{let c=e.outEdges(l);return c?c.map(h=>({pos:r[h.w],weight:e.edge(h).weight})).sort((h,d)=>h.pos-d.pos):[]}),o=1;for(;o<n.length;)
o<<=1;let s=2*o-1;o-=1;let a=new Array(s).fill(0),u=0;return i.forEach(l=>{let c=l.pos+o;a[c]+=l.weight;let h=0;for(;c>0;)c%2&&(h+=a[c+1]),c=c-1>>1,a[c]+=l.weight;
u+=l.weight*h}),u}function Th(e,t=[]){return t.map(n=>{let r=e.inEdges(n);if(!r||!r.length)return{v:n};{let i=r.reduce((o,s)=>{let a=e.edge(s),u=e.node(s.v);return{
sum:o.sum+a.weight*u.order,weight:o.weight+a.weight}},{sum:0,weight:0});return{v:n,barycenter:i.sum/i.weight,weight:i.weight}}})}function Nh(e,t){let n={};e.forEach(
(i,o)=>{let s={indegree:0,in:[],out:[],vs:[i.v],i:o};i.barycenter!==void 0&&(s.barycenter=i.barycenter,s.weight=i.weight),n[i.v]=s}),t.edges().forEach(i=>{let o=n[i.
v],s=n[i.w];o!==void 0&&s!==void 0&&(s.indegree++,o.out.push(s))});let r=Object.values(n).filter(i=>!i.indegree);return Sh(r)}function Sh(e){let t=[];function n(i){
return o=>{o.merged||(o.barycenter===void 0||i.barycenter===void 0||o.barycenter>=i.barycenter)&&Ch(i,o)}}function r(i){return o=>{o.in.push(i),--o.indegree===0&&
e.push(o)}}for(;e.length;){let i=e.pop();t.push(i),i.in.reverse().forEach(n(i)),i.out.forEach(r(i))}return t.filter(i=>!i.merged).map(i=>or(i,["vs","i","barycen\
ter","weight"]))}function Ch(e,t){let n=0,r=0;e.weight&&(n+=e.barycenter*e.weight,r+=e.weight),t.weight&&(n+=t.barycenter*t.weight,r+=t.weight),e.vs=t.vs.concat(
e.vs),e.barycenter=n/r,e.weight=r,e.i=Math.min(t.i,e.i),t.merged=!0}function Oh(e,t,n,r,i){let o={},s=null,a=null,u=i;typeof t=="boolean"?(u=t,o={}):t&&(o=t,s=n??
null,a=r??null);let l=Of(e,b=>Object.hasOwn(b,"barycenter")),c=l.lhs,h=l.rhs.sort((b,x)=>x.i-b.i),d=[],m=0,p=0,_=0;c.sort($h(a,s,!!u));for(let[b,x]of Object.entries(
o)){let E=c.findIndex(M=>M.vs[0]===b);c.splice(E+1,0,x)}_=Rs(d,h,_),c.forEach(b=>{_+=b.vs.length,d.push(b.vs),m+=b.barycenter*b.weight,p+=b.weight,_=Rs(d,h,_)});
let w={vs:d.flat(1)};return p&&(w.barycenter=m/p,w.weight=p),w}function Rs(e,t,n){let r;for(;t.length&&(r=t[t.length-1]).i<=n;)t.pop(),e.push(r.vs),n++;return n}
function $h(e,t,n){return(r,i)=>{if(r.barycenter<i.barycenter)return-1;if(r.barycenter>i.barycenter)return 1;if(e&&(typeof r.vs[0]=="string"||typeof i.vs[0]=="s\
tring")){let o=e.node(r.vs[0]),s=e.node(i.vs[0]),a=sa(t,o,s);if(a!==0)return a}return n?i.i-r.i:r.i-i.i}}function pa(e,t,n,r,i){var o,s,a,u,l,c,h,d,m,p,_;let w=null,
b=i;typeof r=="boolean"?(b=r,w=null):r!==void 0&&(w=r);let x=e.children(t),E=e.node(t),M=E?E.borderLeft:void 0,F=E?E.borderRight:void 0,C={};M&&(x=x.filter(L=>L!==
M&&L!==F));let j=Th(e,x);j.forEach(L=>{if(e.children(L.v).length){let{result:z}=pa(e,L.v,n,w,b);C[L.v]=z,Object.hasOwn(z,"barycenter")&&Ah(L,z)}});let R=Nh(j,n);
Ih(R,C);let Y={},V=!1;for(let L=0;L<R.length;L++)for(let z=L+1;z<R.length;z++)if(!(!R[L]||!R[z]||!((o=R[L])!=null&&o.barycenter)||!((s=R[z])!=null&&s.barycenter))&&
((a=R[L])==null?void 0:a.barycenter)===R[z].barycenter){let y=(l=(u=R[L])==null?void 0:u.vs[0])!=null?l:"",g=(h=(c=R[z])==null?void 0:c.vs[0])!=null?h:"",v=e.node(
y),k=e.node(g);if(v.dummy==="edge"&&k.dummy==="edge"&&((d=v.edgeObj)==null?void 0:d.v)===((m=k.edgeObj)==null?void 0:m.v)&&((p=v.edgeObj)==null?void 0:p.w)===((_=
k.edgeObj)==null?void 0:_.w))if(v.edgeLabel.reversed){Y[g]=R[L],R.splice(L,1),L--;break}else Y[y]||(Y[y]=R[z],R.splice(z,1),z--);else V=!0}let H=Oh(R,Y,w,e,b);if(M&&
F){H.vs=[M,H.vs,F].flat(1);let L=e.predecessors(M);if(L&&L.length){let z=e.node(L[0]),y=e.predecessors(F),g=e.node(y[0]);Object.hasOwn(H,"barycenter")||(H.barycenter=
0,H.weight=0),H.barycenter=(H.barycenter*H.weight+z.order+g.order)/(H.weight+2),H.weight+=2}}return Object.defineProperty(H,"result",{value:H,enumerable:!1,configurable:!0,
writable:!0}),Object.defineProperty(H,"usedBias",{value:V,enumerable:!1,configurable:!0,writable:!0}),H}function Ih(e,t){e.forEach(n=>{n.vs=n.vs.flatMap(r=>t[r]?
t[r].vs:r)})}function Ah(e,t){e.barycenter!==void 0?(e.barycenter=(e.barycenter*e.weight+t.barycenter*t.weight)/(e.weight+t.weight),e.weight+=t.weight):(e.barycenter=
t.barycenter,e.weight=t.weight)}function Lh(e,t,n,r){r||(r=e.nodes());let i=Fh(e),o=new qe({compound:!0}).setGraph({root:i}).setDefaultNodeLabel(s=>e.node(s));return r.
forEach(s=>{let a=e.node(s),u=e.parent(s);if(a.rank===t||a.minRank<=t&&t<=a.maxRank){o.setNode(s),o.setParent(s,u||i);let l=e[n](s);l&&l.forEach(c=>{let h=c.v===
s?c.w:c.v,d=o.edge(h,s),m=d!==void 0?d.weight:0;o.setEdge(h,s,{weight:e.edge(c).weight+m})}),Object.hasOwn(a,"minRank")&&o.setNode(s,{borderLeft:a.borderLeft[t],
borderRight:a.borderRight[t]})}}),o}function Fh(e){let t;for(;e.hasNode(t=Si("_root")););return t}function Ph(e,t,n){let r={},i;n.forEach(o=>{let s=e.parent(o),
a,u;for(;s;){if(a=e.parent(s),a?(u=r[a],r[a]=s):(u=i,i=s),u&&u!==s){t.setEdge(u,s);return}s=a}})}function ga(e,t={},n=null){if(typeof t.customOrder=="function"){
t.customOrder(e,ga);return}let r=oa(e),i=qs(e,mn(1,r+1),"inEdges"),o=qs(e,mn(r-1,-1,-1),"outEdges"),s=kh(e,n);if(zs(e,s),t.disableOptimalOrderHeuristic)return;let a=Number.
POSITIVE_INFINITY,u,l=t.constraints||[];for(let c=0,h=0;h<4;++c,++h){Dh(c%2?i:o,c%4>=2,l,n),s=sr(e);let d=Mh(e,s);d<a?(h=0,u=Object.assign({},s),a=d):d===a&&(u=
structuredClone(s))}zs(e,u)}function qs(e,t,n){let r=new Map,i=(o,s)=>{r.has(o)||r.set(o,[]),r.get(o).push(s)};for(let o of e.nodes()){let s=e.node(o);if(typeof s.
rank=="number"&&i(s.rank,o),typeof s.minRank=="number"&&typeof s.maxRank=="number")for(let a=s.minRank;a<=s.maxRank;a++)a!==s.rank&&i(a,o)}return t.map(function(o){
return Lh(e,o,n,r.get(o)||[])})}function Dh(e,t,n,r){let i=!0,o=new qe;e.forEach(function(s){n.forEach(c=>o.setEdge(c.left,c.right));let a=s.graph().root,{result:u,
usedBias:l}=pa(s,a,o,r,i);t&&l&&(i=!i),u.vs.forEach((c,h)=>s.node(c).order=h),Ph(s,o,u.vs)})}function zs(e,t){Object.values(t).forEach(n=>n.forEach((r,i)=>e.node(
r).order=i))}function Rh(e,t){let n={};function r(i,o){let s=0,a=0,u=i.length,l=o[o.length-1];return o.forEach((c,h)=>{let d=zh(e,c),m=d?e.node(d).order:u;(d||c===
l)&&(o.slice(a,h+1).forEach(p=>{let _=e.predecessors(p);_&&_.forEach(w=>{let b=e.node(w),x=b.order;(x<s||m<x)&&!(b.dummy&&e.node(p).dummy)&&_a(n,w,p)})}),a=h+1,
s=m)}),o}return t.length&&t.reduce(r),n}function qh(e,t){let n={};function r(s){var a;return((a=e.node(s))==null?void 0:a.dummy)==="border"}if(!e.nodes().some(r))
return n;function i(s,a,u,l,c){mn(a,u).forEach(h=>{let d=s[h];if(d!==void 0&&e.node(d).dummy){let m=e.predecessors(d);m&&m.forEach(p=>{if(p===void 0)return;let _=e.
node(p);_.dummy&&(_.order<l||_.order>c)&&_a(n,p,d)})}})}function o(s,a){let u=-1,l=-1,c=0;return a.forEach((h,d)=>{if(r(h)){let m=e.predecessors(h);if(m&&m.length){
let p=m[0];if(p===void 0)return;l=e.node(p).order,i(a,c,d,u,l),c=d,u=l}}i(a,c,a.length,l,s.length)}),a}return t.length&&t.reduce(o),n}function zh(e,t){if(e.node(
t).dummy){let n=e.predecessors(t);if(n)return n.find(r=>e.node(r).dummy)}}function _a(e,t,n){if(t>n){let i=t;t=n,n=i}let r=e[t];r||(e[t]=r={}),r[n]=!0}function Uh(e,t,n){
if(t>n){let i=t;t=n,n=i}let r=e[t];return r!==void 0&&Object.hasOwn(r,n)}function jh(e,t,n,r,i){let o={},s={},a={};return t.forEach(u=>{u.forEach((l,c)=>{o[l]=l,
s[l]=l,a[l]=c})}),t.forEach(u=>{let l=-1,c=-1,h=!1,d=u,m=u.findIndex(p=>i?.includes(p)||Us(p,e,i));m>0&&(d=[u[m],...u.slice(0,m),...u.slice(m+1)],h=!0),d.forEach(
p=>{var _;let w=r(p);if(w&&w.length){i!=null&&i.includes(p)&&(w=w.filter(E=>Us(E,e,i)));let b=w.sort((E,M)=>{let F=a[E],C=a[M];return(F!==void 0?F:0)-(C!==void 0?
C:0)}),x=(b.length-1)/2;for(let E=Math.floor(x),M=Math.ceil(x);E<=M;++E){let F=b[E];if(F===void 0)continue;let C=a[F];if(C!==void 0&&s[p]===p&&l<C&&a[F]!==c&&!Uh(
n,p,F)){let j=o[F];j!==void 0&&(s[F]=p,s[p]=o[p]=j,l=C,h&&(l=-1,c=(_=a[F])!=null?_:-1,h=!1))}}}})}),{root:o,align:s}}function Hh(e,t,n,r,i=!1){let o={},s=Yh(e,t,
n,i),a=i?"borderLeft":"borderRight";function u(m,p){let _=s.nodes().slice(),w={},b=_.pop();for(;b;){if(w[b])m(b);else{w[b]=!0,_.push(b);for(let x of p(b))_.push(
x)}b=_.pop()}}function l(m){let p=s.inEdges(m);p?o[m]=p.reduce((_,w)=>{var b;let x=(b=o[w.v])!=null?b:0,E=s.edge(w);return Math.max(_,x+(E!==void 0?E:0))},0):o[m]=
0}function c(m){let p=s.outEdges(m),_=Number.POSITIVE_INFINITY;p&&(_=p.reduce((b,x)=>{let E=o[x.w],M=s.edge(x);return Math.min(b,(E!==void 0?E:0)-(M!==void 0?M:
0))},Number.POSITIVE_INFINITY));let w=e.node(m);_!==Number.POSITIVE_INFINITY&&w.borderType!==a&&(o[m]=Math.max(o[m]!==void 0?o[m]:0,_))}function h(m){return s.predecessors(
m)||[]}function d(m){return s.successors(m)||[]}return u(l,h),u(c,d),Object.keys(r).forEach(m=>{var p;let _=n[m];_!==void 0&&(o[m]=(p=o[_])!=null?p:0)}),o}function Yh(e,t,n,r){
let i=new qe,o=e.graph(),s=Gh(o.nodesep,o.edgesep,r);return t.forEach(a=>{let u;a.forEach(l=>{let c=n[l];if(c!==void 0){if(i.setNode(c),u!==void 0){let h=n[u];if(h!==
void 0){let d=i.edge(h,c);i.setEdge(h,c,Math.max(s(e,l,u),d||0))}}u=l}})}),i}function Bh(e,t){return Object.values(t).reduce((n,r)=>{let i=Number.NEGATIVE_INFINITY,
o=Number.POSITIVE_INFINITY;Object.entries(r).forEach(([a,u])=>{let l=Zh(e,a)/2;i=Math.max(u+l,i),o=Math.min(u-l,o)});let s=i-o;return s<n[0]&&(n=[s,r]),n},[Number.
POSITIVE_INFINITY,null])[1]}function Wh(e,t){let n=Object.values(t),r=Re(Math.min,n),i=Re(Math.max,n);["u","d"].forEach(o=>{["l","r"].forEach(s=>{let a=o+s,u=e[a];
if(!u||u===t)return;let l=Object.values(u),c=r-Re(Math.min,l);s!=="l"&&(c=i-Re(Math.max,l)),c&&(e[a]=ar(u,h=>h+c))})})}function Vh(e,t=void 0){let n=e.ul;return n?
ar(n,(r,i)=>{var o,s;if(t){let u=t.toLowerCase(),l=e[u];if(l&&l[i]!==void 0)return l[i]}let a=Object.values(e).map(u=>{let l=u[i];return l!==void 0?l:0}).sort((u,l)=>u-
l);return(((o=a[1])!=null?o:0)+((s=a[2])!=null?s:0))/2}):{}}function Xh(e,t){let n=sr(e),r=Object.assign(Rh(e,n),qh(e,n)),i={},o;["u","d"].forEach(a=>{o=a==="u"?
n:Object.values(n).reverse(),["l","r"].forEach(u=>{u==="r"&&(o=o.map(h=>Object.values(h).reverse()));let l=jh(e,o,r,h=>(a==="u"?e.predecessors(h):e.successors(h))||
[],t),c=Hh(e,o,l.root,l.align,u==="r");u==="r"&&(c=ar(c,h=>-h)),i[a+u]=c})});let s=Bh(e,i);return Wh(i,s),Vh(i,e.graph().align)}function Gh(e,t,n){return(r,i,o)=>{
let s=r.node(i),a=r.node(o),u=0,l;if(u+=s.width/2,Object.hasOwn(s,"labelpos"))switch(s.labelpos.toLowerCase()){case"l":l=-s.width/2;break;case"r":l=s.width/2;break}
if(l&&(u+=n?l:-l),l=void 0,u+=(s.dummy?t:e)/2,u+=(a.dummy?t:e)/2,u+=a.width/2,Object.hasOwn(a,"labelpos"))switch(a.labelpos.toLowerCase()){case"l":l=a.width/2;break;case"\
r":l=-a.width/2;break}return l&&(u+=n?l:-l),u}}function Zh(e,t){return e.node(t).width}function Us(e,t,n){var r;if(!n)return!1;let i=(r=t.node(e))==null?void 0:
r.edgeObj;if(!i||t.node(e).edgeLabel.reversed)return!1;let o=n.indexOf(i?.v),s=n.indexOf(i?.w);return o!==-1&&s!==-1&&o===(s+1)%n.length||o===(s-1)%n.length}function Qh(e,t){
e=ra(e),Kh(e),Object.entries(Xh(e,t)).forEach(([n,r])=>e.node(n).x=r)}function Kh(e){let t=sr(e),n=e.graph(),r=n.ranksep,i=n.rankalign,o=0;t.forEach(s=>{let a=s.
reduce((u,l)=>{var c;let h=(c=e.node(l).height)!=null?c:0;return u>h?u:h},0);s.forEach(u=>{let l=e.node(u);i==="top"?l.y=o+l.height/2:i==="bottom"?l.y=o+a-l.height/
2:l.y=o+a/2}),o+=a+r})}var js=new WeakMap;function ya(e,t={}){return va(e,$f,t),e}function Hs(e,t,n){let r=t;for(;r!==void 0;){let i=e.parent(r);if(i===n)return r;
r=i}}function va(e,t,n){var r;let i=e.nodes().filter(x=>e.children(x).length),o={};i.forEach(x=>{let E=e.node(x);if(E&&E.rankdir){let M=new qe({multigraph:!0,compound:!0});
M.setGraph({rankdir:E.rankdir});let F=e.children(x);F.forEach(y=>{let g={...e.node(y)};M.setNode(y,g);let v=e.parent(y);v&&v!==x&&F.includes(v)&&M.setParent(y,v)});
let C=new Set;e.edges().forEach(y=>{let g=Hs(e,y.v,x),v=Hs(e,y.w,x);if(g===y.v&&v===y.w)M.setEdge(y,{...e.edge(y)});else if(g&&v&&g!==v){let k=`${g}\0${v}`;C.has(
k)||(C.add(k),M.setEdge(g,v,{...e.edge(y)}))}}),va(M,t,n);let j=Xs(M);Bs(j,t,n,null),Ws(M,j);let R=1/0,Y=1/0,V=-1/0,H=-1/0;M.nodes().forEach(y=>{if(y===x)return;
let g=M.node(y);g&&typeof g.x=="number"&&typeof g.y=="number"&&typeof g.width=="number"&&typeof g.height=="number"&&(R=Math.min(R,g.x-g.width/2),V=Math.max(V,g.
x+g.width/2),Y=Math.min(Y,g.y-g.height/2),H=Math.max(H,g.y+g.height/2))}),(!isFinite(R)||!isFinite(Y)||!isFinite(V)||!isFinite(H))&&(R=Y=0,V=H=0);let L=V-R,z=H-
Y;o[x]={minX:R,minY:Y,maxX:V,maxY:H,width:L,height:z,offsetX:R,offsetY:Y},E._dagreClusterSubgraph=M}});let s=[],a=x=>{let E=[],M=(e.children(x)||[]).filter(F=>F!==
x);for(;M.length>0;){let F=M.shift();E.push(F),(e.children(F)||[]).filter(C=>C!==F).forEach(C=>M.push(C))}return E},u=new Map;i.forEach(x=>{let E=e.node(x);E&&E.
rankdir&&o[x]&&u.set(x,(e.children(x)||[]).filter(M=>M!==x))});let l=new Set([...u.values()].flat()),c=new Map;u.forEach((x,E)=>{l.has(E)||c.set(E,a(E))});let h=new Set(
[...c.values()].flat()),d=x=>{for(let[E,M]of c)if(M.includes(x))return E;return x},m=[];e.edges().forEach(x=>{(h.has(x.v)||h.has(x.w))&&m.push({edge:x,label:e.edge(
x)})});let p=new Map;h.forEach(x=>{let E=e.parent(x);p.set(x,typeof E=="string"?E:void 0)}),c.forEach((x,E)=>{let M=e.node(E),F=[];x.forEach(R=>{let Y=e.node(R);
Y&&(F.push({id:R,node:Y,parent:p.get(R)}),e.removeNode(R))});let C=m.filter(({edge:R})=>x.includes(R.v)||x.includes(R.w)),j=o[E];M&&(s.push({clusterId:E,subgraph:M.
_dagreClusterSubgraph,bounds:j,children:x,removedNodes:F,removedEdges:C}),M.width=j.width,M.height=j.height)});let _=new Set;m.forEach(({edge:x,label:E})=>{let M=d(
x.v),F=d(x.w);if(M!==F&&e.hasNode(M)&&e.hasNode(F)){let C=`${M}\0${F}`;_.has(C)||(_.add(C),e.setEdge(M,F,{...E,width:0,height:0}))}});let w=Xs(e),b=Bs(w,t,n,(r=
js.get(e))!=null?r:null);js.set(e,b),Ws(e,w),_.forEach(x=>{let E=x.indexOf("\0"),M=x.slice(0,E),F=x.slice(E+1);e.hasEdge(M,F)&&e.removeEdge(M,F)}),s.forEach(({clusterId:x,
subgraph:E,bounds:M,removedNodes:F,removedEdges:C})=>{var j,R;let Y=e.node(x),V=(j=Y?.x)!=null?j:0,H=(R=Y?.y)!=null?R:0,L=(M.minX+M.maxX)/2,z=(M.minY+M.maxY)/2;
F.forEach(({id:y,node:g,parent:v})=>{e.setNode(y,g),v!==void 0&&e.setParent(y,v)}),C.forEach(({edge:y,label:g})=>{e.setEdge(y,g)}),E.nodes().forEach(y=>{if(y===
x)return;let g=E.node(y),v=e.node(y);v&&g&&typeof g.x=="number"&&typeof g.y=="number"&&(v.x=V+(g.x-L),v.y=H+(g.y-z))}),Ys(e,E,V-L,H-z),delete Y._dagreClusterSubgraph}),
i.forEach(x=>{var E,M;let F=e.node(x),C=o[x];if(F&&F.rankdir&&F._dagreClusterSubgraph&&C){let j=F._dagreClusterSubgraph,R=(E=F.x)!=null?E:0,Y=(M=F.y)!=null?M:0,
V=(C.minX+C.maxX)/2,H=(C.minY+C.maxY)/2;j.nodes().forEach(L=>{if(L===x)return;let z=j.node(L),y=e.node(L);if(y&&z&&typeof z.x=="number"&&typeof z.y=="number"){let g=z.
x-V,v=z.y-H;y.x=R+g,y.y=Y+v}}),Ys(e,j,R-V,Y-H),delete F._dagreClusterSubgraph}})}function Ys(e,t,n,r){t.edges().forEach(i=>{if(!e.hasEdge(i))return;let o=t.edge(
i),s=e.edge(i);s.points=o.points.map(a=>({x:a.x+n,y:a.y+r})),Object.hasOwn(o,"x")&&(s.x=o.x+n,s.y=o.y+r)})}function Bs(e,t,n,r=null){var i,o;let s=n?.useDynamic!==
!1,a=s&&(i=r?.graph)!=null?i:null,u=s&&(o=r?.rawNodes)!=null?o:null;t("    makeSpaceForEdgeLabels",()=>sd(e)),t("    removeSelfEdges",()=>pd(e)),t("    acyclic",
()=>jf(e,a)),t("    nestingGraph.run",()=>dh(e)),t("    rank",()=>oh(ra(e))),t("    injectEdgeLabelProxies",()=>ad(e)),t("    removeEmptyRanks",()=>Sf(e)),t("  \
  nestingGraph.cleanup",()=>gh(e)),t("    normalizeRanks",()=>Nf(e)),t("    assignRankMinMax",()=>ud(e)),t("    removeEdgeLabelProxies",()=>ld(e)),t("    normal\
ize.run",()=>Wf(e)),t("    parentDummyChains",()=>lh(e)),t("    addBorderSegments",()=>_h(e)),t("    order",()=>ga(e,n,u)),t("    insertSelfEdges",()=>gd(e)),t(
"    adjustCoordinateSystem",()=>vh(e)),t("    position",()=>Qh(e,n.corePath)),t("    positionSelfEdges",()=>_d(e));let l=JSON.parse(JSON.stringify(e._nodes));return t(
"    removeBorderNodes",()=>md(e)),t("    normalize.undo",()=>Xf(e)),t("    fixupEdgeLabelCoords",()=>hd(e)),t("    undoCoordinateSystem",()=>bh(e)),t("    tran\
slateGraph",()=>cd(e)),t("    assignNodeIntersects",()=>fd(e)),t("    reversePoints",()=>dd(e)),t("    acyclic.undo",()=>Yf(e)),{graph:e,rawNodes:l}}function Ws(e,t){
e.nodes().forEach(n=>{let r=e.node(n),i=t.node(n);r&&(r.x=i.x,r.y=i.y,r.order=i.order,r.rank=i.rank,t.children(n).length&&(r.width=i.width,r.height=i.height))}),
e.edges().forEach(n=>{let r=e.edge(n),i=t.edge(n);r.points=i.points,Object.hasOwn(i,"x")&&(r.x=i.x,r.y=i.y)}),e.graph().width=t.graph().width,e.graph().height=t.
graph().height}var Jh=["nodesep","edgesep","ranksep","marginx","marginy"],ed={ranksep:50,edgesep:20,nodesep:50,rankdir:"TB",rankalign:"center"},td=["acyclicer",
"ranker","rankdir","align","rankalign"],nd=["width","height","rank"],Vs={width:0,height:0},rd=["minlen","weight","width","height","labeloffset"],id={minlen:1,weight:1,
width:0,height:0,labeloffset:10,labelpos:"r"},od=["labelpos"];function Xs(e){let t=new qe({multigraph:!0,compound:!0}),n=ki(e.graph());return t.setGraph(Object.
assign({},ed,xi(n,Jh),or(n,td))),e.nodes().forEach(r=>{let i=ki(e.node(r)),o=xi(i,nd);Object.keys(Vs).forEach(a=>{o[a]===void 0&&(o[a]=Vs[a])}),t.setNode(r,o);let s=e.
parent(r);s!==void 0&&t.setParent(r,s)}),e.edges().forEach(r=>{let i=ki(e.edge(r));t.setEdge(r,Object.assign({},id,xi(i,rd),or(i,od)))}),t}function sd(e){let t=e.
graph();t.ranksep/=2,e.edges().forEach(n=>{var r;let i=e.edge(n);i.minlen*=2,((r=i.labelpos)!=null?r:"r").toLowerCase()!=="c"&&(t.rankdir==="TB"||t.rankdir==="B\
T"?i.width+=i.labeloffset:i.height+=i.labeloffset)})}function ad(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.width&&n.height){let r=e.node(t.v),i={rank:(e.node(
t.w).rank-r.rank)/2+r.rank,e:t};zt(e,"edge-proxy",i,"_ep")}})}function ud(e){let t=0;e.nodes().forEach(n=>{let r=e.node(n);r.borderTop&&(r.minRank=e.node(r.borderTop).
rank,r.maxRank=e.node(r.borderBottom).rank,t=Math.max(t,r.maxRank))}),e.graph().maxRank=t}function ld(e){e.nodes().forEach(t=>{let n=e.node(t);if(n.dummy==="edg\
e-proxy"){let r=n;e.edge(r.e).labelRank=n.rank,e.removeNode(t)}})}function cd(e){let t=Number.POSITIVE_INFINITY,n=0,r=Number.POSITIVE_INFINITY,i=0,o=e.graph(),s=o.
marginx||0,a=o.marginy||0;function u(l){let c=l.x,h=l.y,d=l.width,m=l.height;t=Math.min(t,c-d/2),n=Math.max(n,c+d/2),r=Math.min(r,h-m/2),i=Math.max(i,h+m/2)}e.nodes().
forEach(l=>u(e.node(l))),e.edges().forEach(l=>{let c=e.edge(l);Object.hasOwn(c,"x")&&u(c)}),t-=s,r-=a,e.nodes().forEach(l=>{let c=e.node(l);c.x-=t,c.y-=r}),e.edges().
forEach(l=>{let c=e.edge(l);c.points.forEach(h=>{h.x-=t,h.y-=r}),Object.hasOwn(c,"x")&&(c.x-=t),Object.hasOwn(c,"y")&&(c.y-=r)}),o.width=n-t+s,o.height=i-r+a}function fd(e){
e.edges().forEach(t=>{if(t.v===t.w)return;let n=e.edge(t),r=e.node(t.v),i=e.node(t.w),o,s;n.points?(o=n.points[0],s=n.points[n.points.length-1]):(n.points=[],o=
i,s=r),n.points.unshift($s(r,o)),n.points.push($s(i,s))})}function hd(e){e.edges().forEach(t=>{let n=e.edge(t);if(Object.hasOwn(n,"x"))switch((n.labelpos==="l"||
n.labelpos==="r")&&(n.width-=n.labeloffset),n.labelpos){case"l":n.x-=n.width/2+n.labeloffset;break;case"r":n.x+=n.width/2+n.labeloffset;break}})}function dd(e){
e.edges().forEach(t=>{let n=e.edge(t);n.reversed&&n.points.reverse()})}function md(e){e.nodes().forEach(t=>{if(e.children(t).length){let n=e.node(t),r=e.node(n.
borderTop),i=e.node(n.borderBottom),o=e.node(n.borderLeft[n.borderLeft.length-1]),s=e.node(n.borderRight[n.borderRight.length-1]);n.width=Math.abs(s.x-o.x),n.height=
Math.abs(i.y-r.y),n.x=o.x+n.width/2,n.y=r.y+n.height/2}}),e.nodes().forEach(t=>{e.node(t).dummy==="border"&&e.removeNode(t)})}function pd(e){e.edges().forEach(t=>{
if(t.v===t.w){let n=e.node(t.v);n.selfEdges||(n.selfEdges=[]),n.selfEdges.push({e:t,label:e.edge(t)}),e.removeEdge(t)}})}function gd(e){sr(e).forEach(t=>{let n=0;
t.forEach((r,i)=>{let o=e.node(r);typeof o.rank!="number"&&(o.rank=0),o.order=i+n,(o.selfEdges||[]).forEach(s=>{zt(e,"selfedge",{width:s.label.width,height:s.label.
height,rank:o.rank,order:i+ ++n,e:s.e,edgeLabel:s.label},"_se"),(!Array.isArray(s.label.points)||s.label.points.length!==7)&&(s.label.points=[{x:0,y:-10},{x:0,y:-10},
{x:0,y:0},{x:0,y:10},{x:0,y:10},{x:0,y:0},{x:0,y:0}])}),delete o.selfEdges})})}function _d(e){e.nodes().forEach(t=>{let n=e.node(t),r=i=>typeof i=="number"&&isFinite(
i);if(n.dummy==="selfedge"){let i=n,o=e.node(i.e.v),s=r(o?.x)?o.x:0,a=r(o?.y)?o.y:0,u=r(o?.width)?o.width:0,l=r(o?.height)?o.height:0,c=r(n.x)?n.x:s,h=r(n.y)?n.
y:a,d=u/2,m=l/2;i.edgeLabel.points=[{x:c+d,y:h-m},{x:c+d,y:h-m},{x:c,y:h},{x:c-d,y:h+m},{x:c-d,y:h+m},{x:c,y:h},{x:c,y:h}],i.edgeLabel.x=c,i.edgeLabel.y=h,e.setEdge(
i.e,i.edgeLabel),e.removeNode(t)}else n&&Array.isArray(n.selfEdges)&&n.selfEdges.forEach(i=>{if(!Array.isArray(i.label.points)||i.label.points.length!==7){let o=r(
n.x)?n.x:0,s=r(n.y)?n.y:0,a=r(n.width)?n.width:0,u=r(n.height)?n.height:0,l=a/2,c=u/2;i.label.points=[{x:o+l,y:s-c},{x:o+l,y:s-c},{x:o,y:s},{x:o-l,y:s+c},{x:o-l,
y:s+c},{x:o,y:s},{x:o,y:s}]}})})}function xi(e,t){return ar(or(e,t),Number)}function ki(e){let t={};return e&&Object.entries(e).forEach(([n,r])=>{typeof n=="str\
ing"&&(n=n.toLowerCase()),t[n]=r}),t}var Ii="http://www.w3.org/1999/xhtml",ba={svg:"http://www.w3.org/2000/svg",xhtml:Ii,xlink:"http://www.w3.org/1999/xlink",xml:"http://www.w3.org/XML/1998/namespa\
ce",xmlns:"http://www.w3.org/2000/xmlns/"};function pn(e){var t=e+="",n=t.indexOf(":");return n>=0&&(t=e.slice(0,n))!=="xmlns"&&(e=e.slice(n+1)),ba.hasOwnProperty(
t)?{space:ba[t],local:e}:e}function yd(e){return function(){var t=this.ownerDocument,n=this.namespaceURI;return n===Ii&&t.documentElement.namespaceURI===Ii?t.createElement(
e):t.createElementNS(n,e)}}function vd(e){return function(){return this.ownerDocument.createElementNS(e.space,e.local)}}function wa(e){var t=pn(e);return(t.local?
vd:yd)(t)}function bd(){}function cr(e){return e==null?bd:function(){return this.querySelector(e)}}function wd(e){typeof e!="function"&&(e=cr(e));for(var t=this.
_groups,n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=new Array(s),u,l,c=0;c<s;++c)(u=o[c])&&(l=e.call(u,u.__data__,c,o))&&("__data__"in
u&&(l.__data__=u.__data__),a[c]=l);return new Te(r,this._parents)}function xd(e){return e==null?[]:Array.isArray(e)?e:Array.from(e)}function kd(){return[]}function Li(e){
return e==null?kd:function(){return this.querySelectorAll(e)}}function Md(e){return function(){return xd(e.apply(this,arguments))}}function Ed(e){typeof e=="fun\
ction"?e=Md(e):e=Li(e);for(var t=this._groups,n=t.length,r=[],i=[],o=0;o<n;++o)for(var s=t[o],a=s.length,u,l=0;l<a;++l)(u=s[l])&&(r.push(e.call(u,u.__data__,l,s)),
i.push(u));return new Te(r,i)}function Fi(e){return function(){return this.matches(e)}}function xa(e){return function(t){return t.matches(e)}}var Td=Array.prototype.
find;function Nd(e){return function(){return Td.call(this.children,e)}}function Sd(){return this.firstElementChild}function Cd(e){return this.select(e==null?Sd:
Nd(typeof e=="function"?e:xa(e)))}var Od=Array.prototype.filter;function $d(){return Array.from(this.children)}function Id(e){return function(){return Od.call(this.
children,e)}}function Ad(e){return this.selectAll(e==null?$d:Id(typeof e=="function"?e:xa(e)))}function Ld(e){typeof e!="function"&&(e=Fi(e));for(var t=this._groups,
n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=[],u,l=0;l<s;++l)(u=o[l])&&e.call(u,u.__data__,l,o)&&a.push(u);return new Te(r,this._parents)}
function ka(e){return new Array(e.length)}function Fd(){return new Te(this._enter||this._groups.map(ka),this._parents)}function lr(e,t){this.ownerDocument=e.ownerDocument,
this.namespaceURI=e.namespaceURI,this._next=null,this._parent=e,this.__data__=t}lr.prototype={constructor:lr,appendChild:function(e){return this._parent.insertBefore(
e,this._next)},insertBefore:function(e,t){return this._parent.insertBefore(e,t)},querySelector:function(e){return this._parent.querySelector(e)},querySelectorAll:function(e){
return this._parent.querySelectorAll(e)}};function Pd(e){return function(){return e}}function Dd(e,t,n,r,i,o){for(var s=0,a,u=t.length,l=o.length;s<l;++s)(a=t[s])?
(a.__data__=o[s],r[s]=a):n[s]=new lr(e,o[s]);for(;s<u;++s)(a=t[s])&&(i[s]=a)}function Rd(e,t,n,r,i,o,s){var a,u,l=new Map,c=t.length,h=o.length,d=new Array(c),m;
for(a=0;a<c;++a)(u=t[a])&&(d[a]=m=s.call(u,u.__data__,a,t)+"",l.has(m)?i[a]=u:l.set(m,u));for(a=0;a<h;++a)m=s.call(e,o[a],a,o)+"",(u=l.get(m))?(r[a]=u,u.__data__=
o[a],l.delete(m)):n[a]=new lr(e,o[a]);for(a=0;a<c;++a)(u=t[a])&&l.get(d[a])===u&&(i[a]=u)}function qd(e){return e.__data__}function zd(e,t){if(!arguments.length)
return Array.from(this,qd);var n=t?Rd:Dd,r=this._parents,i=this._groups;typeof e!="function"&&(e=Pd(e));for(var o=i.length,s=new Array(o),a=new Array(o),u=new Array(
o),l=0;l<o;++l){var c=r[l],h=i[l],d=h.length,m=Ud(e.call(c,c&&c.__data__,l,r)),p=m.length,_=a[l]=new Array(p),w=s[l]=new Array(p),b=u[l]=new Array(d);n(c,h,_,w,
b,m,t);for(var x=0,E=0,M,F;x<p;++x)if(M=_[x]){for(x>=E&&(E=x+1);!(F=w[E])&&++E<p;);M._next=F||null}}return s=new Te(s,r),s._enter=a,s._exit=u,s}function Ud(e){return typeof e==
"object"&&"length"in e?e:Array.from(e)}function jd(){return new Te(this._exit||this._groups.map(ka),this._parents)}function Hd(e,t,n){var r=this.enter(),i=this,
o=this.exit();return typeof e=="function"?(r=e(r),r&&(r=r.selection())):r=r.append(e+""),t!=null&&(i=t(i),i&&(i=i.selection())),n==null?o.remove():n(o),r&&i?r.merge(
i).order():i}function Yd(e){for(var t=e.selection?e.selection():e,n=this._groups,r=t._groups,i=n.length,o=r.length,s=Math.min(i,o),a=new Array(i),u=0;u<s;++u)for(var l=n[u],
c=r[u],h=l.length,d=a[u]=new Array(h),m,p=0;p<h;++p)(m=l[p]||c[p])&&(d[p]=m);for(;u<i;++u)a[u]=n[u];return new Te(a,this._parents)}function Bd(){for(var e=this.
_groups,t=-1,n=e.length;++t<n;)for(var r=e[t],i=r.length-1,o=r[i],s;--i>=0;)(s=r[i])&&(o&&s.compareDocumentPosition(o)^4&&o.parentNode.insertBefore(s,o),o=s);return this}
function Wd(e){e||(e=Vd);function t(h,d){return h&&d?e(h.__data__,d.__data__):!h-!d}for(var n=this._groups,r=n.length,i=new Array(r),o=0;o<r;++o){for(var s=n[o],
a=s.length,u=i[o]=new Array(a),l,c=0;c<a;++c)(l=s[c])&&(u[c]=l);u.sort(t)}return new Te(i,this._parents).order()}function Vd(e,t){return e<t?-1:e>t?1:e>=t?0:NaN}
function Xd(){var e=arguments[0];return arguments[0]=this,e.apply(null,arguments),this}function Gd(){return Array.from(this)}function Zd(){for(var e=this._groups,
t=0,n=e.length;t<n;++t)for(var r=e[t],i=0,o=r.length;i<o;++i){var s=r[i];if(s)return s}return null}function Qd(){let e=0;for(let t of this)++e;return e}function Kd(){
return!this.node()}function Jd(e){for(var t=this._groups,n=0,r=t.length;n<r;++n)for(var i=t[n],o=0,s=i.length,a;o<s;++o)(a=i[o])&&e.call(a,a.__data__,o,i);return this}
function em(e){return function(){this.removeAttribute(e)}}function tm(e){return function(){this.removeAttributeNS(e.space,e.local)}}function nm(e,t){return function(){
this.setAttribute(e,t)}}function rm(e,t){return function(){this.setAttributeNS(e.space,e.local,t)}}function im(e,t){return function(){var n=t.apply(this,arguments);
n==null?this.removeAttribute(e):this.setAttribute(e,n)}}function om(e,t){return function(){var n=t.apply(this,arguments);n==null?this.removeAttributeNS(e.space,
e.local):this.setAttributeNS(e.space,e.local,n)}}function sm(e,t){var n=pn(e);if(arguments.length<2){var r=this.node();return n.local?r.getAttributeNS(n.space,n.
local):r.getAttribute(n)}return this.each((t==null?n.local?tm:em:typeof t=="function"?n.local?om:im:n.local?rm:nm)(n,t))}function Ma(e){return e.ownerDocument&&
e.ownerDocument.defaultView||e.document&&e||e.defaultView}function am(e){return function(){this.style.removeProperty(e)}}function um(e,t,n){return function(){this.
style.setProperty(e,t,n)}}function lm(e,t,n){return function(){var r=t.apply(this,arguments);r==null?this.style.removeProperty(e):this.style.setProperty(e,r,n)}}
function cm(e,t,n){return arguments.length>1?this.each((t==null?am:typeof t=="function"?lm:um)(e,t,n??"")):wt(this.node(),e)}function wt(e,t){return e.style.getPropertyValue(
t)||Ma(e).getComputedStyle(e,null).getPropertyValue(t)}function fm(e){return function(){delete this[e]}}function hm(e,t){return function(){this[e]=t}}function dm(e,t){
return function(){var n=t.apply(this,arguments);n==null?delete this[e]:this[e]=n}}function mm(e,t){return arguments.length>1?this.each((t==null?fm:typeof t=="fu\
nction"?dm:hm)(e,t)):this.node()[e]}function Ea(e){return e.trim().split(/^|\s+/)}function Pi(e){return e.classList||new Ta(e)}function Ta(e){this._node=e,this.
_names=Ea(e.getAttribute("class")||"")}Ta.prototype={add:function(e){var t=this._names.indexOf(e);t<0&&(this._names.push(e),this._node.setAttribute("class",this.
_names.join(" ")))},remove:function(e){var t=this._names.indexOf(e);t>=0&&(this._names.splice(t,1),this._node.setAttribute("class",this._names.join(" ")))},contains:function(e){
return this._names.indexOf(e)>=0}};function Na(e,t){for(var n=Pi(e),r=-1,i=t.length;++r<i;)n.add(t[r])}function Sa(e,t){for(var n=Pi(e),r=-1,i=t.length;++r<i;)n.
remove(t[r])}function pm(e){return function(){Na(this,e)}}function gm(e){return function(){Sa(this,e)}}function _m(e,t){return function(){(t.apply(this,arguments)?
Na:Sa)(this,e)}}function ym(e,t){var n=Ea(e+"");if(arguments.length<2){for(var r=Pi(this.node()),i=-1,o=n.length;++i<o;)if(!r.contains(n[i]))return!1;return!0}return this.
each((typeof t=="function"?_m:t?pm:gm)(n,t))}function vm(){this.textContent=""}function bm(e){return function(){this.textContent=e}}function wm(e){return function(){
var t=e.apply(this,arguments);this.textContent=t??""}}function xm(e){return arguments.length?this.each(e==null?vm:(typeof e=="function"?wm:bm)(e)):this.node().textContent}
function km(){this.innerHTML=""}function Mm(e){return function(){this.innerHTML=e}}function Em(e){return function(){var t=e.apply(this,arguments);this.innerHTML=
t??""}}function Tm(e){return arguments.length?this.each(e==null?km:(typeof e=="function"?Em:Mm)(e)):this.node().innerHTML}function Nm(){this.nextSibling&&this.parentNode.
appendChild(this)}function Sm(){return this.each(Nm)}function Cm(){this.previousSibling&&this.parentNode.insertBefore(this,this.parentNode.firstChild)}function Om(){
return this.each(Cm)}function $m(e){var t=typeof e=="function"?e:wa(e);return this.select(function(){return this.appendChild(t.apply(this,arguments))})}function Im(){
return null}function Am(e,t){var n=typeof e=="function"?e:wa(e),r=t==null?Im:typeof t=="function"?t:cr(t);return this.select(function(){return this.insertBefore(
n.apply(this,arguments),r.apply(this,arguments)||null)})}function Lm(){var e=this.parentNode;e&&e.removeChild(this)}function Fm(){return this.each(Lm)}function Pm(){
var e=this.cloneNode(!1),t=this.parentNode;return t?t.insertBefore(e,this.nextSibling):e}function Dm(){var e=this.cloneNode(!0),t=this.parentNode;return t?t.insertBefore(
e,this.nextSibling):e}function Rm(e){return this.select(e?Dm:Pm)}function qm(e){return arguments.length?this.property("__data__",e):this.node().__data__}function zm(e){
return function(t){e.call(this,t,this.__data__)}}function Um(e){return e.trim().split(/^|\s+/).map(function(t){var n="",r=t.indexOf(".");return r>=0&&(n=t.slice(
r+1),t=t.slice(0,r)),{type:t,name:n}})}function jm(e){return function(){var t=this.__on;if(t){for(var n=0,r=-1,i=t.length,o;n<i;++n)o=t[n],(!e.type||o.type===e.
type)&&o.name===e.name?this.removeEventListener(o.type,o.listener,o.options):t[++r]=o;++r?t.length=r:delete this.__on}}}function Hm(e,t,n){return function(){var r=this.
__on,i,o=zm(t);if(r){for(var s=0,a=r.length;s<a;++s)if((i=r[s]).type===e.type&&i.name===e.name){this.removeEventListener(i.type,i.listener,i.options),this.addEventListener(
i.type,i.listener=o,i.options=n),i.value=t;return}}this.addEventListener(e.type,o,n),i={type:e.type,name:e.name,value:t,listener:o,options:n},r?r.push(i):this.__on=
[i]}}function Ym(e,t,n){var r=Um(e+""),i,o=r.length,s;if(arguments.length<2){var a=this.node().__on;if(a){for(var u=0,l=a.length,c;u<l;++u)for(i=0,c=a[u];i<o;++i)
if((s=r[i]).type===c.type&&s.name===c.name)return c.value}return}for(a=t?Hm:jm,i=0;i<o;++i)this.each(a(r[i],t,n));return this}function Ca(e,t,n){var r=Ma(e),i=r.
CustomEvent;typeof i=="function"?i=new i(t,n):(i=r.document.createEvent("Event"),n?(i.initEvent(t,n.bubbles,n.cancelable),i.detail=n.detail):i.initEvent(t,!1,!1)),
e.dispatchEvent(i)}function Bm(e,t){return function(){return Ca(this,e,t)}}function Wm(e,t){return function(){return Ca(this,e,t.apply(this,arguments))}}function Vm(e,t){
return this.each((typeof t=="function"?Wm:Bm)(e,t))}function*Xm(){for(var e=this._groups,t=0,n=e.length;t<n;++t)for(var r=e[t],i=0,o=r.length,s;i<o;++i)(s=r[i])&&
(yield s)}var Oa=[null];function Te(e,t){this._groups=e,this._parents=t}function xt(){return new Te([[document.documentElement]],Oa)}function Gm(){return this}Te.
prototype=xt.prototype={constructor:Te,select:wd,selectAll:Ed,selectChild:Cd,selectChildren:Ad,filter:Ld,data:zd,enter:Fd,exit:jd,join:Hd,merge:Yd,selection:Gm,
order:Bd,sort:Wd,call:Xd,nodes:Gd,node:Zd,size:Qd,empty:Kd,each:Jd,attr:sm,style:cm,property:mm,classed:ym,text:xm,html:Tm,raise:Sm,lower:Om,append:$m,insert:Am,
remove:Fm,clone:Rm,datum:qm,on:Ym,dispatch:Vm,[Symbol.iterator]:Xm};function Ne(e){return typeof e=="string"?new Te([[document.querySelector(e)]],[document.documentElement]):
new Te([[e]],Oa)}var Zm=0;function Qm(){return new Ai}function Ai(){this._="@"+(++Zm).toString(36)}Ai.prototype=Qm.prototype={constructor:Ai,get:function(e){for(var t=this._;!(t in
e);)if(!(e=e.parentNode))return;return e[t]},set:function(e,t){return e[this._]=t},remove:function(e){return this._ in e&&delete e[this._]},toString:function(){
return this._}};function Km(e){let t;for(;t=e.sourceEvent;)e=t;return e}function Ge(e,t){if(e=Km(e),t===void 0&&(t=e.currentTarget),t){var n=t.ownerSVGElement||
t;if(n.createSVGPoint){var r=n.createSVGPoint();return r.x=e.clientX,r.y=e.clientY,r=r.matrixTransform(t.getScreenCTM().inverse()),[r.x,r.y]}if(t.getBoundingClientRect){
var i=t.getBoundingClientRect();return[e.clientX-i.left-t.clientLeft,e.clientY-i.top-t.clientTop]}}return[e.pageX,e.pageY]}var Jm={value:()=>{}};function gn(){for(var e=0,t=arguments.length,n={},r;e<t;++e){if(!(r=arguments[e]+"")||r in n||/[\s.]/.test(r))throw new Error("illegal typ\
e: "+r);n[r]=[]}return new fr(n)}function fr(e){this._=e}function ep(e,t){return e.trim().split(/^|\s+/).map(function(n){var r="",i=n.indexOf(".");if(i>=0&&(r=n.
slice(i+1),n=n.slice(0,i)),n&&!t.hasOwnProperty(n))throw new Error("unknown type: "+n);return{type:n,name:r}})}fr.prototype=gn.prototype={constructor:fr,on:function(e,t){
var n=this._,r=ep(e+"",n),i,o=-1,s=r.length;if(arguments.length<2){for(;++o<s;)if((i=(e=r[o]).type)&&(i=tp(n[i],e.name)))return i;return}if(t!=null&&typeof t!="\
function")throw new Error("invalid callback: "+t);for(;++o<s;)if(i=(e=r[o]).type)n[i]=$a(n[i],e.name,t);else if(t==null)for(i in n)n[i]=$a(n[i],e.name,null);return this},
copy:function(){var e={},t=this._;for(var n in t)e[n]=t[n].slice();return new fr(e)},call:function(e,t){if((i=arguments.length-2)>0)for(var n=new Array(i),r=0,i,
o;r<i;++r)n[r]=arguments[r+2];if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(o=this._[e],r=0,i=o.length;r<i;++r)o[r].value.apply(t,n)},apply:function(e,t,n){
if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(var r=this._[e],i=0,o=r.length;i<o;++i)r[i].value.apply(t,n)}};function tp(e,t){for(var n=0,
r=e.length,i;n<r;++n)if((i=e[n]).name===t)return i.value}function $a(e,t,n){for(var r=0,i=e.length;r<i;++r)if(e[r].name===t){e[r]=Jm,e=e.slice(0,r).concat(e.slice(
r+1));break}return n!=null&&e.push({name:t,value:n}),e}var Di={capture:!0,passive:!1};function Ri(e){e.preventDefault(),e.stopImmediatePropagation()}function Ia(e){var t=e.document.documentElement,n=Ne(e).on("dragstart.drag",Ri,Di);"onselectstart"in
t?n.on("selectstart.drag",Ri,Di):(t.__noselect=t.style.MozUserSelect,t.style.MozUserSelect="none")}function Aa(e,t){var n=e.document.documentElement,r=Ne(e).on(
"dragstart.drag",null);t&&(r.on("click.drag",Ri,Di),setTimeout(function(){r.on("click.drag",null)},0)),"onselectstart"in n?r.on("selectstart.drag",null):(n.style.
MozUserSelect=n.__noselect,delete n.__noselect)}function np(e,{sourceEvent:t,subject:n,target:r,identifier:i,active:o,x:s,y:a,dx:u,dy:l,dispatch:c}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},
sourceEvent:{value:t,enumerable:!0,configurable:!0},subject:{value:n,enumerable:!0,configurable:!0},target:{value:r,enumerable:!0,configurable:!0},identifier:{value:i,
enumerable:!0,configurable:!0},active:{value:o,enumerable:!0,configurable:!0},x:{value:s,enumerable:!0,configurable:!0},y:{value:a,enumerable:!0,configurable:!0},
dx:{value:u,enumerable:!0,configurable:!0},dy:{value:l,enumerable:!0,configurable:!0},_:{value:c}})}np.prototype.on=function(){var e=this._.on.apply(this._,arguments);
return e===this._?this:e};function Yt(e,t,n){e.prototype=t.prototype=n,n.constructor=e}function vn(e,t){var n=Object.create(e.prototype);for(var r in t)n[r]=t[r];return n}function ct(){}
var Tt=.7,Ht=1/Tt,Ut="\\s*([+-]?\\d+)\\s*",_n="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",ze="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",rp=/^#([0-9a-f]{3,8})$/,
ip=new RegExp(`^rgb\\(${Ut},${Ut},${Ut}\\)$`),op=new RegExp(`^rgb\\(${ze},${ze},${ze}\\)$`),sp=new RegExp(`^rgba\\(${Ut},${Ut},${Ut},${_n}\\)$`),ap=new RegExp(`\
^rgba\\(${ze},${ze},${ze},${_n}\\)$`),up=new RegExp(`^hsl\\(${_n},${ze},${ze}\\)$`),lp=new RegExp(`^hsla\\(${_n},${ze},${ze},${_n}\\)$`),La={aliceblue:15792383,
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
Yt(ct,Qe,{copy(e){return Object.assign(new this.constructor,this,e)},displayable(){return this.rgb().displayable()},hex:Fa,formatHex:Fa,formatHex8:cp,formatHsl:fp,
formatRgb:Pa,toString:Pa});function Fa(){return this.rgb().formatHex()}function cp(){return this.rgb().formatHex8()}function fp(){return Ba(this).formatHsl()}function Pa(){
return this.rgb().formatRgb()}function Qe(e){var t,n;return e=(e+"").trim().toLowerCase(),(t=rp.exec(e))?(n=t[1].length,t=parseInt(t[1],16),n===6?Da(t):n===3?new ge(
t>>8&15|t>>4&240,t>>4&15|t&240,(t&15)<<4|t&15,1):n===8?hr(t>>24&255,t>>16&255,t>>8&255,(t&255)/255):n===4?hr(t>>12&15|t>>8&240,t>>8&15|t>>4&240,t>>4&15|t&240,((t&
15)<<4|t&15)/255):null):(t=ip.exec(e))?new ge(t[1],t[2],t[3],1):(t=op.exec(e))?new ge(t[1]*255/100,t[2]*255/100,t[3]*255/100,1):(t=sp.exec(e))?hr(t[1],t[2],t[3],
t[4]):(t=ap.exec(e))?hr(t[1]*255/100,t[2]*255/100,t[3]*255/100,t[4]):(t=up.exec(e))?za(t[1],t[2]/100,t[3]/100,1):(t=lp.exec(e))?za(t[1],t[2]/100,t[3]/100,t[4]):
La.hasOwnProperty(e)?Da(La[e]):e==="transparent"?new ge(NaN,NaN,NaN,0):null}function Da(e){return new ge(e>>16&255,e>>8&255,e&255,1)}function hr(e,t,n,r){return r<=
0&&(e=t=n=NaN),new ge(e,t,n,r)}function Yi(e){return e instanceof ct||(e=Qe(e)),e?(e=e.rgb(),new ge(e.r,e.g,e.b,e.opacity)):new ge}function bn(e,t,n,r){return arguments.
length===1?Yi(e):new ge(e,t,n,r??1)}function ge(e,t,n,r){this.r=+e,this.g=+t,this.b=+n,this.opacity=+r}Yt(ge,bn,vn(ct,{brighter(e){return e=e==null?Ht:Math.pow(
Ht,e),new ge(this.r*e,this.g*e,this.b*e,this.opacity)},darker(e){return e=e==null?Tt:Math.pow(Tt,e),new ge(this.r*e,this.g*e,this.b*e,this.opacity)},rgb(){return this},
clamp(){return new ge(Mt(this.r),Mt(this.g),Mt(this.b),mr(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&
this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:Ra,formatHex:Ra,formatHex8:hp,formatRgb:qa,toString:qa}));function Ra(){return`#${kt(this.r)}${kt(this.g)}${kt(
this.b)}`}function hp(){return`#${kt(this.r)}${kt(this.g)}${kt(this.b)}${kt((isNaN(this.opacity)?1:this.opacity)*255)}`}function qa(){let e=mr(this.opacity);return`${e===
1?"rgb(":"rgba("}${Mt(this.r)}, ${Mt(this.g)}, ${Mt(this.b)}${e===1?")":`, ${e})`}`}function mr(e){return isNaN(e)?1:Math.max(0,Math.min(1,e))}function Mt(e){return Math.
max(0,Math.min(255,Math.round(e)||0))}function kt(e){return e=Mt(e),(e<16?"0":"")+e.toString(16)}function za(e,t,n,r){return r<=0?e=t=n=NaN:n<=0||n>=1?e=t=NaN:t<=
0&&(e=NaN),new Le(e,t,n,r)}function Ba(e){if(e instanceof Le)return new Le(e.h,e.s,e.l,e.opacity);if(e instanceof ct||(e=Qe(e)),!e)return new Le;if(e instanceof
Le)return e;e=e.rgb();var t=e.r/255,n=e.g/255,r=e.b/255,i=Math.min(t,n,r),o=Math.max(t,n,r),s=NaN,a=o-i,u=(o+i)/2;return a?(t===o?s=(n-r)/a+(n<r)*6:n===o?s=(r-t)/
a+2:s=(t-n)/a+4,a/=u<.5?o+i:2-o-i,s*=60):a=u>0&&u<1?0:s,new Le(s,a,u,e.opacity)}function gr(e,t,n,r){return arguments.length===1?Ba(e):new Le(e,t,n,r??1)}function Le(e,t,n,r){
this.h=+e,this.s=+t,this.l=+n,this.opacity=+r}Yt(Le,gr,vn(ct,{brighter(e){return e=e==null?Ht:Math.pow(Ht,e),new Le(this.h,this.s,this.l*e,this.opacity)},darker(e){
return e=e==null?Tt:Math.pow(Tt,e),new Le(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=this.h%360+(this.h<0)*360,t=isNaN(e)||isNaN(this.s)?0:this.s,n=this.
l,r=n+(n<.5?n:1-n)*t,i=2*n-r;return new ge(qi(e>=240?e-240:e+120,i,r),qi(e,i,r),qi(e<120?e+240:e-120,i,r),this.opacity)},clamp(){return new Le(Ua(this.h),dr(this.
s),dr(this.l),mr(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){
let e=mr(this.opacity);return`${e===1?"hsl(":"hsla("}${Ua(this.h)}, ${dr(this.s)*100}%, ${dr(this.l)*100}%${e===1?")":`, ${e})`}`}}));function Ua(e){return e=(e||
0)%360,e<0?e+360:e}function dr(e){return Math.max(0,Math.min(1,e||0))}function qi(e,t,n){return(e<60?t+(n-t)*e/60:e<180?n:e<240?t+(n-t)*(240-e)/60:t)*255}var Wa=Math.
PI/180,Va=180/Math.PI,pr=18,Xa=.96422,Ga=1,Za=.82521,Qa=4/29,jt=6/29,Ka=3*jt*jt,dp=jt*jt*jt;function Ja(e){if(e instanceof Ue)return new Ue(e.l,e.a,e.b,e.opacity);
if(e instanceof Ze)return tu(e);e instanceof ge||(e=Yi(e));var t=Hi(e.r),n=Hi(e.g),r=Hi(e.b),i=zi((.2225045*t+.7168786*n+.0606169*r)/Ga),o,s;return t===n&&n===r?
o=s=i:(o=zi((.4360747*t+.3850649*n+.1430804*r)/Xa),s=zi((.0139322*t+.0971045*n+.7141733*r)/Za)),new Ue(116*i-16,500*(o-i),200*(i-s),e.opacity)}function eu(e,t,n,r){return arguments.length===1?Ja(e):new Ue(e,t,n,r??1)}function Ue(e,t,n,r){this.l=+e,this.a=+t,this.b=+n,this.opacity=+r}Yt(Ue,eu,vn(ct,{brighter(e){
return new Ue(this.l+pr*(e??1),this.a,this.b,this.opacity)},darker(e){return new Ue(this.l-pr*(e??1),this.a,this.b,this.opacity)},rgb(){var e=(this.l+16)/116,t=isNaN(
this.a)?e:e+this.a/500,n=isNaN(this.b)?e:e-this.b/200;return t=Xa*Ui(t),e=Ga*Ui(e),n=Za*Ui(n),new ge(ji(3.1338561*t-1.6168667*e-.4906146*n),ji(-.9787684*t+1.9161415*
e+.033454*n),ji(.0719453*t-.2289914*e+1.4052427*n),this.opacity)}}));function zi(e){return e>dp?Math.pow(e,1/3):e/Ka+Qa}function Ui(e){return e>jt?e*e*e:Ka*(e-Qa)}
function ji(e){return 255*(e<=.0031308?12.92*e:1.055*Math.pow(e,1/2.4)-.055)}function Hi(e){return(e/=255)<=.04045?e/12.92:Math.pow((e+.055)/1.055,2.4)}function mp(e){
if(e instanceof Ze)return new Ze(e.h,e.c,e.l,e.opacity);if(e instanceof Ue||(e=Ja(e)),e.a===0&&e.b===0)return new Ze(NaN,0<e.l&&e.l<100?0:NaN,e.l,e.opacity);var t=Math.
atan2(e.b,e.a)*Va;return new Ze(t<0?t+360:t,Math.sqrt(e.a*e.a+e.b*e.b),e.l,e.opacity)}function _r(e,t,n,r){return arguments.length===1?mp(e):new Ze(e,t,n,r??1)}function Ze(e,t,n,r){this.h=+e,this.c=+t,this.l=+n,this.opacity=+r}function tu(e){if(isNaN(
e.h))return new Ue(e.l,0,0,e.opacity);var t=e.h*Wa;return new Ue(e.l,Math.cos(t)*e.c,Math.sin(t)*e.c,e.opacity)}Yt(Ze,_r,vn(ct,{brighter(e){return new Ze(this.h,
this.c,this.l+pr*(e??1),this.opacity)},darker(e){return new Ze(this.h,this.c,this.l-pr*(e??1),this.opacity)},rgb(){return tu(this).rgb()}}));var nu=-.14861,Bi=1.78277,
Wi=-.29227,yr=-.90649,yn=1.97294,ja=yn*yr,Ha=yn*Bi,Ya=Bi*Wi-yr*nu;function pp(e){if(e instanceof Et)return new Et(e.h,e.s,e.l,e.opacity);e instanceof ge||(e=Yi(
e));var t=e.r/255,n=e.g/255,r=e.b/255,i=(Ya*r+ja*t-Ha*n)/(Ya+ja-Ha),o=r-i,s=(yn*(n-i)-Wi*o)/yr,a=Math.sqrt(s*s+o*o)/(yn*i*(1-i)),u=a?Math.atan2(s,o)*Va-120:NaN;
return new Et(u<0?u+360:u,a,i,e.opacity)}function vr(e,t,n,r){return arguments.length===1?pp(e):new Et(e,t,n,r??1)}function Et(e,t,n,r){this.h=+e,this.s=+t,this.
l=+n,this.opacity=+r}Yt(Et,vr,vn(ct,{brighter(e){return e=e==null?Ht:Math.pow(Ht,e),new Et(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?Tt:Math.
pow(Tt,e),new Et(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=isNaN(this.h)?0:(this.h+120)*Wa,t=+this.l,n=isNaN(this.s)?0:this.s*t*(1-t),r=Math.cos(e),i=Math.
sin(e);return new ge(255*(t+n*(nu*r+Bi*i)),255*(t+n*(Wi*r+yr*i)),255*(t+n*(yn*r)),this.opacity)}}));function ou(e,t,n,r,i){var o=e*e,s=o*e;return((1-3*e+3*o-s)*t+(4-6*o+3*s)*n+(1+3*e+3*o-3*s)*r+s*i)/6}function gp(e){var t=e.length-1;return function(n){var r=n<=
0?n=0:n>=1?(n=1,t-1):Math.floor(n*t),i=e[r],o=e[r+1],s=r>0?e[r-1]:2*i-o,a=r<t-1?e[r+2]:2*o-i;return ou((n-r/t)*t,s,i,o,a)}}function _p(e){var t=e.length;return function(n){
var r=Math.floor(((n%=1)<0?++n:n)*t),i=e[(r+t-1)%t],o=e[r%t],s=e[(r+1)%t],a=e[(r+2)%t];return ou((n-r/t)*t,i,o,s,a)}}var wr=e=>()=>e;function su(e,t){return function(n){
return e+n*t}}function yp(e,t,n){return e=Math.pow(e,n),t=Math.pow(t,n)-e,n=1/n,function(r){return Math.pow(e+r*t,n)}}function Zi(e,t){var n=t-e;return n?su(e,n>
180||n<-180?n-360*Math.round(n/360):n):wr(isNaN(e)?t:e)}function vp(e){return(e=+e)==1?ke:function(t,n){return n-t?yp(t,n,e):wr(isNaN(t)?n:t)}}function ke(e,t){
var n=t-e;return n?su(e,n):wr(isNaN(e)?t:e)}var wn=(function e(t){var n=vp(t);function r(i,o){var s=n((i=bn(i)).r,(o=bn(o)).r),a=n(i.g,o.g),u=n(i.b,o.b),l=ke(i.
opacity,o.opacity);return function(c){return i.r=s(c),i.g=a(c),i.b=u(c),i.opacity=l(c),i+""}}return r.gamma=e,r})(1);function au(e){return function(t){var n=t.length,
r=new Array(n),i=new Array(n),o=new Array(n),s,a;for(s=0;s<n;++s)a=bn(t[s]),r[s]=a.r||0,i[s]=a.g||0,o[s]=a.b||0;return r=e(r),i=e(i),o=e(o),a.opacity=1,function(u){
return a.r=r(u),a.g=i(u),a.b=o(u),a+""}}}var S1=au(gp),C1=au(_p);function bp(e,t){t||(t=[]);var n=e?Math.min(t.length,e.length):0,r=t.slice(),i;return function(o){
for(i=0;i<n;++i)r[i]=e[i]*(1-o)+t[i]*o;return r}}function wp(e){return ArrayBuffer.isView(e)&&!(e instanceof DataView)}function xp(e,t){var n=t?t.length:0,r=e?Math.min(n,e.length):0,i=new Array(r),o=new Array(n),s;for(s=0;s<r;++s)i[s]=xr(e[s],t[s]);for(;s<n;++s)o[s]=t[s];return function(a){
for(s=0;s<r;++s)o[s]=i[s](a);return o}}function kp(e,t){var n=new Date;return e=+e,t=+t,function(r){return n.setTime(e*(1-r)+t*r),n}}function Se(e,t){return e=+e,
t=+t,function(n){return e*(1-n)+t*n}}function Mp(e,t){var n={},r={},i;(e===null||typeof e!="object")&&(e={}),(t===null||typeof t!="object")&&(t={});for(i in t)i in
e?n[i]=xr(e[i],t[i]):r[i]=t[i];return function(o){for(i in n)r[i]=n[i](o);return r}}var Xi=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,Vi=new RegExp(Xi.source,
"g");function Ep(e){return function(){return e}}function Tp(e){return function(t){return e(t)+""}}function Qi(e,t){var n=Xi.lastIndex=Vi.lastIndex=0,r,i,o,s=-1,
a=[],u=[];for(e=e+"",t=t+"";(r=Xi.exec(e))&&(i=Vi.exec(t));)(o=i.index)>n&&(o=t.slice(n,o),a[s]?a[s]+=o:a[++s]=o),(r=r[0])===(i=i[0])?a[s]?a[s]+=i:a[++s]=i:(a[++s]=
null,u.push({i:s,x:Se(r,i)})),n=Vi.lastIndex;return n<t.length&&(o=t.slice(n),a[s]?a[s]+=o:a[++s]=o),a.length<2?u[0]?Tp(u[0].x):Ep(t):(t=u.length,function(l){for(var c=0,
h;c<t;++c)a[(h=u[c]).i]=h.x(l);return a.join("")})}function xr(e,t){var n=typeof t,r;return t==null||n==="boolean"?wr(t):(n==="number"?Se:n==="string"?(r=Qe(t))?
(t=r,wn):Qi:t instanceof Qe?wn:t instanceof Date?kp:wp(t)?bp:Array.isArray(t)?xp:typeof t.valueOf!="function"&&typeof t.toString!="function"||isNaN(t)?Mp:Se)(e,
t)}function uu(e,t){return e=+e,t=+t,function(n){return Math.round(e*(1-n)+t*n)}}var ru=180/Math.PI,Gi={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};
function lu(e,t,n,r,i,o){var s,a,u;return(s=Math.sqrt(e*e+t*t))&&(e/=s,t/=s),(u=e*n+t*r)&&(n-=e*u,r-=t*u),(a=Math.sqrt(n*n+r*r))&&(n/=a,r/=a,u/=a),e*r<t*n&&(e=-e,
t=-t,u=-u,s=-s),{translateX:i,translateY:o,rotate:Math.atan2(t,e)*ru,skewX:Math.atan(u)*ru,scaleX:s,scaleY:a}}var br;function Np(e){let t=new(typeof DOMMatrix==
"function"?DOMMatrix:WebKitCSSMatrix)(e+"");return t.isIdentity?Gi:lu(t.a,t.b,t.c,t.d,t.e,t.f)}function Sp(e){return e==null||(br||(br=document.createElementNS(
"http://www.w3.org/2000/svg","g")),br.setAttribute("transform",e),!(e=br.transform.baseVal.consolidate()))?Gi:(e=e.matrix,lu(e.a,e.b,e.c,e.d,e.e,e.f))}function cu(e,t,n,r){
function i(l){return l.length?l.pop()+" ":""}function o(l,c,h,d,m,p){if(l!==h||c!==d){var _=m.push("translate(",null,t,null,n);p.push({i:_-4,x:Se(l,h)},{i:_-2,x:Se(
c,d)})}else(h||d)&&m.push("translate("+h+t+d+n)}function s(l,c,h,d){l!==c?(l-c>180?c+=360:c-l>180&&(l+=360),d.push({i:h.push(i(h)+"rotate(",null,r)-2,x:Se(l,c)})):
c&&h.push(i(h)+"rotate("+c+r)}function a(l,c,h,d){l!==c?d.push({i:h.push(i(h)+"skewX(",null,r)-2,x:Se(l,c)}):c&&h.push(i(h)+"skewX("+c+r)}function u(l,c,h,d,m,p){
if(l!==h||c!==d){var _=m.push(i(m)+"scale(",null,",",null,")");p.push({i:_-4,x:Se(l,h)},{i:_-2,x:Se(c,d)})}else(h!==1||d!==1)&&m.push(i(m)+"scale("+h+","+d+")")}
return function(l,c){var h=[],d=[];return l=e(l),c=e(c),o(l.translateX,l.translateY,c.translateX,c.translateY,h,d),s(l.rotate,c.rotate,h,d),a(l.skewX,c.skewX,h,
d),u(l.scaleX,l.scaleY,c.scaleX,c.scaleY,h,d),l=c=null,function(m){for(var p=-1,_=d.length,w;++p<_;)h[(w=d[p]).i]=w.x(m);return h.join("")}}}var fu=cu(Np,"px, ",
"px)","deg)"),hu=cu(Sp,", ",")",")"),Cp=1e-12;function iu(e){return((e=Math.exp(e))+1/e)/2}function Op(e){return((e=Math.exp(e))-1/e)/2}function $p(e){return((e=
Math.exp(2*e))-1)/(e+1)}var du=(function e(t,n,r){function i(o,s){var a=o[0],u=o[1],l=o[2],c=s[0],h=s[1],d=s[2],m=c-a,p=h-u,_=m*m+p*p,w,b;if(_<Cp)b=Math.log(d/l)/
t,w=function(j){return[a+j*m,u+j*p,l*Math.exp(t*j*b)]};else{var x=Math.sqrt(_),E=(d*d-l*l+r*_)/(2*l*n*x),M=(d*d-l*l-r*_)/(2*d*n*x),F=Math.log(Math.sqrt(E*E+1)-E),
C=Math.log(Math.sqrt(M*M+1)-M);b=(C-F)/t,w=function(j){var R=j*b,Y=iu(F),V=l/(n*x)*(Y*$p(t*R+F)-Op(F));return[a+V*m,u+V*p,l*Y/iu(t*R+F)]}}return w.duration=Math.
abs(b)*1e3*t/Math.SQRT2,w}return i.rho=function(o){var s=Math.max(.001,+o),a=s*s,u=a*a;return e(s,a,u)},i})(Math.SQRT2,2,4);function mu(e){return function(t,n){
var r=e((t=gr(t)).h,(n=gr(n)).h),i=ke(t.s,n.s),o=ke(t.l,n.l),s=ke(t.opacity,n.opacity);return function(a){return t.h=r(a),t.s=i(a),t.l=o(a),t.opacity=s(a),t+""}}}
var O1=mu(Zi),$1=mu(ke);function pu(e){return function(t,n){var r=e((t=_r(t)).h,(n=_r(n)).h),i=ke(t.c,n.c),o=ke(t.l,n.l),s=ke(t.opacity,n.opacity);return function(a){return t.h=r(a),t.
c=i(a),t.l=o(a),t.opacity=s(a),t+""}}}var I1=pu(Zi),A1=pu(ke);function gu(e){return(function t(n){n=+n;function r(i,o){var s=e((i=vr(i)).h,(o=vr(o)).h),a=ke(i.s,
o.s),u=ke(i.l,o.l),l=ke(i.opacity,o.opacity);return function(c){return i.h=s(c),i.s=a(c),i.l=u(Math.pow(c,n)),i.opacity=l(c),i+""}}return r.gamma=t,r})(1)}var L1=gu(
Zi),F1=gu(ke);var Bt=0,kn=0,xn=0,yu=1e3,kr,Mn,Mr=0,Nt=0,Tr=0,En=typeof performance=="object"&&performance.now?performance:Date,vu=typeof window=="object"&&window.requestAnimationFrame?
window.requestAnimationFrame.bind(window):function(e){setTimeout(e,17)};function Nr(){return Nt||(vu(Ip),Nt=En.now()+Tr)}function Ip(){Nt=0}function Er(){this._call=
this._time=this._next=null}Er.prototype=Ji.prototype={constructor:Er,restart:function(e,t,n){if(typeof e!="function")throw new TypeError("callback is not a func\
tion");n=(n==null?Nr():+n)+(t==null?0:+t),!this._next&&Mn!==this&&(Mn?Mn._next=this:kr=this,Mn=this),this._call=e,this._time=n,Ki()},stop:function(){this._call&&
(this._call=null,this._time=1/0,Ki())}};function Ji(e,t,n){var r=new Er;return r.restart(e,t,n),r}function Ap(){Nr(),++Bt;for(var e=kr,t;e;)(t=Nt-e._time)>=0&&e.
_call.call(void 0,t),e=e._next;--Bt}function _u(){Nt=(Mr=En.now())+Tr,Bt=kn=0;try{Ap()}finally{Bt=0,Fp(),Nt=0}}function Lp(){var e=En.now(),t=e-Mr;t>yu&&(Tr-=t,
Mr=e)}function Fp(){for(var e,t=kr,n,r=1/0;t;)t._call?(r>t._time&&(r=t._time),e=t,t=t._next):(n=t._next,t._next=null,t=e?e._next=n:kr=n);Mn=e,Ki(r)}function Ki(e){
if(!Bt){kn&&(kn=clearTimeout(kn));var t=e-Nt;t>24?(e<1/0&&(kn=setTimeout(_u,Math.ceil(e-En.now()-Tr)+1)),xn&&(xn=clearInterval(xn))):(xn||(Mr=En.now(),xn=setInterval(
Lp,yu)),Bt=1,vu(_u))}}function eo(e,t,n){var r=new Er;return t=t==null?0:+t,r.restart(i=>{r.stop(),e(i+t)},t,n),r}function wu(e){return((e*=2)<=1?e*e*e:(e-=2)*e*e+2)/2}var to=3,R1=(function e(t){t=+t;function n(r){return Math.pow(r,t)}return n.exponent=e,n})(to),q1=(function e(t){
t=+t;function n(r){return 1-Math.pow(1-r,t)}return n.exponent=e,n})(to),z1=(function e(t){t=+t;function n(r){return((r*=2)<=1?Math.pow(r,t):2-Math.pow(2-r,t))/2}
return n.exponent=e,n})(to),Pp=Math.PI,U1=Pp/2;function Sr(e){return(Math.pow(2,-10*e)-.0009765625)*1.0009775171065494}var bu=4/11,j1=6/11,H1=8/11,Y1=3/4,B1=9/11,W1=10/11,V1=15/16,X1=21/22,G1=63/64,Z1=1/bu/bu;var no=1.70158,Q1=(function e(t){t=+t;function n(r){return(r=+r)*r*(t*(r-1)+r)}return n.overshoot=e,n})(no),K1=(function e(t){t=+t;function n(r){return--r*r*((r+
1)*t+r)+1}return n.overshoot=e,n})(no),J1=(function e(t){t=+t;function n(r){return((r*=2)<1?r*r*((t+1)*r-t):(r-=2)*r*((t+1)*r+t)+2)/2}return n.overshoot=e,n})(no),
Wt=2*Math.PI,ro=1,io=.3,ev=(function e(t,n){var r=Math.asin(1/(t=Math.max(1,t)))*(n/=Wt);function i(o){return t*Sr(- --o)*Math.sin((r-o)/n)}return i.amplitude=function(o){
return e(o,n*Wt)},i.period=function(o){return e(t,o)},i})(ro,io),tv=(function e(t,n){var r=Math.asin(1/(t=Math.max(1,t)))*(n/=Wt);function i(o){return 1-t*Sr(o=
+o)*Math.sin((o+r)/n)}return i.amplitude=function(o){return e(o,n*Wt)},i.period=function(o){return e(t,o)},i})(ro,io),nv=(function e(t,n){var r=Math.asin(1/(t=Math.
max(1,t)))*(n/=Wt);function i(o){return((o=o*2-1)<0?t*Sr(-o)*Math.sin((r-o)/n):2-t*Sr(o)*Math.sin((r+o)/n))/2}return i.amplitude=function(o){return e(o,n*Wt)},i.
period=function(o){return e(t,o)},i})(ro,io);var Dp=gn("start","end","cancel","interrupt"),Rp=[],Mu=0,xu=1,oo=2,Cr=3,ku=4,so=5,Or=6;function $r(e,t,n,r,i,o){var s=e.__transition;if(!s)e.__transition={};else if(n in
s)return;qp(e,n,{name:t,index:r,group:i,on:Dp,tween:Rp,time:o.time,delay:o.delay,duration:o.duration,ease:o.ease,timer:null,state:Mu})}function ao(e,t){var n=Fe(
e,t);if(n.state>Mu)throw new Error("too late; already scheduled");return n}function je(e,t){var n=Fe(e,t);if(n.state>Cr)throw new Error("too late; already runni\
ng");return n}function Fe(e,t){var n=e.__transition;if(!n||!(n=n[t]))throw new Error("transition not found");return n}function qp(e,t,n){var r=e.__transition,i;
r[t]=n,n.timer=Ji(o,0,n.time);function o(l){n.state=xu,n.timer.restart(s,n.delay,n.time),n.delay<=l&&s(l-n.delay)}function s(l){var c,h,d,m;if(n.state!==xu)return u();
for(c in r)if(m=r[c],m.name===n.name){if(m.state===Cr)return eo(s);m.state===ku?(m.state=Or,m.timer.stop(),m.on.call("interrupt",e,e.__data__,m.index,m.group),delete r[c]):
+c<t&&(m.state=Or,m.timer.stop(),m.on.call("cancel",e,e.__data__,m.index,m.group),delete r[c])}if(eo(function(){n.state===Cr&&(n.state=ku,n.timer.restart(a,n.delay,
n.time),a(l))}),n.state=oo,n.on.call("start",e,e.__data__,n.index,n.group),n.state===oo){for(n.state=Cr,i=new Array(d=n.tween.length),c=0,h=-1;c<d;++c)(m=n.tween[c].
value.call(e,e.__data__,n.index,n.group))&&(i[++h]=m);i.length=h+1}}function a(l){for(var c=l<n.duration?n.ease.call(null,l/n.duration):(n.timer.restart(u),n.state=
so,1),h=-1,d=i.length;++h<d;)i[h].call(e,c);n.state===so&&(n.on.call("end",e,e.__data__,n.index,n.group),u())}function u(){n.state=Or,n.timer.stop(),delete r[t];
for(var l in r)return;delete e.__transition}}function Tn(e,t){var n=e.__transition,r,i,o=!0,s;if(n){t=t==null?null:t+"";for(s in n){if((r=n[s]).name!==t){o=!1;continue}
i=r.state>oo&&r.state<so,r.state=Or,r.timer.stop(),r.on.call(i?"interrupt":"cancel",e,e.__data__,r.index,r.group),delete n[s]}o&&delete e.__transition}}function zp(e){
return this.each(function(){Tn(this,e)})}function Up(e,t){var n,r;return function(){var i=je(this,e),o=i.tween;if(o!==n){r=n=o;for(var s=0,a=r.length;s<a;++s)if(r[s].
name===t){r=r.slice(),r.splice(s,1);break}}i.tween=r}}function jp(e,t,n){var r,i;if(typeof n!="function")throw new Error;return function(){var o=je(this,e),s=o.
tween;if(s!==r){i=(r=s).slice();for(var a={name:t,value:n},u=0,l=i.length;u<l;++u)if(i[u].name===t){i[u]=a;break}u===l&&i.push(a)}o.tween=i}}function Hp(e,t){var n=this.
_id;if(e+="",arguments.length<2){for(var r=Fe(this.node(),n).tween,i=0,o=r.length,s;i<o;++i)if((s=r[i]).name===e)return s.value;return null}return this.each((t==
null?Up:jp)(n,e,t))}function uo(e,t,n){var r=e._id;return e.each(function(){var i=je(this,r);(i.value||(i.value={}))[t]=n.apply(this,arguments)}),function(i){return Fe(
i,r).value[t]}}function Eu(e,t){var n;return(typeof t=="number"?Se:t instanceof Qe?wn:(n=Qe(t))?(t=n,wn):Qi)(e,t)}function Yp(e){return function(){this.removeAttribute(
e)}}function Bp(e){return function(){this.removeAttributeNS(e.space,e.local)}}function Wp(e,t,n){var r,i=n+"",o;return function(){var s=this.getAttribute(e);return s===
i?null:s===r?o:o=t(r=s,n)}}function Vp(e,t,n){var r,i=n+"",o;return function(){var s=this.getAttributeNS(e.space,e.local);return s===i?null:s===r?o:o=t(r=s,n)}}
function Xp(e,t,n){var r,i,o;return function(){var s,a=n(this),u;return a==null?void this.removeAttribute(e):(s=this.getAttribute(e),u=a+"",s===u?null:s===r&&u===
i?o:(i=u,o=t(r=s,a)))}}function Gp(e,t,n){var r,i,o;return function(){var s,a=n(this),u;return a==null?void this.removeAttributeNS(e.space,e.local):(s=this.getAttributeNS(
e.space,e.local),u=a+"",s===u?null:s===r&&u===i?o:(i=u,o=t(r=s,a)))}}function Zp(e,t){var n=pn(e),r=n==="transform"?hu:Eu;return this.attrTween(e,typeof t=="fun\
ction"?(n.local?Gp:Xp)(n,r,uo(this,"attr."+e,t)):t==null?(n.local?Bp:Yp)(n):(n.local?Vp:Wp)(n,r,t))}function Qp(e,t){return function(n){this.setAttribute(e,t.call(
this,n))}}function Kp(e,t){return function(n){this.setAttributeNS(e.space,e.local,t.call(this,n))}}function Jp(e,t){var n,r;function i(){var o=t.apply(this,arguments);
return o!==r&&(n=(r=o)&&Kp(e,o)),n}return i._value=t,i}function eg(e,t){var n,r;function i(){var o=t.apply(this,arguments);return o!==r&&(n=(r=o)&&Qp(e,o)),n}return i.
_value=t,i}function tg(e,t){var n="attr."+e;if(arguments.length<2)return(n=this.tween(n))&&n._value;if(t==null)return this.tween(n,null);if(typeof t!="function")
throw new Error;var r=pn(e);return this.tween(n,(r.local?Jp:eg)(r,t))}function ng(e,t){return function(){ao(this,e).delay=+t.apply(this,arguments)}}function rg(e,t){
return t=+t,function(){ao(this,e).delay=t}}function ig(e){var t=this._id;return arguments.length?this.each((typeof e=="function"?ng:rg)(t,e)):Fe(this.node(),t).
delay}function og(e,t){return function(){je(this,e).duration=+t.apply(this,arguments)}}function sg(e,t){return t=+t,function(){je(this,e).duration=t}}function ag(e){
var t=this._id;return arguments.length?this.each((typeof e=="function"?og:sg)(t,e)):Fe(this.node(),t).duration}function ug(e,t){if(typeof t!="function")throw new Error;
return function(){je(this,e).ease=t}}function lg(e){var t=this._id;return arguments.length?this.each(ug(t,e)):Fe(this.node(),t).ease}function cg(e,t){return function(){
var n=t.apply(this,arguments);if(typeof n!="function")throw new Error;je(this,e).ease=n}}function fg(e){if(typeof e!="function")throw new Error;return this.each(
cg(this._id,e))}function hg(e){typeof e!="function"&&(e=Fi(e));for(var t=this._groups,n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=[],
u,l=0;l<s;++l)(u=o[l])&&e.call(u,u.__data__,l,o)&&a.push(u);return new Je(r,this._parents,this._name,this._id)}function dg(e){if(e._id!==this._id)throw new Error;
for(var t=this._groups,n=e._groups,r=t.length,i=n.length,o=Math.min(r,i),s=new Array(r),a=0;a<o;++a)for(var u=t[a],l=n[a],c=u.length,h=s[a]=new Array(c),d,m=0;m<
c;++m)(d=u[m]||l[m])&&(h[m]=d);for(;a<r;++a)s[a]=t[a];return new Je(s,this._parents,this._name,this._id)}function mg(e){return(e+"").trim().split(/^|\s+/).every(
function(t){var n=t.indexOf(".");return n>=0&&(t=t.slice(0,n)),!t||t==="start"})}function pg(e,t,n){var r,i,o=mg(t)?ao:je;return function(){var s=o(this,e),a=s.
on;a!==r&&(i=(r=a).copy()).on(t,n),s.on=i}}function gg(e,t){var n=this._id;return arguments.length<2?Fe(this.node(),n).on.on(e):this.each(pg(n,e,t))}function _g(e){
return function(){var t=this.parentNode;for(var n in this.__transition)if(+n!==e)return;t&&t.removeChild(this)}}function yg(){return this.on("end.remove",_g(this.
_id))}function vg(e){var t=this._name,n=this._id;typeof e!="function"&&(e=cr(e));for(var r=this._groups,i=r.length,o=new Array(i),s=0;s<i;++s)for(var a=r[s],u=a.
length,l=o[s]=new Array(u),c,h,d=0;d<u;++d)(c=a[d])&&(h=e.call(c,c.__data__,d,a))&&("__data__"in c&&(h.__data__=c.__data__),l[d]=h,$r(l[d],t,n,d,l,Fe(c,n)));return new Je(
o,this._parents,t,n)}function bg(e){var t=this._name,n=this._id;typeof e!="function"&&(e=Li(e));for(var r=this._groups,i=r.length,o=[],s=[],a=0;a<i;++a)for(var u=r[a],
l=u.length,c,h=0;h<l;++h)if(c=u[h]){for(var d=e.call(c,c.__data__,h,u),m,p=Fe(c,n),_=0,w=d.length;_<w;++_)(m=d[_])&&$r(m,t,n,_,d,p);o.push(d),s.push(c)}return new Je(
o,s,t,n)}var wg=xt.prototype.constructor;function xg(){return new wg(this._groups,this._parents)}function kg(e,t){var n,r,i;return function(){var o=wt(this,e),s=(this.
style.removeProperty(e),wt(this,e));return o===s?null:o===n&&s===r?i:i=t(n=o,r=s)}}function Tu(e){return function(){this.style.removeProperty(e)}}function Mg(e,t,n){
var r,i=n+"",o;return function(){var s=wt(this,e);return s===i?null:s===r?o:o=t(r=s,n)}}function Eg(e,t,n){var r,i,o;return function(){var s=wt(this,e),a=n(this),
u=a+"";return a==null&&(u=a=(this.style.removeProperty(e),wt(this,e))),s===u?null:s===r&&u===i?o:(i=u,o=t(r=s,a))}}function Tg(e,t){var n,r,i,o="style."+t,s="en\
d."+o,a;return function(){var u=je(this,e),l=u.on,c=u.value[o]==null?a||(a=Tu(t)):void 0;(l!==n||i!==c)&&(r=(n=l).copy()).on(s,i=c),u.on=r}}function Ng(e,t,n){var r=(e+=
"")=="transform"?fu:Eu;return t==null?this.styleTween(e,kg(e,r)).on("end.style."+e,Tu(e)):typeof t=="function"?this.styleTween(e,Eg(e,r,uo(this,"style."+e,t))).
each(Tg(this._id,e)):this.styleTween(e,Mg(e,r,t),n).on("end.style."+e,null)}function Sg(e,t,n){return function(r){this.style.setProperty(e,t.call(this,r),n)}}function Cg(e,t,n){
var r,i;function o(){var s=t.apply(this,arguments);return s!==i&&(r=(i=s)&&Sg(e,s,n)),r}return o._value=t,o}function Og(e,t,n){var r="style."+(e+="");if(arguments.
length<2)return(r=this.tween(r))&&r._value;if(t==null)return this.tween(r,null);if(typeof t!="function")throw new Error;return this.tween(r,Cg(e,t,n??""))}function $g(e){
return function(){this.textContent=e}}function Ig(e){return function(){var t=e(this);this.textContent=t??""}}function Ag(e){return this.tween("text",typeof e=="\
function"?Ig(uo(this,"text",e)):$g(e==null?"":e+""))}function Lg(e){return function(t){this.textContent=e.call(this,t)}}function Fg(e){var t,n;function r(){var i=e.
apply(this,arguments);return i!==n&&(t=(n=i)&&Lg(i)),t}return r._value=e,r}function Pg(e){var t="text";if(arguments.length<1)return(t=this.tween(t))&&t._value;if(e==
null)return this.tween(t,null);if(typeof e!="function")throw new Error;return this.tween(t,Fg(e))}function Dg(){for(var e=this._name,t=this._id,n=Nu(),r=this._groups,
i=r.length,o=0;o<i;++o)for(var s=r[o],a=s.length,u,l=0;l<a;++l)if(u=s[l]){var c=Fe(u,t);$r(u,e,n,l,s,{time:c.time+c.delay+c.duration,delay:0,duration:c.duration,
ease:c.ease})}return new Je(r,this._parents,e,n)}function Rg(){var e,t,n=this,r=n._id,i=n.size();return new Promise(function(o,s){var a={value:s},u={value:function(){
--i===0&&o()}};n.each(function(){var l=je(this,r),c=l.on;c!==e&&(t=(e=c).copy(),t._.cancel.push(a),t._.interrupt.push(a),t._.end.push(u)),l.on=t}),i===0&&o()})}
var qg=0;function Je(e,t,n,r){this._groups=e,this._parents=t,this._name=n,this._id=r}function zg(e){return xt().transition(e)}function Nu(){return++qg}var Ke=xt.
prototype;Je.prototype=zg.prototype={constructor:Je,select:vg,selectAll:bg,selectChild:Ke.selectChild,selectChildren:Ke.selectChildren,filter:hg,merge:dg,selection:xg,
transition:Dg,call:Ke.call,nodes:Ke.nodes,node:Ke.node,size:Ke.size,empty:Ke.empty,each:Ke.each,on:gg,attr:Zp,attrTween:tg,style:Ng,styleTween:Og,text:Ag,textTween:Pg,
remove:yg,tween:Hp,delay:ig,duration:ag,ease:lg,easeVarying:fg,end:Rg,[Symbol.iterator]:Ke[Symbol.iterator]};var Ug={time:null,delay:0,duration:250,ease:wu};function jg(e,t){
for(var n;!(n=e.__transition)||!(n=n[t]);)if(!(e=e.parentNode))throw new Error(`transition ${t} not found`);return n}function Hg(e){var t,n;e instanceof Je?(t=e.
_id,e=e._name):(t=Nu(),(n=Ug).time=Nr(),e=e==null?null:e+"");for(var r=this._groups,i=r.length,o=0;o<i;++o)for(var s=r[o],a=s.length,u,l=0;l<a;++l)(u=s[l])&&$r(
u,e,t,l,s,n||jg(u,t));return new Je(r,this._parents,e,t)}xt.prototype.interrupt=zp;xt.prototype.transition=Hg;var Ir=e=>()=>e;function Yg(e,{sourceEvent:t,target:n,transform:r,dispatch:i}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},sourceEvent:{
value:t,enumerable:!0,configurable:!0},target:{value:n,enumerable:!0,configurable:!0},transform:{value:r,enumerable:!0,configurable:!0},_:{value:i}})}function et(e,t,n){
this.k=e,this.x=t,this.y=n}et.prototype={constructor:et,scale:function(e){return e===1?this:new et(this.k*e,this.x,this.y)},translate:function(e,t){return e===0&
t===0?this:new et(this.k,this.x+this.k*e,this.y+this.k*t)},apply:function(e){return[e[0]*this.k+this.x,e[1]*this.k+this.y]},applyX:function(e){return e*this.k+this.
x},applyY:function(e){return e*this.k+this.y},invert:function(e){return[(e[0]-this.x)/this.k,(e[1]-this.y)/this.k]},invertX:function(e){return(e-this.x)/this.k},
invertY:function(e){return(e-this.y)/this.k},rescaleX:function(e){return e.copy().domain(e.range().map(this.invertX,this).map(e.invert,e))},rescaleY:function(e){
return e.copy().domain(e.range().map(this.invertY,this).map(e.invert,e))},toString:function(){return"translate("+this.x+","+this.y+") scale("+this.k+")"}};var Sn=new et(
1,0,0);Bg.prototype=et.prototype;function Bg(e){for(;!e.__zoom;)if(!(e=e.parentNode))return Sn;return e.__zoom}function lo(e){e.stopImmediatePropagation()}function Nn(e){
e.preventDefault(),e.stopImmediatePropagation()}function Wg(e){return(!e.ctrlKey||e.type==="wheel")&&!e.button}function Vg(){var e=this;return e instanceof SVGElement?
(e=e.ownerSVGElement||e,e.hasAttribute("viewBox")?(e=e.viewBox.baseVal,[[e.x,e.y],[e.x+e.width,e.y+e.height]]):[[0,0],[e.width.baseVal.value,e.height.baseVal.value]]):
[[0,0],[e.clientWidth,e.clientHeight]]}function Su(){return this.__zoom||Sn}function Xg(e){return-e.deltaY*(e.deltaMode===1?.05:e.deltaMode?1:.002)*(e.ctrlKey?10:
1)}function Gg(){return navigator.maxTouchPoints||"ontouchstart"in this}function Zg(e,t,n){var r=e.invertX(t[0][0])-n[0][0],i=e.invertX(t[1][0])-n[1][0],o=e.invertY(
t[0][1])-n[0][1],s=e.invertY(t[1][1])-n[1][1];return e.translate(i>r?(r+i)/2:Math.min(0,r)||Math.max(0,i),s>o?(o+s)/2:Math.min(0,o)||Math.max(0,s))}function Cu(){
var e=Wg,t=Vg,n=Zg,r=Xg,i=Gg,o=[0,1/0],s=[[-1/0,-1/0],[1/0,1/0]],a=250,u=du,l=gn("start","zoom","end"),c,h,d,m=500,p=150,_=0,w=10;function b(y){y.property("__zo\
om",Su).on("wheel.zoom",R,{passive:!1}).on("mousedown.zoom",Y).on("dblclick.zoom",V).filter(i).on("touchstart.zoom",H).on("touchmove.zoom",L).on("touchend.zoom \
touchcancel.zoom",z).style("-webkit-tap-highlight-color","rgba(0,0,0,0)")}b.transform=function(y,g,v,k){var N=y.selection?y.selection():y;N.property("__zoom",Su),
y!==N?F(y,g,v,k):N.interrupt().each(function(){C(this,arguments).event(k).start().zoom(null,typeof g=="function"?g.apply(this,arguments):g).end()})},b.scaleBy=function(y,g,v,k){
b.scaleTo(y,function(){var N=this.__zoom.k,T=typeof g=="function"?g.apply(this,arguments):g;return N*T},v,k)},b.scaleTo=function(y,g,v,k){b.transform(y,function(){
var N=t.apply(this,arguments),T=this.__zoom,I=v==null?M(N):typeof v=="function"?v.apply(this,arguments):v,U=T.invert(I),K=typeof g=="function"?g.apply(this,arguments):
g;return n(E(x(T,K),I,U),N,s)},v,k)},b.translateBy=function(y,g,v,k){b.transform(y,function(){return n(this.__zoom.translate(typeof g=="function"?g.apply(this,arguments):
g,typeof v=="function"?v.apply(this,arguments):v),t.apply(this,arguments),s)},null,k)},b.translateTo=function(y,g,v,k,N){b.transform(y,function(){var T=t.apply(
this,arguments),I=this.__zoom,U=k==null?M(T):typeof k=="function"?k.apply(this,arguments):k;return n(Sn.translate(U[0],U[1]).scale(I.k).translate(typeof g=="fun\
ction"?-g.apply(this,arguments):-g,typeof v=="function"?-v.apply(this,arguments):-v),T,s)},k,N)};function x(y,g){return g=Math.max(o[0],Math.min(o[1],g)),g===y.
k?y:new et(g,y.x,y.y)}function E(y,g,v){var k=g[0]-v[0]*y.k,N=g[1]-v[1]*y.k;return k===y.x&&N===y.y?y:new et(y.k,k,N)}function M(y){return[(+y[0][0]+ +y[1][0])/
2,(+y[0][1]+ +y[1][1])/2]}function F(y,g,v,k){y.on("start.zoom",function(){C(this,arguments).event(k).start()}).on("interrupt.zoom end.zoom",function(){C(this,arguments).
event(k).end()}).tween("zoom",function(){var N=this,T=arguments,I=C(N,T).event(k),U=t.apply(N,T),K=v==null?M(U):typeof v=="function"?v.apply(N,T):v,ce=Math.max(
U[1][0]-U[0][0],U[1][1]-U[0][1]),ie=N.__zoom,he=typeof g=="function"?g.apply(N,T):g,be=u(ie.invert(K).concat(ce/ie.k),he.invert(K).concat(ce/he.k));return function(de){
if(de===1)de=he;else{var $e=be(de),P=ce/$e[2];de=new et(P,K[0]-$e[0]*P,K[1]-$e[1]*P)}I.zoom(null,de)}})}function C(y,g,v){return!v&&y.__zooming||new j(y,g)}function j(y,g){
this.that=y,this.args=g,this.active=0,this.sourceEvent=null,this.extent=t.apply(y,g),this.taps=0}j.prototype={event:function(y){return y&&(this.sourceEvent=y),this},
start:function(){return++this.active===1&&(this.that.__zooming=this,this.emit("start")),this},zoom:function(y,g){return this.mouse&&y!=="mouse"&&(this.mouse[1]=
g.invert(this.mouse[0])),this.touch0&&y!=="touch"&&(this.touch0[1]=g.invert(this.touch0[0])),this.touch1&&y!=="touch"&&(this.touch1[1]=g.invert(this.touch1[0])),
this.that.__zoom=g,this.emit("zoom"),this},end:function(){return--this.active===0&&(delete this.that.__zooming,this.emit("end")),this},emit:function(y){var g=Ne(
this.that).datum();l.call(y,this.that,new Yg(y,{sourceEvent:this.sourceEvent,target:b,transform:this.that.__zoom,dispatch:l}),g)}};function R(y,...g){if(!e.apply(
this,arguments))return;var v=C(this,g).event(y),k=this.__zoom,N=Math.max(o[0],Math.min(o[1],k.k*Math.pow(2,r.apply(this,arguments)))),T=Ge(y);if(v.wheel)(v.mouse[0][0]!==
T[0]||v.mouse[0][1]!==T[1])&&(v.mouse[1]=k.invert(v.mouse[0]=T)),clearTimeout(v.wheel);else{if(k.k===N)return;v.mouse=[T,k.invert(T)],Tn(this),v.start()}Nn(y),v.
wheel=setTimeout(I,p),v.zoom("mouse",n(E(x(k,N),v.mouse[0],v.mouse[1]),v.extent,s));function I(){v.wheel=null,v.end()}}function Y(y,...g){if(d||!e.apply(this,arguments))
return;var v=y.currentTarget,k=C(this,g,!0).event(y),N=Ne(y.view).on("mousemove.zoom",K,!0).on("mouseup.zoom",ce,!0),T=Ge(y,v),I=y.clientX,U=y.clientY;Ia(y.view),
lo(y),k.mouse=[T,this.__zoom.invert(T)],Tn(this),k.start();function K(ie){if(Nn(ie),!k.moved){var he=ie.clientX-I,be=ie.clientY-U;k.moved=he*he+be*be>_}k.event(
ie).zoom("mouse",n(E(k.that.__zoom,k.mouse[0]=Ge(ie,v),k.mouse[1]),k.extent,s))}function ce(ie){N.on("mousemove.zoom mouseup.zoom",null),Aa(ie.view,k.moved),Nn(
ie),k.event(ie).end()}}function V(y,...g){if(e.apply(this,arguments)){var v=this.__zoom,k=Ge(y.changedTouches?y.changedTouches[0]:y,this),N=v.invert(k),T=v.k*(y.
shiftKey?.5:2),I=n(E(x(v,T),k,N),t.apply(this,g),s);Nn(y),a>0?Ne(this).transition().duration(a).call(F,I,k,y):Ne(this).call(b.transform,I,k,y)}}function H(y,...g){
if(e.apply(this,arguments)){var v=y.touches,k=v.length,N=C(this,g,y.changedTouches.length===k).event(y),T,I,U,K;for(lo(y),I=0;I<k;++I)U=v[I],K=Ge(U,this),K=[K,this.
__zoom.invert(K),U.identifier],N.touch0?!N.touch1&&N.touch0[2]!==K[2]&&(N.touch1=K,N.taps=0):(N.touch0=K,T=!0,N.taps=1+!!c);c&&(c=clearTimeout(c)),T&&(N.taps<2&&
(h=K[0],c=setTimeout(function(){c=null},m)),Tn(this),N.start())}}function L(y,...g){if(this.__zooming){var v=C(this,g).event(y),k=y.changedTouches,N=k.length,T,
I,U,K;for(Nn(y),T=0;T<N;++T)I=k[T],U=Ge(I,this),v.touch0&&v.touch0[2]===I.identifier?v.touch0[0]=U:v.touch1&&v.touch1[2]===I.identifier&&(v.touch1[0]=U);if(I=v.
that.__zoom,v.touch1){var ce=v.touch0[0],ie=v.touch0[1],he=v.touch1[0],be=v.touch1[1],de=(de=he[0]-ce[0])*de+(de=he[1]-ce[1])*de,$e=($e=be[0]-ie[0])*$e+($e=be[1]-
ie[1])*$e;I=x(I,Math.sqrt(de/$e)),U=[(ce[0]+he[0])/2,(ce[1]+he[1])/2],K=[(ie[0]+be[0])/2,(ie[1]+be[1])/2]}else if(v.touch0)U=v.touch0[0],K=v.touch0[1];else return;
v.zoom("touch",n(E(I,U,K),v.extent,s))}}function z(y,...g){if(this.__zooming){var v=C(this,g).event(y),k=y.changedTouches,N=k.length,T,I;for(lo(y),d&&clearTimeout(
d),d=setTimeout(function(){d=null},m),T=0;T<N;++T)I=k[T],v.touch0&&v.touch0[2]===I.identifier?delete v.touch0:v.touch1&&v.touch1[2]===I.identifier&&delete v.touch1;
if(v.touch1&&!v.touch0&&(v.touch0=v.touch1,delete v.touch1),v.touch0)v.touch0[1]=this.__zoom.invert(v.touch0[0]);else if(v.end(),v.taps===2&&(I=Ge(I,this),Math.
hypot(h[0]-I[0],h[1]-I[1])<w)){var U=Ne(this).on("dblclick.zoom");U&&U.apply(this,arguments)}}}return b.wheelDelta=function(y){return arguments.length?(r=typeof y==
"function"?y:Ir(+y),b):r},b.filter=function(y){return arguments.length?(e=typeof y=="function"?y:Ir(!!y),b):e},b.touchable=function(y){return arguments.length?(i=
typeof y=="function"?y:Ir(!!y),b):i},b.extent=function(y){return arguments.length?(t=typeof y=="function"?y:Ir([[+y[0][0],+y[0][1]],[+y[1][0],+y[1][1]]]),b):t},
b.scaleExtent=function(y){return arguments.length?(o[0]=+y[0],o[1]=+y[1],b):[o[0],o[1]]},b.translateExtent=function(y){return arguments.length?(s[0][0]=+y[0][0],
s[1][0]=+y[1][0],s[0][1]=+y[0][1],s[1][1]=+y[1][1],b):[[s[0][0],s[0][1]],[s[1][0],s[1][1]]]},b.constrain=function(y){return arguments.length?(n=y,b):n},b.duration=
function(y){return arguments.length?(a=+y,b):a},b.interpolate=function(y){return arguments.length?(u=y,b):u},b.on=function(){var y=l.on.apply(l,arguments);return y===
l?b:y},b.clickDistance=function(y){return arguments.length?(_=(y=+y)*y,b):Math.sqrt(_)},b.tapDistance=function(y){return arguments.length?(w=+y,b):w},b}var Qg=Symbol.for("pv"),Kg=0;function f(e,t,n,r,i,o){t||(t={});var s,a,u=t;if("ref"in u&&typeof e!="function")for(a in u={},t)a=="ref"?s=t[a]:u[a]=t[a];var l={type:e,props:u,key:n,ref:s,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:Qg,__v:--Kg,__i:-1,__u:0};return(i||o)&&(l.__source=i,l.__self=o),J.vnode&&J.vnode(l),l}var B={family:e=>`#/family/${encodeURIComponent(e)}`,segment:(e,t)=>`#/family/${encodeURIComponent(e)}/${encodeURIComponent(t)}`,node:e=>`#/node/${encodeURIComponent(
S.nodes[e][0])}`,lineage:e=>`#/lineage/${encodeURIComponent(S.nodes[e][0])}`};function ae({title:e,lead:t,children:n}){return f("article",{children:[f("h1",{children:e}),
t&&f("div",{class:"lead",children:t}),n]})}function tt({of:e,children:t}){return e.problem?f("p",{class:"problem",children:A.problem(e.problem)}):e.value===void 0?
f("p",{class:"quiet","aria-busy":"true",children:[A.loading,"…"]}):f(q,{children:t(e.value)})}var Ou={success:"✓",pass:"✓",reused:"✓",warn:"!",fail:"✕",
error:"✕",interrupted:"✕"};function Ar(e){return e?["success","pass","reused"].includes(e)?"good":e==="warn"?"look":["fail","error","interrupted"].includes(
e)?"bad":"none":"none"}function He({of:e,quiet:t}){return e?f("span",{class:`status ${Ar(e)}`,title:A.status[e]??e,children:[f("span",{"aria-hidden":"true",children:Ou[e]??
"·"}),t?f("span",{class:"hidden",children:A.status[e]??e}):` ${A.status[e]??e}`]}):f("span",{class:"quiet",children:re})}function Lr({of:e}){let t=Object.entries(
e);return t.length?f("span",{class:"verdicts",children:t.map(([n,r])=>f("span",{class:`status ${Ar(n)}`,title:`${r} ${A.status[n]??n}`,children:[f("span",{"aria\
-hidden":"true",children:Ou[n]??"·"})," ",r,f("span",{class:"hidden",children:[" ",A.status[n]??n]})]},n))}):f("span",{class:"quiet",children:re})}function ye({
columns:e,rows:t,label:n,most:r=60,sorted:i}){let[o,s]=ee(i??null),[a,u]=ee(!1),l=t;if(o){let h=e[o[0]].by;l=[...t].sort((d,m)=>{let[p,_]=[h(d),h(m)];return p===
_?0:p==null?1:_==null?-1:(p<_?-1:1)*o[1]})}let c=a||l.length<=r+10?l:l.slice(0,r);return f("div",{class:"scroll",tabIndex:0,role:"region","aria-label":n,children:[
f("table",{children:[f("caption",{class:"hidden",children:n}),f("thead",{children:f("tr",{children:e.map((h,d)=>{let m=o?.[0]===d?o[1]:0;return f("th",{scope:"c\
ol",class:h.number?"n":"","aria-sort":m?m>0?"ascending":"descending":void 0,children:h.by?f("button",{class:"plain",onClick:()=>s([d,m?-m:h.number?-1:1]),children:[
h.name,m?f("span",{"aria-hidden":"true",children:m>0?" ↑":" ↓"}):null]}):h.name},d)})})}),f("tbody",{children:c.map((h,d)=>f("tr",{children:e.map((m,p)=>f("\
td",{class:(m.number?"n":"")+(m.wide?" wide":""),children:m.of(h)},p))},d))})]}),c.length<l.length&&f("button",{class:"more",onClick:()=>u(!0),children:A.rowsMore(
l.length-c.length)})]})}function Jg(e){return e==null?re:typeof e=="number"?we(e):typeof e=="boolean"?e?"yes":"no":String(e)}function me({title:e,note:t,figures:n,
children:r,hidesPeople:i,id:o}){let s=i&&n?.rows.some(a=>a.includes(null));return f("figure",{id:o,children:[f("figcaption",{children:[f("h2",{children:e}),t&&f(
"p",{children:t})]}),r,n&&f(e0,{summary:A.asTable,origin:n.origin,children:()=>f(q,{children:[s?f("p",{class:"quiet",children:A.suppressed(S.minimum_cell)}):null,
f(ye,{label:e,rows:n.rows,columns:n.columns.map((a,u)=>({name:D(a),of:l=>Jg(l[u]),by:l=>l[u],number:n.rows.some(l=>typeof l[u]=="number")}))})]})})]})}function e0({
summary:e,origin:t,children:n}){let[r,i]=ee(!1);return f("details",{onToggle:o=>i(o.currentTarget.open),children:[f("summary",{children:[e,t?f("span",{class:"qu\
iet",children:[" ",A.from," ",t]}):null]}),r&&n()]})}function St({children:e,least:t=260}){let n=Be(null),[r,i]=ee(0);return xs(()=>{let o=n.current;i(o.clientWidth);
let s=new ResizeObserver(()=>i(o.clientWidth));return s.observe(o),()=>s.disconnect()},[]),f("div",{class:"sized",ref:n,children:r>0&&e(Math.max(r,t))})}function Vt({
of:e,two:t}){return f("dl",{class:t?"facts two":"facts",children:e.filter(([,n])=>n!=null&&n!=="").map(([n,r])=>f("div",{children:[f("dt",{children:n}),f("dd",{
children:r})]},n))})}function nt({label:e,value:t,options:n,onChange:r}){return f("label",{class:"choice",children:[f("span",{children:e}),f("select",{value:t,onChange:i=>r(
i.currentTarget.value),children:n.map(([i,o])=>f("option",{value:i,children:o},i))})]})}function oe(e){return e?e.rows.map(t=>Object.fromEntries(e.columns.map((n,r)=>[
n,t[r]]))):[]}function Cn({text:e}){return f(q,{children:e.split(/\n\s*\n/).map((t,n)=>f("p",{children:t.split(/(`[^`]+`)/).map((r,i)=>r.startsWith("`")&&r.length>
2?f("code",{children:r.slice(1,-1)},i):r)},n))})}function Fr({of:e}){return e===null?f("span",{class:"quiet",children:A.few(S.minimum_cell)}):f(q,{children:Q(e)})}
function $u({of:e}){return e===null?f("span",{class:"quiet",children:re}):f("span",{class:e===0?"quiet":"",children:Rt(e)})}function On(e){return e.split("/").slice(0,-1).join("/")}function Iu(){let e=A.models,[t,n]=ee(""),[r,i]=ee(""),o=[...new Set(S.nodes.map(u=>u[2]))],s=t.toLowerCase().
split(/\s+/).filter(Boolean),a=S.nodes.map((u,l)=>({node:u,at:l})).filter(({node:u})=>(!r||u[2]===r)&&s.every(l=>`${u[1]} ${u[4]}`.toLowerCase().includes(l)));return f(
ae,{title:e.title,children:[f("div",{class:"filters",children:[f("input",{type:"search",placeholder:e.filter,"aria-label":e.filter,value:t,onInput:u=>n(u.currentTarget.
value)}),f("select",{"aria-label":e.type,value:r,onChange:u=>i(u.currentTarget.value),children:[f("option",{value:"",children:e.all}),o.map(u=>f("option",{value:u,
children:u},u))]}),f("span",{class:"quiet",children:e.shown(a.length,S.nodes.length)})]}),f(ye,{label:e.title,rows:a,most:80,columns:[{name:e.name,wide:!0,of:({
node:u,at:l})=>f(q,{children:[f("a",{class:"strong",href:B.node(l),children:u[1]}),f("div",{class:"quiet small",children:On(u[4])})]}),by:({node:u})=>u[1]},{name:e.
type,of:({node:u})=>f(q,{children:[u[2],u[5]&&u[5]!==u[2]?f("span",{class:"quiet",children:[" ",u[5]]}):null]}),by:({node:u})=>u[2]},{name:e.rows,number:!0,of:({
node:u})=>Q(u[6]),by:({node:u})=>u[6]},{name:e.time,number:!0,of:({node:u})=>Ve(u[7]),by:({node:u})=>u[7]},{name:e.tests,of:({node:u})=>f(Lr,{of:u[9]}),by:({node:u})=>Object.
values(u[9]).reduce((l,c)=>l+c,0),number:!0}]})]})}function Au({id:e}){let t=Dt.get(e),n=We(t===void 0?null:`nodes-${Math.floor(t/S.chunk)}`);return t===void 0?
f(ae,{title:e,children:f("p",{children:A.notFound})}):f(tt,{of:n,children:r=>f(t0,{position:t,details:r[t%S.chunk]},e)})}function t0({position:e,details:t}){let n=A.
node,r=S.nodes[e],i=S.families.find(o=>o.node===e);return f(ae,{title:r[1],lead:t.description?f(Cn,{text:t.description}):f("span",{class:"quiet",children:n.noDescription}),
children:[f(Vt,{of:[[n.type,[r[2],r[5]].filter((o,s,a)=>o&&a.indexOf(o)===s).join(", ")],[n.owner,t.owner],[n.family,i?f("a",{href:B.family(i.name),children:D(i.
name)}):null],[n.relation,t.relation?f("code",{children:t.relation}):null],[n.rowsNow,r[6]===null?null:Q(r[6])],[n.lastTime,r[7]===null?null:Ve(r[7])],[n.file,f(
"code",{children:r[4]})],[n.package,r[3]===S.project?null:r[3]],[n.tags,t.tags?.join(", ")],...t.source?r0(t.source):[]]}),f("section",{children:[f("h2",{children:[
n.lineage," ",f("a",{class:"aside",href:B.lineage(e),children:n.whole})]}),f(Ru,{position:e}),f(Vt,{two:!0,of:[[n.reads,f(co,{of:S.parents[e]})],[n.readBy,f(co,
{of:vt[e]})]]})]}),t.columns&&f("section",{children:[f("h2",{children:[n.columns," ",f("span",{class:"badge",children:t.columns.length})]}),f(ye,{label:n.columns,
rows:t.columns,most:200,columns:[{name:n.column,of:o=>f(q,{children:[f("code",{children:o.name}),o.personal?f("span",{class:"tag",children:n.personal}):null]}),
by:o=>o.name},{name:n.type,of:o=>f("span",{class:"quiet small",children:o.type??""}),by:o=>o.type},{name:n.meaning,wide:!0,of:o=>o.description??""},{name:n.tests,
of:o=>f(Lr,{of:n0(t,o.name)})}]})]}),t.tests&&f("section",{children:[f("h2",{children:[n.tests," ",f("span",{class:"badge",children:t.tests.length})]}),f(ye,{label:n.
tests,rows:t.tests,columns:[{name:n.verdict,of:o=>f(He,{of:o.verdict}),by:o=>o.verdict},{name:n.test,wide:!0,of:o=>f(q,{children:[o.name,o.description?f("div",{
class:"quiet small",children:o.description}):null]}),by:o=>o.name},{name:n.column,of:o=>o.column?f("code",{children:o.column}):"",by:o=>o.column},{name:n.failures,
number:!0,of:o=>Q(o.failures),by:o=>o.failures},{name:n.time,number:!0,of:o=>Ve(o.seconds),by:o=>o.seconds},{name:n.history,of:o=>f("span",{class:"history",children:(o.
history??[]).map(([s,a])=>f(He,{of:a,quiet:!0},s))})}]})]}),(t.raw||t.compiled)&&f(i0,{details:t}),t.runs&&f("section",{children:[f("h2",{children:n.runs}),f(ye,
{label:n.runs,rows:t.runs,columns:[{name:n.run,of:o=>Ae(o[0])},{name:n.status,of:o=>f(He,{of:o[1]})},{name:n.time,number:!0,of:o=>Ve(o[2])},{name:n.rows,number:!0,
of:o=>Q(o[3])}]})]})]})}function n0(e,t){let n={};for(let r of e.tests??[])r.column?.toLowerCase()===t.toLowerCase()&&(n[r.verdict]=(n[r.verdict]??0)+1);return n}
function r0(e){let t=A.sources;return[[t.loaded,e.loaded_at?f("code",{children:e.loaded_at}):null],[t.limit,[e.warn_after&&`${t.warn} ${nr(e.warn_after)}`,e.error_after&&
`${t.error} ${nr(e.error_after)}`].filter(Boolean).join(", ")]]}function co({of:e}){return e.length?f(q,{children:e.map((t,n)=>f("span",{children:[n?", ":"",f("\
a",{href:B.node(t),children:S.nodes[t][1]})]},t))}):f("span",{class:"quiet",children:A.node.nothing})}function i0({details:e}){let t=A.node,n=[];e.raw&&n.push([
t.raw,e.raw]),e.compiled&&n.push([t.compiled,e.compiled]);let[r,i]=ee(0),[o,s]=ee(!1),a=n[Math.min(r,n.length-1)][1].trim();return f("section",{children:[f("h2",
{children:e.language==="python"?"Python":t.sql}),f("div",{class:"tabs",children:[n.map(([u],l)=>f("button",{"aria-pressed":l===r,onClick:()=>{i(l),s(!1)},children:u},
u)),f("button",{class:"aside",onClick:()=>navigator.clipboard?.writeText(a).then(()=>s(!0),()=>{}),children:o?t.copied:t.copy})]}),f("pre",{tabIndex:0,children:f(
"code",{children:a})})]})}function Lu(){let e=A.sources;return S.sources.length?f(ae,{title:e.title,children:f(ye,{label:e.title,rows:S.sources,columns:[{name:e.
source,of:t=>f("a",{class:"strong",href:B.node(t.node),children:S.nodes[t.node][1]}),by:t=>S.nodes[t.node][1]},{name:e.limit,of:t=>t.status?f(He,{of:t.status}):
f("span",{class:"quiet",children:t.has_freshness?e.never:e.notDeclared}),by:t=>t.status},{name:e.age,number:!0,of:t=>t.age_seconds===void 0?re:nr(t.age_seconds),
by:t=>t.age_seconds},{name:e.loaded,of:t=>Ae(t.loaded_at),by:t=>t.loaded_at},{name:e.looked,of:t=>Ae(t.looked_at),by:t=>t.looked_at},{name:e.readers,wide:!0,of:t=>f(
co,{of:vt[t.node]})}]})}):f(ae,{title:e.title,children:f("p",{children:e.none})})}function Fu(){let e=A.runs,t=We("runs"),[n,r]=ee(0);return f(ae,{title:e.title,
children:f(tt,{of:t,children:i=>{if(!i.length)return f("p",{children:e.none});let o=i[Math.min(n,i.length-1)],s=Math.max(...i.map(a=>a.seconds??0))||1;return f(
q,{children:[f(ye,{label:e.title,rows:i.map((a,u)=>({each:a,at:u})),columns:[{name:e.at,of:({each:a,at:u})=>f("button",{class:"link","aria-pressed":u===n,onClick:()=>r(
u),children:Ae(a.at)})},{name:e.command,of:({each:a})=>f("code",{children:a.command})},{name:e.took,of:({each:a})=>f("span",{class:"share",children:[f("span",{class:"\
share-track","aria-hidden":"true",children:f("span",{style:{width:`${(a.seconds??0)/s*100}%`}})}),a.seconds===null?e.notFinished:Ve(a.seconds)]})},{name:e.result,
wide:!0,of:({each:a})=>f(Lr,{of:a.counts})},{name:e.published,of:({each:a})=>a.generation===null?f("span",{class:"quiet",children:e.notPublished}):`${e.generation}\
 ${a.generation}`}]}),f("section",{children:[f("h2",{children:[o.command,", ",Ae(o.at)]}),o.attention.length>0&&f(q,{children:[f("h3",{children:e.attention}),f(
ye,{label:e.attention,rows:o.attention,columns:[{name:e.result,of:a=>f(He,{of:a[1]})},{name:e.step,wide:!0,of:a=>f(Pu,{id:a[0]})},{name:A.node.failures,number:!0,
of:a=>Q(a[2])}]})]}),o.path.length>0&&f(q,{children:[f("h3",{children:e.path}),f(o0,{run:o})]}),f("h3",{children:e.slowest}),f(Du,{steps:o.slowest.map(([a,u])=>[
a,0,u]),whole:o.slowest[0]?.[1]??1})]})]})}})})}function o0({run:e}){let t=e.seconds??1,n=e.path.filter(r=>r[2]>=t/100);return f(q,{children:[f("p",{class:"quie\
t small",children:A.runs.pathNote(e.path.length-n.length)}),f(Du,{steps:n,whole:t})]})}function Pu({id:e}){let t=Dt.get(e),n=e.split(".").slice(2).join(".");return t===
void 0?f("span",{children:n}):f("a",{href:B.node(t),children:n})}function Du({steps:e,whole:t}){return f("div",{class:"bars",role:"list",children:e.map(([n,r,i],o)=>f(
"div",{role:"listitem",class:"bar",children:[f("span",{class:"bar-name",children:f(Pu,{id:n})}),f("span",{class:"bar-track",children:f("span",{class:"bar-fill",
style:{marginLeft:`${Math.min(99,r/t*100)}%`,width:`max(2px, ${Math.min(100,i/t*100)}%)`}})}),f("span",{class:"bar-value",children:Ve(i)})]},o))})}var ve=A.lineage,Pr=160,Xt=26;function Uu(e,t,n="LR"){let r=new Ei.Graph({multigraph:!0});r.setGraph({rankdir:n,nodesep:n==="LR"?8:20,ranksep:n==="LR"?46:22,marginx:12,
marginy:12}),r.setDefaultEdgeLabel(()=>({}));for(let a of e)r.setNode(a.id,{width:26+Math.min(a.label.length,34)*7.4,height:Xt});for(let[a,u]of t)r.setEdge(a,u);
ya(r);let i=e.map(a=>{let u=r.node(a.id);return{...a,x:u.x-u.width/2,y:u.y-Xt/2,w:u.width}}),o=r.edges().map(a=>{let u=r.edge(a).points,[l,c]=[u[0],u[u.length-1]],
h=`M${l.x},${l.y}`;for(let d=1;d<u.length;d++){let[m,p]=[u[d-1],u[d]],[_,w]=[(m.x+p.x)/2,(m.y+p.y)/2];h+=n==="LR"?`C${_},${m.y} ${_},${p.y} ${p.x},${p.y}`:`C${m.
x},${w} ${p.x},${w} ${p.x},${p.y}`}return c?h:""}),s=r.graph();return{boxes:i,arrows:o,width:s.width??0,height:s.height??0}}function qu(e,t,n,r){let i=new Set([
e]),o=[e];for(let s=0;s<n&&o.length;s++){let a=new Set;for(let u of o)for(let l of t(u))i.has(l)||a.add(l);if(i.size+a.size>r)return{found:i,isCut:!0};a.forEach(
u=>i.add(u)),o=[...a]}return{found:i,isCut:!1}}function s0(e,t,n){let r=qu(e,o=>S.parents[o],t,Pr/2),i=qu(e,o=>vt[o],n,Pr/2);return{shown:new Set([...r.found,...i.
found]),isCut:r.isCut||i.isCut}}function a0(e,t,n){let r=S.nodes[e],i=["error","fail","interrupted","warn"].find(o=>r[9][o])??r[8];return{id:String(e),label:r[1],
kind:r[2],tone:Ar(i),isFocus:e===t,open:()=>{location.hash=B.node(e).slice(1)},focus:n&&(()=>n(e))}}function fo({drawn:e,label:t,height:n}){let r=Be(null),i=Be(
null),o=Be(void 0);function s(){let[u,l]=[r.current.clientWidth,r.current.clientHeight],c=Math.min(1,u/(e.width||1),l/(e.height||1)),h=e.boxes.find(w=>w.isFocus),
d=c<.45,m=d?.8:c,p=d&&h?u/2-(h.x+h.w/2)*m:(u-e.width*m)/2,_=d&&h?l/2-(h.y+Xt/2)*m:(l-e.height*m)/2;Ne(r.current).call(o.current.transform,Sn.translate(p,_).scale(
m))}lt(()=>{o.current=Cu().scaleExtent([.1,2.5]).filter(u=>!u.button&&(u.type!=="wheel"||u.ctrlKey||u.metaKey||document.activeElement===r.current||r.current.contains(
document.activeElement))).on("zoom",u=>i.current?.setAttribute("transform",u.transform.toString())),Ne(r.current).call(o.current).on("dblclick.zoom",null),s()},
[e]);let a=u=>Ne(r.current).call(o.current.scaleBy,u);return f("div",{class:"canvas",style:{height:`${n}px`},children:[f("svg",{ref:r,role:"group","aria-label":t,
tabIndex:0,children:f("g",{ref:i,children:[e.arrows.map((u,l)=>f("path",{class:"arrow",d:u},l)),e.boxes.map(u=>f("g",{class:`box ${u.kind}${u.isFocus?" focus":""}`,
transform:`translate(${u.x},${u.y})`,role:"link",tabIndex:0,"aria-label":`${u.label}, ${u.kind}`,onClick:l=>l.shiftKey&&u.focus?u.focus():u.open(),onKeyDown:l=>{
l.key==="Enter"&&(l.shiftKey&&u.focus?u.focus:u.open)()},children:[f("rect",{width:u.w,height:Xt,rx:"5"}),f("circle",{class:u.tone,cx:"12",cy:Xt/2,r:"3.5"}),f("\
text",{x:"22",y:Xt/2+4,children:u.label.length>34?`${u.label.slice(0,33)}…`:u.label}),f("title",{children:[u.label,u.note?`
${u.note}`:""]})]},u.id))]})}),f("div",{class:"zoom",children:[f("button",{onClick:()=>a(1.3),"aria-label":ve.in,children:"+"}),f("button",{onClick:()=>a(1/1.3),
"aria-label":ve.out,children:"−"}),f("button",{onClick:s,children:ve.fit})]})]})}function ju(e,t,n,r,i=!1){let{shown:o,isCut:s}=s0(e,t,n),a=[...o].map(l=>a0(l,
e,r)),u=[];for(let l of o)for(let c of S.parents[l])o.has(c)&&(!i||l===e||c===e)&&u.push([String(c),String(l)]);return{drawn:Uu(a,u),isCut:s,shown:o}}function Ru({
position:e}){let t=yt(()=>ju(e,1,1,void 0,!0),[e]),n=Math.max(90,Math.min(420,t.drawn.height+20));return f(fo,{drawn:t.drawn,label:A.node.lineage,height:n})}function Hu({
id:e}){let t=e===void 0?void 0:Dt.get(e);return f(ae,{title:ve.title,children:t===void 0?f(l0,{}):f(u0,{position:t},e)})}var zu=[["0","0"],["1","1"],["2","2"],[
"3","3"],["5","5"],["99","∞"]];function u0({position:e}){let[t,n]=ee("2"),[r,i]=ee("2"),o=a=>{location.hash=B.lineage(a).slice(1)},s=yt(()=>ju(e,Number(t),Number(
r),o),[e,t,r]);return f(q,{children:[f("div",{class:"filters",children:[f("span",{children:[ve.focus,": ",f("a",{class:"strong",href:B.node(e),children:S.nodes[e][1]})]}),
f(nt,{label:ve.up,value:t,onChange:n,options:zu}),f(nt,{label:ve.down,value:r,onChange:i,options:zu}),f("a",{href:"#/lineage",children:ve.project})]}),s.isCut&&
f("p",{class:"quiet",children:ve.tooMany(Pr)}),f(fo,{drawn:s.drawn,label:ve.title,height:Math.max(360,Math.min(640,window.innerHeight-240))}),f("p",{class:"quie\
t small",children:ve.legend}),f("details",{children:[f("summary",{children:ve.list}),f(ye,{label:ve.list,rows:[...s.shown],columns:[{name:A.models.name,of:a=>f(
"a",{href:B.node(a),children:S.nodes[a][1]}),by:a=>S.nodes[a][1]},{name:A.models.type,of:a=>S.nodes[a][2],by:a=>S.nodes[a][2]},{name:A.models.folder,of:a=>On(S.
nodes[a][4]),by:a=>On(S.nodes[a][4])}]})]})]})}function l0(){let[e,t]=ee(null),n=yt(()=>{let i=S.nodes.map(c=>c[2]==="source"?`source ${c[1].split(".")[0]}`:`${c[3]===
S.project?"":`${c[3]}: `}${On(c[4])}`),o=new Map;i.forEach(c=>o.set(c,(o.get(c)??0)+1));let s=new Map;S.parents.forEach((c,h)=>c.forEach(d=>{i[d]!==i[h]&&s.set(
`${i[d]}\0${i[h]}`,[i[d],i[h]])}));let a=[...o].sort((c,h)=>h[1]-c[1]).slice(0,Pr),u=new Set(a.map(([c])=>c)),l=a.map(([c,h])=>({id:`in ${c}`,label:`${c||"."} (${h}\
)`,kind:c.startsWith("source ")?"source":"folder",tone:"none",open:()=>t(c)}));return{of:i,drawn:Uu(l,[...s.values()].filter(([c,h])=>u.has(c)&&u.has(h)).map(([
c,h])=>[`in ${c}`,`in ${h}`]),"TB")}},[]),r=e===null?[]:S.nodes.map((i,o)=>o).filter(i=>n.of[i]===e);return f(q,{children:[f("h2",{children:ve.project}),f("p",{
class:"quiet",children:ve.projectNote}),f(fo,{drawn:n.drawn,label:ve.project,height:Math.max(360,Math.min(620,window.innerHeight-280))}),e!==null&&f("section",{
children:[f("h2",{children:e}),f(ye,{label:e,rows:r,columns:[{name:A.models.name,of:i=>f("a",{href:B.lineage(i),children:S.nodes[i][1]}),by:i=>S.nodes[i][1]},{name:A.
models.rows,number:!0,of:i=>Q(S.nodes[i][6]),by:i=>S.nodes[i][6]}]})]})]})}function $n(e,t){return e==null||t==null?NaN:e<t?-1:e>t?1:e>=t?0:NaN}function c0(e,t){return e==null||t==null?NaN:t<e?-1:t>e?1:t>=e?0:NaN}function qr(e){let t,n,
r;e.length!==2?(t=$n,n=(a,u)=>$n(e(a),u),r=(a,u)=>e(a)-u):(t=e===$n||e===c0?e:f0,n=e,r=e);function i(a,u,l=0,c=a.length){if(l<c){if(t(u,u)!==0)return c;do{let h=l+
c>>>1;n(a[h],u)<0?l=h+1:c=h}while(l<c)}return l}function o(a,u,l=0,c=a.length){if(l<c){if(t(u,u)!==0)return c;do{let h=l+c>>>1;n(a[h],u)<=0?l=h+1:c=h}while(l<c)}
return l}function s(a,u,l=0,c=a.length){let h=i(a,u,l,c-1);return h>l&&r(a[h-1],u)>-r(a[h],u)?h-1:h}return{left:i,center:s,right:o}}function f0(){return 0}function h0(e){
return e===null?NaN:+e}var Bu=qr($n),Wu=Bu.right,jv=Bu.left,Hv=qr(h0).center;var Yv=Vu(Xu),Bv=Vu(d0);function Vu(e){return function(t,n,r=n){if(!((n=+n)>=0))throw new RangeError("invalid rx");if(!((r=+r)>=0))throw new RangeError("invalid\
 ry");let{data:i,width:o,height:s}=t;if(!((o=Math.floor(o))>=0))throw new RangeError("invalid width");if(!((s=Math.floor(s!==void 0?s:i.length/o))>=0))throw new RangeError(
"invalid height");if(!o||!s||!n&&!r)return t;let a=n&&e(n),u=r&&e(r),l=i.slice();return a&&u?(Gt(a,l,i,o,s),Gt(a,i,l,o,s),Gt(a,l,i,o,s),Zt(u,i,l,o,s),Zt(u,l,i,o,
s),Zt(u,i,l,o,s)):a?(Gt(a,i,l,o,s),Gt(a,l,i,o,s),Gt(a,i,l,o,s)):u&&(Zt(u,i,l,o,s),Zt(u,l,i,o,s),Zt(u,i,l,o,s)),t}}function Gt(e,t,n,r,i){for(let o=0,s=r*i;o<s;)
e(t,n,o,o+=r,1)}function Zt(e,t,n,r,i){for(let o=0,s=r*i;o<r;++o)e(t,n,o,o+s,r)}function d0(e){let t=Xu(e);return(n,r,i,o,s)=>{i<<=2,o<<=2,s<<=2,t(n,r,i+0,o+0,s),
t(n,r,i+1,o+1,s),t(n,r,i+2,o+2,s),t(n,r,i+3,o+3,s)}}function Xu(e){let t=Math.floor(e);if(t===e)return m0(e);let n=e-t,r=2*e+1;return(i,o,s,a,u)=>{if(!((a-=u)>=
s))return;let l=t*o[s],c=u*t,h=c+u;for(let d=s,m=s+c;d<m;d+=u)l+=o[Math.min(a,d)];for(let d=s,m=a;d<=m;d+=u)l+=o[Math.min(a,d+c)],i[d]=(l+n*(o[Math.max(s,d-h)]+
o[Math.min(a,d+h)]))/r,l-=o[Math.max(s,d-c)]}}function m0(e){let t=2*e+1;return(n,r,i,o,s)=>{if(!((o-=s)>=i))return;let a=e*r[i],u=s*e;for(let l=i,c=i+u;l<c;l+=
s)a+=r[Math.min(o,l)];for(let l=i,c=o;l<=c;l+=s)a+=r[Math.min(o,l+u)],n[l]=a/t,a-=r[Math.max(i,l-u)]}}function An(e,t){let n,r;if(t===void 0)for(let i of e)i!=null&&(n===void 0?i>=i&&(n=r=i):(n>i&&(n=i),r<i&&(r=i)));else{let i=-1;for(let o of e)(o=t(o,++i,e))!=null&&
(n===void 0?o>=o&&(n=r=o):(n>o&&(n=o),r<o&&(r=o)))}return[n,r]}var In=class extends Map{constructor(t,n=_0){if(super(),Object.defineProperties(this,{_intern:{value:new Map},_key:{value:n}}),t!=null)for(let[r,i]of t)this.set(
r,i)}get(t){return super.get(Yu(this,t))}has(t){return super.has(Yu(this,t))}set(t,n){return super.set(p0(this,t),n)}delete(t){return super.delete(g0(this,t))}};function Yu({_intern:e,_key:t},n){let r=t(n);return e.has(r)?e.get(r):n}function p0({_intern:e,_key:t},n){let r=t(n);return e.has(r)?e.get(r):(e.set(r,n),n)}function g0({
_intern:e,_key:t},n){let r=t(n);return e.has(r)&&(n=e.get(r),e.delete(r)),n}function _0(e){return e!==null&&typeof e=="object"?e.valueOf():e}var y0=Array.prototype,Wv=y0.slice;var v0=Math.sqrt(50),b0=Math.sqrt(10),w0=Math.sqrt(2);function Dr(e,t,n){let r=(t-e)/Math.max(0,n),i=Math.floor(Math.log10(r)),o=r/Math.pow(10,i),s=o>=v0?10:o>=
b0?5:o>=w0?2:1,a,u,l;return i<0?(l=Math.pow(10,-i)/s,a=Math.round(e*l),u=Math.round(t*l),a/l<e&&++a,u/l>t&&--u,l=-l):(l=Math.pow(10,i)*s,a=Math.round(e/l),u=Math.
round(t/l),a*l<e&&++a,u*l>t&&--u),u<a&&.5<=n&&n<2?Dr(e,t,n*2):[a,u,l]}function Gu(e,t,n){if(t=+t,e=+e,n=+n,!(n>0))return[];if(e===t)return[e];let r=t<e,[i,o,s]=r?
Dr(t,e,n):Dr(e,t,n);if(!(o>=i))return[];let a=o-i+1,u=new Array(a);if(r)if(s<0)for(let l=0;l<a;++l)u[l]=(o-l)/-s;else for(let l=0;l<a;++l)u[l]=(o-l)*s;else if(s<
0)for(let l=0;l<a;++l)u[l]=(i+l)/-s;else for(let l=0;l<a;++l)u[l]=(i+l)*s;return u}function Rr(e,t,n){return t=+t,e=+e,n=+n,Dr(e,t,n)[2]}function Ln(e,t,n){t=+t,
e=+e,n=+n;let r=t<e,i=r?Rr(t,e,n):Rr(e,t,n);return(r?-1:1)*(i<0?1/-i:i)}function Qt(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n<r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n<i||n===void 0&&
i>=i)&&(n=i)}return n}function Zu(e,t,n){e=+e,t=+t,n=(i=arguments.length)<2?(t=e,e=0,1):i<3?1:+n;for(var r=-1,i=Math.max(0,Math.ceil((t-e)/n))|0,o=new Array(i);++r<i;)o[r]=e+r*n;return o}var Vv=x0(Math.random);function x0(e){return function(n,r=0,i=n.length){let o=i-(r=+r);for(;o;){let s=e()*o--|0,a=n[o+r];n[o+r]=n[s+r],n[s+r]=a}return n}}function k0(e){return Math.abs(e=Math.round(e))>=1e21?e.toLocaleString("en").replace(/,/g,""):e.toString(10)}function Ur(e,t){if(!isFinite(e)||e===0)return null;
var n=(e=t?e.toExponential(t-1):e.toExponential()).indexOf("e"),r=e.slice(0,n);return[r.length>1?r[0]+r.slice(2):r,+e.slice(n+1)]}function Kt(e){return e=Ur(Math.
abs(e)),e?e[1]:NaN}function M0(e,t){return function(n,r){for(var i=n.length,o=[],s=0,a=e[0],u=0;i>0&&a>0&&(u+a+1>r&&(a=Math.max(1,r-u)),o.push(n.substring(i-=a,
i+a)),!((u+=a+1)>r));)a=e[s=(s+1)%e.length];return o.reverse().join(t)}}function E0(e){return function(t){return t.replace(/[0-9]/g,function(n){return e[+n]})}}
var T0=/^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;function Fn(e){if(!(t=T0.exec(e)))throw new Error("invalid format: "+e);var t;
return new ho({fill:t[1],align:t[2],sign:t[3],symbol:t[4],zero:t[5],width:t[6],comma:t[7],precision:t[8]&&t[8].slice(1),trim:t[9],type:t[10]})}Fn.prototype=ho.prototype;
function ho(e){this.fill=e.fill===void 0?" ":e.fill+"",this.align=e.align===void 0?">":e.align+"",this.sign=e.sign===void 0?"-":e.sign+"",this.symbol=e.symbol===
void 0?"":e.symbol+"",this.zero=!!e.zero,this.width=e.width===void 0?void 0:+e.width,this.comma=!!e.comma,this.precision=e.precision===void 0?void 0:+e.precision,
this.trim=!!e.trim,this.type=e.type===void 0?"":e.type+""}ho.prototype.toString=function(){return this.fill+this.align+this.sign+this.symbol+(this.zero?"0":"")+
(this.width===void 0?"":Math.max(1,this.width|0))+(this.comma?",":"")+(this.precision===void 0?"":"."+Math.max(0,this.precision|0))+(this.trim?"~":"")+this.type};
function N0(e){e:for(var t=e.length,n=1,r=-1,i;n<t;++n)switch(e[n]){case".":r=i=n;break;case"0":r===0&&(r=n),i=n;break;default:if(!+e[n])break e;r>0&&(r=0);break}
return r>0?e.slice(0,r)+e.slice(i+1):e}var jr;function S0(e,t){var n=Ur(e,t);if(!n)return jr=void 0,e.toPrecision(t);var r=n[0],i=n[1],o=i-(jr=Math.max(-8,Math.
min(8,Math.floor(i/3)))*3)+1,s=r.length;return o===s?r:o>s?r+new Array(o-s+1).join("0"):o>0?r.slice(0,o)+"."+r.slice(o):"0."+new Array(1-o).join("0")+Ur(e,Math.
max(0,t+o-1))[0]}function Qu(e,t){var n=Ur(e,t);if(!n)return e+"";var r=n[0],i=n[1];return i<0?"0."+new Array(-i).join("0")+r:r.length>i+1?r.slice(0,i+1)+"."+r.
slice(i+1):r+new Array(i-r.length+2).join("0")}var Ku={"%":(e,t)=>(e*100).toFixed(t),b:e=>Math.round(e).toString(2),c:e=>e+"",d:k0,e:(e,t)=>e.toExponential(t),f:(e,t)=>e.
toFixed(t),g:(e,t)=>e.toPrecision(t),o:e=>Math.round(e).toString(8),p:(e,t)=>Qu(e*100,t),r:Qu,s:S0,X:e=>Math.round(e).toString(16).toUpperCase(),x:e=>Math.round(
e).toString(16)};function Ju(e){return e}var el=Array.prototype.map,tl=["y","z","a","f","p","n","µ","m","","k","M","G","T","P","E","Z","Y"];function C0(e){var t=e.
grouping===void 0||e.thousands===void 0?Ju:M0(el.call(e.grouping,Number),e.thousands+""),n=e.currency===void 0?"":e.currency[0]+"",r=e.currency===void 0?"":e.currency[1]+
"",i=e.decimal===void 0?".":e.decimal+"",o=e.numerals===void 0?Ju:E0(el.call(e.numerals,String)),s=e.percent===void 0?"%":e.percent+"",a=e.minus===void 0?"−":
e.minus+"",u=e.nan===void 0?"NaN":e.nan+"";function l(h,d){h=Fn(h);var m=h.fill,p=h.align,_=h.sign,w=h.symbol,b=h.zero,x=h.width,E=h.comma,M=h.precision,F=h.trim,
C=h.type;C==="n"?(E=!0,C="g"):Ku[C]||(M===void 0&&(M=12),F=!0,C="g"),(b||m==="0"&&p==="=")&&(b=!0,m="0",p="=");var j=(d&&d.prefix!==void 0?d.prefix:"")+(w==="$"?
n:w==="#"&&/[boxX]/.test(C)?"0"+C.toLowerCase():""),R=(w==="$"?r:/[%p]/.test(C)?s:"")+(d&&d.suffix!==void 0?d.suffix:""),Y=Ku[C],V=/[defgprs%]/.test(C);M=M===void 0?
6:/[gprs]/.test(C)?Math.max(1,Math.min(21,M)):Math.max(0,Math.min(20,M));function H(L){var z=j,y=R,g,v,k;if(C==="c")y=Y(L)+y,L="";else{L=+L;var N=L<0||1/L<0;if(L=
isNaN(L)?u:Y(Math.abs(L),M),F&&(L=N0(L)),N&&+L==0&&_!=="+"&&(N=!1),z=(N?_==="("?_:a:_==="-"||_==="("?"":_)+z,y=(C==="s"&&!isNaN(L)&&jr!==void 0?tl[8+jr/3]:"")+y+
(N&&_==="("?")":""),V){for(g=-1,v=L.length;++g<v;)if(k=L.charCodeAt(g),48>k||k>57){y=(k===46?i+L.slice(g+1):L.slice(g))+y,L=L.slice(0,g);break}}}E&&!b&&(L=t(L,1/0));
var T=z.length+L.length+y.length,I=T<x?new Array(x-T+1).join(m):"";switch(E&&b&&(L=t(I+L,I.length?x-y.length:1/0),I=""),p){case"<":L=z+L+y+I;break;case"=":L=z+I+
L+y;break;case"^":L=I.slice(0,T=I.length>>1)+z+L+y+I.slice(T);break;default:L=I+z+L+y;break}return o(L)}return H.toString=function(){return h+""},H}function c(h,d){
var m=Math.max(-8,Math.min(8,Math.floor(Kt(d)/3)))*3,p=Math.pow(10,-m),_=l((h=Fn(h),h.type="f",h),{suffix:tl[8+m/3]});return function(w){return _(p*w)}}return{format:l,
formatPrefix:c}}var zr,mo,po;O0({thousands:",",grouping:[3],currency:["$",""]});function O0(e){return zr=C0(e),mo=zr.format,po=zr.formatPrefix,zr}function nl(e){
return Math.max(0,-Kt(Math.abs(e)))}function rl(e,t){return Math.max(0,Math.max(-8,Math.min(8,Math.floor(Kt(t)/3)))*3-Kt(Math.abs(e)))}function il(e,t){return e=
Math.abs(e),t=Math.abs(t)-e,Math.max(0,Kt(t)-Kt(e))+1}var go=new Date,_o=new Date;function pe(e,t,n,r){function i(o){return e(o=arguments.length===0?new Date:new Date(+o)),o}return i.floor=o=>(e(o=new Date(+o)),o),
i.ceil=o=>(e(o=new Date(o-1)),t(o,1),e(o),o),i.round=o=>{let s=i(o),a=i.ceil(o);return o-s<a-o?s:a},i.offset=(o,s)=>(t(o=new Date(+o),s==null?1:Math.floor(s)),o),
i.range=(o,s,a)=>{let u=[];if(o=i.ceil(o),a=a==null?1:Math.floor(a),!(o<s)||!(a>0))return u;let l;do u.push(l=new Date(+o)),t(o,a),e(o);while(l<o&&o<s);return u},
i.filter=o=>pe(s=>{if(s>=s)for(;e(s),!o(s);)s.setTime(s-1)},(s,a)=>{if(s>=s)if(a<0)for(;++a<=0;)for(;t(s,-1),!o(s););else for(;--a>=0;)for(;t(s,1),!o(s););}),n&&
(i.count=(o,s)=>(go.setTime(+o),_o.setTime(+s),e(go),e(_o),Math.floor(n(go,_o))),i.every=o=>(o=Math.floor(o),!isFinite(o)||!(o>0)?null:o>1?i.filter(r?s=>r(s)%o===
0:s=>i.count(0,s)%o===0):i)),i}var Hr=pe(()=>{},(e,t)=>{e.setTime(+e+t)},(e,t)=>t-e);Hr.every=e=>(e=Math.floor(e),!isFinite(e)||!(e>0)?null:e>1?pe(t=>{t.setTime(
Math.floor(t/e)*e)},(t,n)=>{t.setTime(+t+n*e)},(t,n)=>(n-t)/e):Hr);var Qv=Hr.range,rt=1e3,Oe=rt*60,it=Oe*60,ot=it*24,vo=ot*7,ol=ot*30,yo=ot*365,ft=pe(e=>{e.setTime(
e-e.getMilliseconds())},(e,t)=>{e.setTime(+e+t*rt)},(e,t)=>(t-e)/rt,e=>e.getUTCSeconds()),Kv=ft.range,bo=pe(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*rt)},
(e,t)=>{e.setTime(+e+t*Oe)},(e,t)=>(t-e)/Oe,e=>e.getMinutes()),Jv=bo.range,Yr=pe(e=>{e.setUTCSeconds(0,0)},(e,t)=>{e.setTime(+e+t*Oe)},(e,t)=>(t-e)/Oe,e=>e.getUTCMinutes()),
eb=Yr.range,wo=pe(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*rt-e.getMinutes()*Oe)},(e,t)=>{e.setTime(+e+t*it)},(e,t)=>(t-e)/it,e=>e.getHours()),tb=wo.range,
Br=pe(e=>{e.setUTCMinutes(0,0,0)},(e,t)=>{e.setTime(+e+t*it)},(e,t)=>(t-e)/it,e=>e.getUTCHours()),nb=Br.range,Jt=pe(e=>e.setHours(0,0,0,0),(e,t)=>e.setDate(e.getDate()+
t),(e,t)=>(t-e-(t.getTimezoneOffset()-e.getTimezoneOffset())*Oe)/ot,e=>e.getDate()-1),rb=Jt.range,en=pe(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+
t)},(e,t)=>(t-e)/ot,e=>e.getUTCDate()-1),ib=en.range,sl=pe(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t)},(e,t)=>(t-e)/ot,e=>Math.floor(e/ot)),
ob=sl.range;function Ct(e){return pe(t=>{t.setDate(t.getDate()-(t.getDay()+7-e)%7),t.setHours(0,0,0,0)},(t,n)=>{t.setDate(t.getDate()+n*7)},(t,n)=>(n-t-(n.getTimezoneOffset()-
t.getTimezoneOffset())*Oe)/vo)}var Pn=Ct(0),Dn=Ct(1),$0=Ct(2),I0=Ct(3),Ot=Ct(4),A0=Ct(5),L0=Ct(6),sb=Pn.range,ab=Dn.range,ub=$0.range,lb=I0.range,cb=Ot.range,fb=A0.
range,hb=L0.range;function $t(e){return pe(t=>{t.setUTCDate(t.getUTCDate()-(t.getUTCDay()+7-e)%7),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCDate(t.getUTCDate()+n*
7)},(t,n)=>(n-t)/vo)}var tn=$t(0),Rn=$t(1),F0=$t(2),P0=$t(3),It=$t(4),D0=$t(5),R0=$t(6),db=tn.range,mb=Rn.range,pb=F0.range,gb=P0.range,_b=It.range,yb=D0.range,
vb=R0.range,xo=pe(e=>{e.setDate(1),e.setHours(0,0,0,0)},(e,t)=>{e.setMonth(e.getMonth()+t)},(e,t)=>t.getMonth()-e.getMonth()+(t.getFullYear()-e.getFullYear())*12,
e=>e.getMonth()),bb=xo.range,Wr=pe(e=>{e.setUTCDate(1),e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCMonth(e.getUTCMonth()+t)},(e,t)=>t.getUTCMonth()-e.getUTCMonth()+
(t.getUTCFullYear()-e.getUTCFullYear())*12,e=>e.getUTCMonth()),wb=Wr.range,Ye=pe(e=>{e.setMonth(0,1),e.setHours(0,0,0,0)},(e,t)=>{e.setFullYear(e.getFullYear()+
t)},(e,t)=>t.getFullYear()-e.getFullYear(),e=>e.getFullYear());Ye.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:pe(t=>{t.setFullYear(Math.floor(t.getFullYear()/
e)*e),t.setMonth(0,1),t.setHours(0,0,0,0)},(t,n)=>{t.setFullYear(t.getFullYear()+n*e)});var xb=Ye.range,Pe=pe(e=>{e.setUTCMonth(0,1),e.setUTCHours(0,0,0,0)},(e,t)=>{
e.setUTCFullYear(e.getUTCFullYear()+t)},(e,t)=>t.getUTCFullYear()-e.getUTCFullYear(),e=>e.getUTCFullYear());Pe.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:
pe(t=>{t.setUTCFullYear(Math.floor(t.getUTCFullYear()/e)*e),t.setUTCMonth(0,1),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCFullYear(t.getUTCFullYear()+n*e)});var kb=Pe.
range;function al(e,t,n,r,i,o){let s=[[ft,1,rt],[ft,5,5*rt],[ft,15,15*rt],[ft,30,30*rt],[o,1,Oe],[o,5,5*Oe],[o,15,15*Oe],[o,30,30*Oe],[i,1,it],[i,3,3*it],[i,6,6*
it],[i,12,12*it],[r,1,ot],[r,2,2*ot],[n,1,vo],[t,1,ol],[t,3,3*ol],[e,1,yo]];function a(l,c,h){let d=c<l;d&&([l,c]=[c,l]);let m=h&&typeof h.range=="function"?h:u(
l,c,h),p=m?m.range(l,+c+1):[];return d?p.reverse():p}function u(l,c,h){let d=Math.abs(c-l)/h,m=qr(([,,w])=>w).right(s,d);if(m===s.length)return e.every(Ln(l/yo,
c/yo,h));if(m===0)return Hr.every(Math.max(Ln(l,c,h),1));let[p,_]=s[d/s[m-1][2]<s[m][2]/d?m-1:m];return p.every(_)}return[a,u]}var[ul,ll]=al(Pe,Wr,tn,sl,Br,Yr),
[q0,z0]=al(Ye,xo,Pn,Jt,wo,bo);function ko(e){if(0<=e.y&&e.y<100){var t=new Date(-1,e.m,e.d,e.H,e.M,e.S,e.L);return t.setFullYear(e.y),t}return new Date(e.y,e.m,e.d,e.H,e.M,e.S,e.L)}function Mo(e){
if(0<=e.y&&e.y<100){var t=new Date(Date.UTC(-1,e.m,e.d,e.H,e.M,e.S,e.L));return t.setUTCFullYear(e.y),t}return new Date(Date.UTC(e.y,e.m,e.d,e.H,e.M,e.S,e.L))}function qn(e,t,n){
return{y:e,m:t,d:n,H:0,M:0,S:0,L:0}}function U0(e){var t=e.dateTime,n=e.date,r=e.time,i=e.periods,o=e.days,s=e.shortDays,a=e.months,u=e.shortMonths,l=zn(i),c=Un(
i),h=zn(o),d=Un(o),m=zn(s),p=Un(s),_=zn(a),w=Un(a),b=zn(u),x=Un(u),E={a:k,A:N,b:T,B:I,c:null,d:pl,e:pl,f:c_,g:b_,G:x_,H:a_,I:u_,j:l_,L:bl,m:f_,M:h_,p:U,q:K,Q:yl,
s:vl,S:d_,u:m_,U:p_,V:g_,w:__,W:y_,x:null,X:null,y:v_,Y:w_,Z:k_,"%":_l},M={a:ce,A:ie,b:he,B:be,c:null,d:gl,e:gl,f:N_,g:D_,G:q_,H:M_,I:E_,j:T_,L:xl,m:S_,M:C_,p:de,
q:$e,Q:yl,s:vl,S:O_,u:$_,U:I_,V:A_,w:L_,W:F_,x:null,X:null,y:P_,Y:R_,Z:z_,"%":_l},F={a:V,A:H,b:L,B:z,c:y,d:dl,e:dl,f:r_,g:hl,G:fl,H:ml,I:ml,j:J0,L:n_,m:K0,M:e_,
p:Y,q:Q0,Q:o_,s:s_,S:t_,u:W0,U:V0,V:X0,w:B0,W:G0,x:g,X:v,y:hl,Y:fl,Z:Z0,"%":i_};E.x=C(n,E),E.X=C(r,E),E.c=C(t,E),M.x=C(n,M),M.X=C(r,M),M.c=C(t,M);function C(P,X){
return function(G){var O=[],xe=-1,ne=0,Me=P.length,Ee,pt,Ko;for(G instanceof Date||(G=new Date(+G));++xe<Me;)P.charCodeAt(xe)===37&&(O.push(P.slice(ne,xe)),(pt=
cl[Ee=P.charAt(++xe)])!=null?Ee=P.charAt(++xe):pt=Ee==="e"?" ":"0",(Ko=X[Ee])&&(Ee=Ko(G,pt)),O.push(Ee),ne=xe+1);return O.push(P.slice(ne,xe)),O.join("")}}function j(P,X){
return function(G){var O=qn(1900,void 0,1),xe=R(O,P,G+="",0),ne,Me;if(xe!=G.length)return null;if("Q"in O)return new Date(O.Q);if("s"in O)return new Date(O.s*1e3+
("L"in O?O.L:0));if(X&&!("Z"in O)&&(O.Z=0),"p"in O&&(O.H=O.H%12+O.p*12),O.m===void 0&&(O.m="q"in O?O.q:0),"V"in O){if(O.V<1||O.V>53)return null;"w"in O||(O.w=1),
"Z"in O?(ne=Mo(qn(O.y,0,1)),Me=ne.getUTCDay(),ne=Me>4||Me===0?Rn.ceil(ne):Rn(ne),ne=en.offset(ne,(O.V-1)*7),O.y=ne.getUTCFullYear(),O.m=ne.getUTCMonth(),O.d=ne.
getUTCDate()+(O.w+6)%7):(ne=ko(qn(O.y,0,1)),Me=ne.getDay(),ne=Me>4||Me===0?Dn.ceil(ne):Dn(ne),ne=Jt.offset(ne,(O.V-1)*7),O.y=ne.getFullYear(),O.m=ne.getMonth(),
O.d=ne.getDate()+(O.w+6)%7)}else("W"in O||"U"in O)&&("w"in O||(O.w="u"in O?O.u%7:"W"in O?1:0),Me="Z"in O?Mo(qn(O.y,0,1)).getUTCDay():ko(qn(O.y,0,1)).getDay(),O.
m=0,O.d="W"in O?(O.w+6)%7+O.W*7-(Me+5)%7:O.w+O.U*7-(Me+6)%7);return"Z"in O?(O.H+=O.Z/100|0,O.M+=O.Z%100,Mo(O)):ko(O)}}function R(P,X,G,O){for(var xe=0,ne=X.length,
Me=G.length,Ee,pt;xe<ne;){if(O>=Me)return-1;if(Ee=X.charCodeAt(xe++),Ee===37){if(Ee=X.charAt(xe++),pt=F[Ee in cl?X.charAt(xe++):Ee],!pt||(O=pt(P,G,O))<0)return-1}else if(Ee!=
G.charCodeAt(O++))return-1}return O}function Y(P,X,G){var O=l.exec(X.slice(G));return O?(P.p=c.get(O[0].toLowerCase()),G+O[0].length):-1}function V(P,X,G){var O=m.
exec(X.slice(G));return O?(P.w=p.get(O[0].toLowerCase()),G+O[0].length):-1}function H(P,X,G){var O=h.exec(X.slice(G));return O?(P.w=d.get(O[0].toLowerCase()),G+
O[0].length):-1}function L(P,X,G){var O=b.exec(X.slice(G));return O?(P.m=x.get(O[0].toLowerCase()),G+O[0].length):-1}function z(P,X,G){var O=_.exec(X.slice(G));
return O?(P.m=w.get(O[0].toLowerCase()),G+O[0].length):-1}function y(P,X,G){return R(P,t,X,G)}function g(P,X,G){return R(P,n,X,G)}function v(P,X,G){return R(P,r,
X,G)}function k(P){return s[P.getDay()]}function N(P){return o[P.getDay()]}function T(P){return u[P.getMonth()]}function I(P){return a[P.getMonth()]}function U(P){
return i[+(P.getHours()>=12)]}function K(P){return 1+~~(P.getMonth()/3)}function ce(P){return s[P.getUTCDay()]}function ie(P){return o[P.getUTCDay()]}function he(P){
return u[P.getUTCMonth()]}function be(P){return a[P.getUTCMonth()]}function de(P){return i[+(P.getUTCHours()>=12)]}function $e(P){return 1+~~(P.getUTCMonth()/3)}
return{format:function(P){var X=C(P+="",E);return X.toString=function(){return P},X},parse:function(P){var X=j(P+="",!1);return X.toString=function(){return P},
X},utcFormat:function(P){var X=C(P+="",M);return X.toString=function(){return P},X},utcParse:function(P){var X=j(P+="",!0);return X.toString=function(){return P},
X}}}var cl={"-":"",_:" ",0:"0"},_e=/^\s*\d+/,j0=/^%/,H0=/[\\^$*+?|[\]().{}]/g;function Z(e,t,n){var r=e<0?"-":"",i=(r?-e:e)+"",o=i.length;return r+(o<n?new Array(
n-o+1).join(t)+i:i)}function Y0(e){return e.replace(H0,"\\$&")}function zn(e){return new RegExp("^(?:"+e.map(Y0).join("|")+")","i")}function Un(e){return new Map(
e.map((t,n)=>[t.toLowerCase(),n]))}function B0(e,t,n){var r=_e.exec(t.slice(n,n+1));return r?(e.w=+r[0],n+r[0].length):-1}function W0(e,t,n){var r=_e.exec(t.slice(
n,n+1));return r?(e.u=+r[0],n+r[0].length):-1}function V0(e,t,n){var r=_e.exec(t.slice(n,n+2));return r?(e.U=+r[0],n+r[0].length):-1}function X0(e,t,n){var r=_e.
exec(t.slice(n,n+2));return r?(e.V=+r[0],n+r[0].length):-1}function G0(e,t,n){var r=_e.exec(t.slice(n,n+2));return r?(e.W=+r[0],n+r[0].length):-1}function fl(e,t,n){
var r=_e.exec(t.slice(n,n+4));return r?(e.y=+r[0],n+r[0].length):-1}function hl(e,t,n){var r=_e.exec(t.slice(n,n+2));return r?(e.y=+r[0]+(+r[0]>68?1900:2e3),n+r[0].
length):-1}function Z0(e,t,n){var r=/^(Z)|([+-]\d\d)(?::?(\d\d))?/.exec(t.slice(n,n+6));return r?(e.Z=r[1]?0:-(r[2]+(r[3]||"00")),n+r[0].length):-1}function Q0(e,t,n){
var r=_e.exec(t.slice(n,n+1));return r?(e.q=r[0]*3-3,n+r[0].length):-1}function K0(e,t,n){var r=_e.exec(t.slice(n,n+2));return r?(e.m=r[0]-1,n+r[0].length):-1}function dl(e,t,n){
var r=_e.exec(t.slice(n,n+2));return r?(e.d=+r[0],n+r[0].length):-1}function J0(e,t,n){var r=_e.exec(t.slice(n,n+3));return r?(e.m=0,e.d=+r[0],n+r[0].length):-1}
function ml(e,t,n){var r=_e.exec(t.slice(n,n+2));return r?(e.H=+r[0],n+r[0].length):-1}function e_(e,t,n){var r=_e.exec(t.slice(n,n+2));return r?(e.M=+r[0],n+r[0].
length):-1}function t_(e,t,n){var r=_e.exec(t.slice(n,n+2));return r?(e.S=+r[0],n+r[0].length):-1}function n_(e,t,n){var r=_e.exec(t.slice(n,n+3));return r?(e.L=
+r[0],n+r[0].length):-1}function r_(e,t,n){var r=_e.exec(t.slice(n,n+6));return r?(e.L=Math.floor(r[0]/1e3),n+r[0].length):-1}function i_(e,t,n){var r=j0.exec(t.
slice(n,n+1));return r?n+r[0].length:-1}function o_(e,t,n){var r=_e.exec(t.slice(n));return r?(e.Q=+r[0],n+r[0].length):-1}function s_(e,t,n){var r=_e.exec(t.slice(
n));return r?(e.s=+r[0],n+r[0].length):-1}function pl(e,t){return Z(e.getDate(),t,2)}function a_(e,t){return Z(e.getHours(),t,2)}function u_(e,t){return Z(e.getHours()%
12||12,t,2)}function l_(e,t){return Z(1+Jt.count(Ye(e),e),t,3)}function bl(e,t){return Z(e.getMilliseconds(),t,3)}function c_(e,t){return bl(e,t)+"000"}function f_(e,t){
return Z(e.getMonth()+1,t,2)}function h_(e,t){return Z(e.getMinutes(),t,2)}function d_(e,t){return Z(e.getSeconds(),t,2)}function m_(e){var t=e.getDay();return t===
0?7:t}function p_(e,t){return Z(Pn.count(Ye(e)-1,e),t,2)}function wl(e){var t=e.getDay();return t>=4||t===0?Ot(e):Ot.ceil(e)}function g_(e,t){return e=wl(e),Z(Ot.
count(Ye(e),e)+(Ye(e).getDay()===4),t,2)}function __(e){return e.getDay()}function y_(e,t){return Z(Dn.count(Ye(e)-1,e),t,2)}function v_(e,t){return Z(e.getFullYear()%
100,t,2)}function b_(e,t){return e=wl(e),Z(e.getFullYear()%100,t,2)}function w_(e,t){return Z(e.getFullYear()%1e4,t,4)}function x_(e,t){var n=e.getDay();return e=
n>=4||n===0?Ot(e):Ot.ceil(e),Z(e.getFullYear()%1e4,t,4)}function k_(e){var t=e.getTimezoneOffset();return(t>0?"-":(t*=-1,"+"))+Z(t/60|0,"0",2)+Z(t%60,"0",2)}function gl(e,t){
return Z(e.getUTCDate(),t,2)}function M_(e,t){return Z(e.getUTCHours(),t,2)}function E_(e,t){return Z(e.getUTCHours()%12||12,t,2)}function T_(e,t){return Z(1+en.
count(Pe(e),e),t,3)}function xl(e,t){return Z(e.getUTCMilliseconds(),t,3)}function N_(e,t){return xl(e,t)+"000"}function S_(e,t){return Z(e.getUTCMonth()+1,t,2)}
function C_(e,t){return Z(e.getUTCMinutes(),t,2)}function O_(e,t){return Z(e.getUTCSeconds(),t,2)}function $_(e){var t=e.getUTCDay();return t===0?7:t}function I_(e,t){
return Z(tn.count(Pe(e)-1,e),t,2)}function kl(e){var t=e.getUTCDay();return t>=4||t===0?It(e):It.ceil(e)}function A_(e,t){return e=kl(e),Z(It.count(Pe(e),e)+(Pe(
e).getUTCDay()===4),t,2)}function L_(e){return e.getUTCDay()}function F_(e,t){return Z(Rn.count(Pe(e)-1,e),t,2)}function P_(e,t){return Z(e.getUTCFullYear()%100,
t,2)}function D_(e,t){return e=kl(e),Z(e.getUTCFullYear()%100,t,2)}function R_(e,t){return Z(e.getUTCFullYear()%1e4,t,4)}function q_(e,t){var n=e.getUTCDay();return e=
n>=4||n===0?It(e):It.ceil(e),Z(e.getUTCFullYear()%1e4,t,4)}function z_(){return"+0000"}function _l(){return"%"}function yl(e){return+e}function vl(e){return Math.
floor(+e/1e3)}var nn,Ml,U_,Vr,El;j_({dateTime:"%x, %X",date:"%-m/%-d/%Y",time:"%-I:%M:%S %p",periods:["AM","PM"],days:["Sunday","Monday","Tuesday","Wednesday","\
Thursday","Friday","Saturday"],shortDays:["Sun","Mon","Tue","Wed","Thu","Fri","Sat"],months:["January","February","March","April","May","June","July","August","\
September","October","November","December"],shortMonths:["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"]});function j_(e){return nn=U0(
e),Ml=nn.format,U_=nn.parse,Vr=nn.utcFormat,El=nn.utcParse,nn}var Tl="%Y-%m-%dT%H:%M:%S.%LZ";function H_(e){return e.toISOString()}var Tb=Date.prototype.toISOString?
H_:Vr(Tl);function Y_(e){var t=new Date(e);return isNaN(t)?null:t}var Nb=+new Date("2000-01-01T00:00:00.000Z")?Y_:El(Tl);function Xr(e,t){switch(arguments.length){case 0:break;case 1:this.range(e);break;default:this.range(t).domain(e);break}return this}var Nl=Symbol("implicit");function Cl(){var e=new In,t=[],n=[],r=Nl;function i(o){let s=e.get(o);if(s===void 0){if(r!==Nl)return r;e.set(o,s=t.push(o)-1)}return n[s%
n.length]}return i.domain=function(o){if(!arguments.length)return t.slice();t=[],e=new In;for(let s of o)e.has(s)||e.set(s,t.push(s)-1);return i},i.range=function(o){
return arguments.length?(n=Array.from(o),i):n.slice()},i.unknown=function(o){return arguments.length?(r=o,i):r},i.copy=function(){return Cl(t,n).unknown(r)},Xr.
apply(i,arguments),i}function To(){var e=Cl().unknown(void 0),t=e.domain,n=e.range,r=0,i=1,o,s,a=!1,u=0,l=0,c=.5;delete e.unknown;function h(){var d=t().length,
m=i<r,p=m?i:r,_=m?r:i;o=(_-p)/Math.max(1,d-u+l*2),a&&(o=Math.floor(o)),p+=(_-p-o*(d-u))*c,s=o*(1-u),a&&(p=Math.round(p),s=Math.round(s));var w=Zu(d).map(function(b){
return p+o*b});return n(m?w.reverse():w)}return e.domain=function(d){return arguments.length?(t(d),h()):t()},e.range=function(d){return arguments.length?([r,i]=
d,r=+r,i=+i,h()):[r,i]},e.rangeRound=function(d){return[r,i]=d,r=+r,i=+i,a=!0,h()},e.bandwidth=function(){return s},e.step=function(){return o},e.round=function(d){
return arguments.length?(a=!!d,h()):a},e.padding=function(d){return arguments.length?(u=Math.min(1,l=+d),h()):u},e.paddingInner=function(d){return arguments.length?
(u=Math.min(1,d),h()):u},e.paddingOuter=function(d){return arguments.length?(l=+d,h()):l},e.align=function(d){return arguments.length?(c=Math.max(0,Math.min(1,d)),
h()):c},e.copy=function(){return To(t(),[r,i]).round(a).paddingInner(u).paddingOuter(l).align(c)},Xr.apply(h(),arguments)}function B_(e){return function(){return e}}function W_(e){return+e}var Sl=[0,1];function rn(e){return e}function Eo(e,t){return(t-=e=+e)?function(n){return(n-e)/
t}:B_(isNaN(t)?NaN:.5)}function V_(e,t){var n;return e>t&&(n=e,e=t,t=n),function(r){return Math.max(e,Math.min(t,r))}}function X_(e,t,n){var r=e[0],i=e[1],o=t[0],
s=t[1];return i<r?(r=Eo(i,r),o=n(s,o)):(r=Eo(r,i),o=n(o,s)),function(a){return o(r(a))}}function G_(e,t,n){var r=Math.min(e.length,t.length)-1,i=new Array(r),o=new Array(
r),s=-1;for(e[r]<e[0]&&(e=e.slice().reverse(),t=t.slice().reverse());++s<r;)i[s]=Eo(e[s],e[s+1]),o[s]=n(t[s],t[s+1]);return function(a){var u=Wu(e,a,1,r)-1;return o[u](
i[u](a))}}function Ol(e,t){return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown())}function Z_(){var e=Sl,
t=Sl,n=xr,r,i,o,s=rn,a,u,l;function c(){var d=Math.min(e.length,t.length);return s!==rn&&(s=V_(e[0],e[d-1])),a=d>2?G_:X_,u=l=null,h}function h(d){return d==null||
isNaN(d=+d)?o:(u||(u=a(e.map(r),t,n)))(r(s(d)))}return h.invert=function(d){return s(i((l||(l=a(t,e.map(r),Se)))(d)))},h.domain=function(d){return arguments.length?
(e=Array.from(d,W_),c()):e.slice()},h.range=function(d){return arguments.length?(t=Array.from(d),c()):t.slice()},h.rangeRound=function(d){return t=Array.from(d),
n=uu,c()},h.clamp=function(d){return arguments.length?(s=d?!0:rn,c()):s!==rn},h.interpolate=function(d){return arguments.length?(n=d,c()):n},h.unknown=function(d){
return arguments.length?(o=d,h):o},function(d,m){return r=d,i=m,c()}}function $l(){return Z_()(rn,rn)}function Q_(e,t,n,r){var i=Ln(e,t,n),o;switch(r=Fn(r??",f"),
r.type){case"s":{var s=Math.max(Math.abs(e),Math.abs(t));return r.precision==null&&!isNaN(o=rl(i,s))&&(r.precision=o),po(r,s)}case"":case"e":case"g":case"p":case"\
r":{r.precision==null&&!isNaN(o=il(i,Math.max(Math.abs(e),Math.abs(t))))&&(r.precision=o-(r.type==="e"));break}case"f":case"%":{r.precision==null&&!isNaN(o=nl(i))&&
(r.precision=o-(r.type==="%")*2);break}}return mo(r)}function K_(e){var t=e.domain;return e.ticks=function(n){var r=t();return Gu(r[0],r[r.length-1],n??10)},e.tickFormat=
function(n,r){var i=t();return Q_(i[0],i[i.length-1],n??10,r)},e.nice=function(n){n==null&&(n=10);var r=t(),i=0,o=r.length-1,s=r[i],a=r[o],u,l,c=10;for(a<s&&(l=
s,s=a,a=l,l=i,i=o,o=l);c-- >0;){if(l=Rr(s,a,n),l===u)return r[i]=s,r[o]=a,t(r);if(l>0)s=Math.floor(s/l)*l,a=Math.ceil(a/l)*l;else if(l<0)s=Math.ceil(s*l)/l,a=Math.
floor(a*l)/l;else break;u=l}return e},e}function De(){var e=$l();return e.copy=function(){return Ol(e,De())},Xr.apply(e,arguments),K_(e)}function J_(e,t){e=e.slice();var n=0,r=e.length-1,i=e[n],o=e[r],s;return o<i&&(s=n,n=r,r=s,s=i,i=o,o=s),e[n]=t.floor(i),e[r]=t.ceil(o),e}function ey(e){return new Date(e)}function ty(e){return e instanceof Date?+e:Math.round(e)}function Il(e,t,n,r,i,o,s,a,u,l){var c=$l(),h=c.invert,d=c.domain,m=l(
".%L"),p=l(":%S"),_=l("%I:%M"),w=l("%I %p"),b=l("%a %d"),x=l("%b %d"),E=l("%B"),M=l("%Y");function F(C){return(u(C)<C?m:a(C)<C?p:s(C)<C?_:o(C)<C?w:r(C)<C?i(C)<C?
b:x:n(C)<C?E:M)(C)}return c.invert=function(C){return new Date(Math.round(h(C)))},c.domain=function(C){return arguments.length?d(Array.from(C,ty)):d().map(ey)},
c.ticks=function(C){var j=d();return e(j[0],j[j.length-1],C??10)},c.tickFormat=function(C,j){return j==null?F:l(j)},c.nice=function(C){var j=d();return(!C||typeof C.
range!="function")&&(C=t(j[0],j[j.length-1],C??10)),C?d(J_(j,C)):c},c.copy=function(){return Ol(c,Il(e,t,n,r,i,o,s,a,u,l))},c}function Al(){return Xr.apply(Il(ul,ll,Pe,Wr,tn,en,Br,Yr,ft,Vr).domain([Date.UTC(2e3,0,1),Date.UTC(2e3,0,2)]),arguments)}var jn=Math.PI,No=2*jn,At=1e-6,ny=No-At;function Ll(e){this._+=e[0];for(let t=1,n=e.length;t<n;++t)this._+=arguments[t]+e[t]}function ry(e){let t=Math.floor(e);
if(!(t>=0))throw new Error(`invalid digits: ${e}`);if(t>15)return Ll;let n=10**t;return function(r){this._+=r[0];for(let i=1,o=r.length;i<o;++i)this._+=Math.round(
arguments[i]*n)/n+r[i]}}function Fl(e,t,n,r){return e===n&&t===r}function iy(e){let t=Math.floor(e);if(!(t<=15))return Fl;let n=10**t,r=function(i){return Math.
round(i*n)};return function(i,o,s,a){return r(i)===r(s)&&r(o)===r(a)}}var on=class{constructor(t){this._x0=this._y0=this._x1=this._y1=null,this._="",this._append=
t==null?Ll:ry(t),this._equal=t==null?Fl:iy(t)}moveTo(t,n){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}`}closePath(){this._x1!==null&&(this._x1=
this._x0,this._y1=this._y0,this._append`Z`)}lineTo(t,n){this._append`L${this._x1=+t},${this._y1=+n}`}quadraticCurveTo(t,n,r,i){this._append`Q${+t},${+n},${this.
_x1=+r},${this._y1=+i}`}bezierCurveTo(t,n,r,i,o,s){this._append`C${+t},${+n},${+r},${+i},${this._x1=+o},${this._y1=+s}`}arcTo(t,n,r,i,o){if(t=+t,n=+n,r=+r,i=+i,
o=+o,o<0)throw new Error(`negative radius: ${o}`);let s=this._x1,a=this._y1,u=r-t,l=i-n,c=s-t,h=a-n,d=c*c+h*h;if(this._x1===null)this._append`M${this._x1=t},${this.
_y1=n}`;else if(d>At)if(!(Math.abs(h*u-l*c)>At)||!o)this._append`L${this._x1=t},${this._y1=n}`;else{let m=r-s,p=i-a,_=u*u+l*l,w=m*m+p*p,b=Math.sqrt(_),x=Math.sqrt(
d),E=o*Math.tan((jn-Math.acos((_+d-w)/(2*b*x)))/2),M=E/x,F=E/b;Math.abs(M-1)>At&&this._append`L${t+M*c},${n+M*h}`,this._append`A${o},${o},0,0,${+(h*m>c*p)},${this.
_x1=t+F*u},${this._y1=n+F*l}`}}arc(t,n,r,i,o,s){if(t=+t,n=+n,r=+r,s=!!s,r<0)throw new Error(`negative radius: ${r}`);let a=r*Math.cos(i),u=r*Math.sin(i),l=t+a,c=n+
u,h=1^s,d=s?i-o:o-i;if(this._x1===null?this._append`M${l},${c}`:(Math.abs(this._x1-l)>At||Math.abs(this._y1-c)>At)&&this._append`L${l},${c}`,!!r){if(d<0&&(d=d%No+
No),d>ny)this._append`A${r},${r},0,1,${h},${t-a},${n-u}A${r},${r},0,1,${h},${this._x1=l},${this._y1=c}`;else if(d>At){let m=t+r*Math.cos(o),p=n+r*Math.sin(o);if(d>=
jn&&this._equal(l,c,m,p)){d/=2;let _=i+d;this._append`A${r},${r},0,${+(d>=jn)},${h},${t+r*Math.cos(_)},${n+r*Math.sin(_)}`}this._append`A${r},${r},0,${+(d>=jn)},${h},${this.
_x1=m},${this._y1=p}`}}}rect(t,n,r,i){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}h${r=+r}v${+i}h${-r}Z`}toString(){return this._}};function oy(){
return new on}oy.prototype=on.prototype;function ue(e){return function(){return e}}var sy=Math.cos;var Co=Math.sin,sn=Math.sqrt,Pl=1e-12,Gr=Math.PI,zb=Gr/2,Hl=2*Gr;function Yl(e){let t=3;return e.digits=function(n){if(!arguments.length)return t;if(n==null)t=null;else{let r=Math.floor(n);if(!(r>=0))throw new RangeError(`inv\
alid digits: ${n}`);t=r}return e},()=>new on(t)}var Ub=Array.prototype.slice;function Oo(e){return typeof e=="object"&&"length"in e?e:Array.from(e)}function Bl(e){this._context=e}Bl.prototype={areaStart:function(){
this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===1)&&this._context.
closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(
e,t);break;case 1:this._point=2;default:this._context.lineTo(e,t);break}}};function $o(e){return new Bl(e)}function Wl(e){return e[0]}function Vl(e){return e[1]}
function an(e,t){var n=ue(!0),r=null,i=$o,o=null,s=Yl(a);e=typeof e=="function"?e:e===void 0?Wl:ue(e),t=typeof t=="function"?t:t===void 0?Vl:ue(t);function a(u){
var l,c=(u=Oo(u)).length,h,d=!1,m;for(r==null&&(o=i(m=s())),l=0;l<=c;++l)!(l<c&&n(h=u[l],l,u))===d&&((d=!d)?o.lineStart():o.lineEnd()),d&&o.point(+e(h,l,u),+t(h,
l,u));if(m)return o=null,m+""||null}return a.x=function(u){return arguments.length?(e=typeof u=="function"?u:ue(+u),a):e},a.y=function(u){return arguments.length?
(t=typeof u=="function"?u:ue(+u),a):t},a.defined=function(u){return arguments.length?(n=typeof u=="function"?u:ue(!!u),a):n},a.curve=function(u){return arguments.
length?(i=u,r!=null&&(o=i(r)),a):i},a.context=function(u){return arguments.length?(u==null?r=o=null:o=i(r=u),a):r},a}function Xl(e,t,n){var r=null,i=ue(!0),o=null,
s=$o,a=null,u=Yl(l);e=typeof e=="function"?e:e===void 0?Wl:ue(+e),t=typeof t=="function"?t:ue(t===void 0?0:+t),n=typeof n=="function"?n:n===void 0?Vl:ue(+n);function l(h){
var d,m,p,_=(h=Oo(h)).length,w,b=!1,x,E=new Array(_),M=new Array(_);for(o==null&&(a=s(x=u())),d=0;d<=_;++d){if(!(d<_&&i(w=h[d],d,h))===b)if(b=!b)m=d,a.areaStart(),
a.lineStart();else{for(a.lineEnd(),a.lineStart(),p=d-1;p>=m;--p)a.point(E[p],M[p]);a.lineEnd(),a.areaEnd()}b&&(E[d]=+e(w,d,h),M[d]=+t(w,d,h),a.point(r?+r(w,d,h):
E[d],n?+n(w,d,h):M[d]))}if(x)return a=null,x+""||null}function c(){return an().defined(i).curve(s).context(o)}return l.x=function(h){return arguments.length?(e=
typeof h=="function"?h:ue(+h),r=null,l):e},l.x0=function(h){return arguments.length?(e=typeof h=="function"?h:ue(+h),l):e},l.x1=function(h){return arguments.length?
(r=h==null?null:typeof h=="function"?h:ue(+h),l):r},l.y=function(h){return arguments.length?(t=typeof h=="function"?h:ue(+h),n=null,l):t},l.y0=function(h){return arguments.
length?(t=typeof h=="function"?h:ue(+h),l):t},l.y1=function(h){return arguments.length?(n=h==null?null:typeof h=="function"?h:ue(+h),l):n},l.lineX0=l.lineY0=function(){
return c().x(e).y(t)},l.lineY1=function(){return c().x(e).y(n)},l.lineX1=function(){return c().x(r).y(t)},l.defined=function(h){return arguments.length?(i=typeof h==
"function"?h:ue(!!h),l):i},l.curve=function(h){return arguments.length?(s=h,o!=null&&(a=s(o)),l):s},l.context=function(h){return arguments.length?(h==null?o=a=null:
a=s(o=h),l):o},l}var jb=ay($o);function Gl(e){this._curve=e}Gl.prototype={areaStart:function(){this._curve.areaStart()},areaEnd:function(){this._curve.areaEnd()},lineStart:function(){
this._curve.lineStart()},lineEnd:function(){this._curve.lineEnd()},point:function(e,t){this._curve.point(t*Math.sin(e),t*-Math.cos(e))}};function ay(e){function t(n){
return new Gl(e(n))}return t._curve=e,t}var Hb=sn(3);var uy=sn(1/3),Yb=uy*2;var Zl=Co(Gr/10)/Co(7*Gr/10),Bb=Co(Hl/10)*Zl,Wb=-sy(Hl/10)*Zl;var Vb=sn(3);var Xb=sn(3);var Gb=sn(3)/2,ly=1/sn(12),Zb=(ly/2+1)*3;function ht(){}function Zr(e,t,n){e._context.bezierCurveTo((2*e._x0+e._x1)/3,(2*e._y0+e._y1)/3,(e._x0+2*e._x1)/3,(e._y0+2*e._y1)/3,(e._x0+4*e._x1+t)/6,(e._y0+4*
e._y1+n)/6)}function Io(e){this._context=e}Io.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this.
_x1=this._y0=this._y1=NaN,this._point=0},lineEnd:function(){switch(this._point){case 3:Zr(this,this._x1,this._y1);case 2:this._context.lineTo(this._x1,this._y1);
break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:
this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,this._context.lineTo((5*this.
_x0+this._x1)/6,(5*this._y0+this._y1)/6);default:Zr(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function cy(e){this._context=e}cy.prototype={areaStart:ht,areaEnd:ht,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._y0=this._y1=this._y2=
this._y3=this._y4=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x2,this._y2),this._context.closePath();break}case 2:{
this._context.moveTo((this._x2+2*this._x3)/3,(this._y2+2*this._y3)/3),this._context.lineTo((this._x3+2*this._x2)/3,(this._y3+2*this._y2)/3),this._context.closePath();
break}case 3:{this.point(this._x2,this._y2),this.point(this._x3,this._y3),this.point(this._x4,this._y4);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:
this._point=1,this._x2=e,this._y2=t;break;case 1:this._point=2,this._x3=e,this._y3=t;break;case 2:this._point=3,this._x4=e,this._y4=t,this._context.moveTo((this.
_x0+4*this._x1+e)/6,(this._y0+4*this._y1+t)/6);break;default:Zr(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function fy(e){this._context=e}fy.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=
this._y1=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){
switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3;var n=(this._x0+4*this._x1+e)/6,r=(this._y0+4*this._y1+
t)/6;this._line?this._context.lineTo(n,r):this._context.moveTo(n,r);break;case 3:this._point=4;default:Zr(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=
this._y1,this._y1=t}};function Ql(e,t){this._basis=new Io(e),this._beta=t}Ql.prototype={lineStart:function(){this._x=[],this._y=[],this._basis.lineStart()},lineEnd:function(){var e=this.
_x,t=this._y,n=e.length-1;if(n>0)for(var r=e[0],i=t[0],o=e[n]-r,s=t[n]-i,a=-1,u;++a<=n;)u=a/n,this._basis.point(this._beta*e[a]+(1-this._beta)*(r+u*o),this._beta*
t[a]+(1-this._beta)*(i+u*s));this._x=this._y=null,this._basis.lineEnd()},point:function(e,t){this._x.push(+e),this._y.push(+t)}};var Qb=(function e(t){function n(r){
return t===1?new Io(r):new Ql(r,t)}return n.beta=function(r){return e(+r)},n})(.85);function Qr(e,t,n){e._context.bezierCurveTo(e._x1+e._k*(e._x2-e._x0),e._y1+e.
_k*(e._y2-e._y0),e._x2+e._k*(e._x1-t),e._y2+e._k*(e._y1-n),e._x2,e._y2)}function Ao(e,t){this._context=e,this._k=(1-t)/6}Ao.prototype={areaStart:function(){this.
_line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){switch(this.
_point){case 2:this._context.lineTo(this._x2,this._y2);break;case 3:Qr(this,this._x1,this._y1);break}(this._line||this._line!==0&&this._point===1)&&this._context.
closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(
e,t);break;case 1:this._point=2,this._x1=e,this._y1=t;break;case 2:this._point=3;default:Qr(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this.
_y0=this._y1,this._y1=this._y2,this._y2=t}};var Kb=(function e(t){function n(r){return new Ao(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Lo(e,t){
this._context=e,this._k=(1-t)/6}Lo.prototype={areaStart:ht,areaEnd:ht,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=
this._y2=this._y3=this._y4=this._y5=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();
break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(
this._x5,this._y5);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:this._point=2,this._context.
moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:Qr(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this.
_y0=this._y1,this._y1=this._y2,this._y2=t}};var Jb=(function e(t){function n(r){return new Lo(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Fo(e,t){
this._context=e,this._k=(1-t)/6}Fo.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this.
_x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this.
_line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(
this._x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:Qr(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,
this._y0=this._y1,this._y1=this._y2,this._y2=t}};var ew=(function e(t){function n(r){return new Fo(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Po(e,t,n){
var r=e._x1,i=e._y1,o=e._x2,s=e._y2;if(e._l01_a>Pl){var a=2*e._l01_2a+3*e._l01_a*e._l12_a+e._l12_2a,u=3*e._l01_a*(e._l01_a+e._l12_a);r=(r*a-e._x0*e._l12_2a+e._x2*
e._l01_2a)/u,i=(i*a-e._y0*e._l12_2a+e._y2*e._l01_2a)/u}if(e._l23_a>Pl){var l=2*e._l23_2a+3*e._l23_a*e._l12_a+e._l12_2a,c=3*e._l23_a*(e._l23_a+e._l12_a);o=(o*l+e.
_x1*e._l23_2a-t*e._l12_2a)/c,s=(s*l+e._y1*e._l23_2a-n*e._l12_2a)/c}e._context.bezierCurveTo(r,i,o,s,e._x2,e._y2)}function Kl(e,t){this._context=e,this._alpha=t}
Kl.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,
this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this.
_x2,this._y2);break;case 3:this.point(this._x2,this._y2);break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},
point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:
this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3;default:Po(this,e,t);break}this.
_l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,
this._y1=this._y2,this._y2=t}};var tw=(function e(t){function n(r){return t?new Kl(r,t):new Ao(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function Jl(e,t){
this._context=e,this._alpha=t}Jl.prototype={areaStart:ht,areaEnd:ht,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=
this._y2=this._y3=this._y4=this._y5=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this.
_point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();
break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(this._x5,this._y5);break}}},point:function(e,t){if(e=+e,t=+t,this._point){var n=this.
_x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:
this._point=2,this._context.moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:Po(this,e,t);break}this._l01_a=this._l12_a,
this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this.
_y2=t}};var nw=(function e(t){function n(r){return t?new Jl(r,t):new Lo(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function ec(e,t){this._context=e,this.
_alpha=t}ec.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this.
_y2=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===
3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=
Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(this.
_x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:Po(this,e,t);break}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this.
_l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var rw=(function e(t){
function n(r){return t?new ec(r,t):new Fo(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function hy(e){this._context=e}hy.prototype={areaStart:ht,areaEnd:ht,
lineStart:function(){this._point=0},lineEnd:function(){this._point&&this._context.closePath()},point:function(e,t){e=+e,t=+t,this._point?this._context.lineTo(e,
t):(this._point=1,this._context.moveTo(e,t))}};function Dl(e){return e<0?-1:1}function Rl(e,t,n){var r=e._x1-e._x0,i=t-e._x1,o=(e._y1-e._y0)/(r||i<0&&-0),s=(n-e._y1)/(i||r<0&&-0),a=(o*i+s*r)/(r+i);return(Dl(
o)+Dl(s))*Math.min(Math.abs(o),Math.abs(s),.5*Math.abs(a))||0}function ql(e,t){var n=e._x1-e._x0;return n?(3*(e._y1-e._y0)/n-t)/2:t}function So(e,t,n){var r=e._x0,
i=e._y0,o=e._x1,s=e._y1,a=(o-r)/3;e._context.bezierCurveTo(r+a,i+a*t,o-a,s-a*n,o,s)}function Kr(e){this._context=e}Kr.prototype={areaStart:function(){this._line=
0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=this._t0=NaN,this._point=0},lineEnd:function(){switch(this._point){case 2:
this._context.lineTo(this._x1,this._y1);break;case 3:So(this,this._t0,ql(this,this._t0));break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),
this._line=1-this._line},point:function(e,t){var n=NaN;if(e=+e,t=+t,!(e===this._x1&&t===this._y1)){switch(this._point){case 0:this._point=1,this._line?this._context.
lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,So(this,ql(this,n=Rl(this,e,t)),n);break;default:So(this,this._t0,n=
Rl(this,e,t));break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t,this._t0=n}}};function dy(e){this._context=new tc(e)}(dy.prototype=Object.create(Kr.
prototype)).point=function(e,t){Kr.prototype.point.call(this,t,e)};function tc(e){this._context=e}tc.prototype={moveTo:function(e,t){this._context.moveTo(t,e)},
closePath:function(){this._context.closePath()},lineTo:function(e,t){this._context.lineTo(t,e)},bezierCurveTo:function(e,t,n,r,i,o){this._context.bezierCurveTo(
t,e,r,n,o,i)}};function nc(e){return new Kr(e)}function my(e){this._context=e}my.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=[],this._y=[]},lineEnd:function(){
var e=this._x,t=this._y,n=e.length;if(n)if(this._line?this._context.lineTo(e[0],t[0]):this._context.moveTo(e[0],t[0]),n===2)this._context.lineTo(e[1],t[1]);else
for(var r=zl(e),i=zl(t),o=0,s=1;s<n;++o,++s)this._context.bezierCurveTo(r[0][o],i[0][o],r[1][o],i[1][o],e[s],t[s]);(this._line||this._line!==0&&n===1)&&this._context.
closePath(),this._line=1-this._line,this._x=this._y=null},point:function(e,t){this._x.push(+e),this._y.push(+t)}};function zl(e){var t,n=e.length-1,r,i=new Array(
n),o=new Array(n),s=new Array(n);for(i[0]=0,o[0]=2,s[0]=e[0]+2*e[1],t=1;t<n-1;++t)i[t]=1,o[t]=4,s[t]=4*e[t]+2*e[t+1];for(i[n-1]=2,o[n-1]=7,s[n-1]=8*e[n-1]+e[n],
t=1;t<n;++t)r=i[t]/o[t-1],o[t]-=r,s[t]-=r*s[t-1];for(i[n-1]=s[n-1]/o[n-1],t=n-2;t>=0;--t)i[t]=(s[t]-i[t+1])/o[t];for(o[n-1]=(e[n]+i[n-1])/2,t=0;t<n-1;++t)o[t]=2*
e[t+1]-i[t+1];return[i,o]}function py(e,t){this._context=e,this._t=t}py.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=this.
_y=NaN,this._point=0},lineEnd:function(){0<this._t&&this._t<1&&this._point===2&&this._context.lineTo(this._x,this._y),(this._line||this._line!==0&&this._point===
1)&&this._context.closePath(),this._line>=0&&(this._t=1-this._t,this._line=1-this._line)},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,
this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;default:{if(this._t<=0)this._context.lineTo(this._x,t),this._context.lineTo(
e,t);else{var n=this._x*(1-this._t)+e*this._t;this._context.lineTo(n,this._y),this._context.lineTo(n,t)}break}}this._x=e,this._y=t}};function Ul(e,t){if((s=e.length)>1)for(var n=1,r,i,o=e[t[0]],s,a=o.length;n<s;++n)for(i=o,o=e[t[n]],r=0;r<a;++r)o[r][1]+=o[r][0]=isNaN(i[r][1])?i[r][0]:i[r][1]}
function jl(e){for(var t=e.length,n=new Array(t);--t>=0;)n[t]=t;return n}function gy(e,t){return e[t]}function _y(e){let t=[];return t.key=e,t}function rc(){var e=ue(
[]),t=jl,n=Ul,r=gy;function i(o){var s=Array.from(e.apply(this,arguments),_y),a,u=s.length,l=-1,c;for(let h of o)for(a=0,++l;a<u;++a)(s[a][l]=[0,+r(h,s[a].key,l,
o)]).data=h;for(a=0,c=Oo(t(s));a<u;++a)s[c[a]].index=a;return n(s,c),s}return i.keys=function(o){return arguments.length?(e=typeof o=="function"?o:ue(Array.from(
o)),i):e},i.value=function(o){return arguments.length?(r=typeof o=="function"?o:ue(+o),i):r},i.order=function(o){return arguments.length?(t=o==null?jl:typeof o==
"function"?o:ue(Array.from(o)),i):t},i.offset=function(o){return arguments.length?(n=o??Ul,i):n},i}function ic(e,t){if((u=e.length)>0)for(var n,r=0,i,o,s,a,u,l=e[t[0]].length;r<l;++r)for(s=a=0,n=0;n<u;++n)(o=(i=e[t[n]][r])[1]-i[0])>0?(i[0]=s,i[1]=s+=o):o<0?(i[1]=
a,i[0]=a+=o):(i[0]=0,i[1]=o)}function Hn(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n<r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n<i||n===void 0&&
i>=i)&&(n=i)}return n}function Jr(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n>r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n>i||n===void 0&&
i>=i)&&(n=i)}return n}function un(e,t){let n=0;if(t===void 0)for(let r of e)(r=+r)&&(n+=r);else{let r=-1;for(let i of e)(i=+t(i,++r,e))&&(n+=i)}return n}function Do(e,t){return e.sourceLinks.length?e.depth:t-1}function ln(e){return function(){return e}}function oc(e,t){return ei(e.source,t.source)||e.index-t.index}function sc(e,t){return ei(e.target,t.target)||e.index-t.index}function ei(e,t){return e.y0-t.y0}
function Ro(e){return e.value}function yy(e){return e.index}function vy(e){return e.nodes}function by(e){return e.links}function ac(e,t){let n=e.get(t);if(!n)throw new Error(
"missing: "+t);return n}function uc({nodes:e}){for(let t of e){let n=t.y0,r=n;for(let i of t.sourceLinks)i.y0=n+i.width/2,n+=i.width;for(let i of t.targetLinks)
i.y1=r+i.width/2,r+=i.width}}function ti(){let e=0,t=0,n=1,r=1,i=24,o=8,s,a=yy,u=Do,l,c,h=vy,d=by,m=6;function p(){let g={nodes:h.apply(null,arguments),links:d.
apply(null,arguments)};return _(g),w(g),b(g),x(g),F(g),uc(g),g}p.update=function(g){return uc(g),g},p.nodeId=function(g){return arguments.length?(a=typeof g=="f\
unction"?g:ln(g),p):a},p.nodeAlign=function(g){return arguments.length?(u=typeof g=="function"?g:ln(g),p):u},p.nodeSort=function(g){return arguments.length?(l=g,
p):l},p.nodeWidth=function(g){return arguments.length?(i=+g,p):i},p.nodePadding=function(g){return arguments.length?(o=s=+g,p):o},p.nodes=function(g){return arguments.
length?(h=typeof g=="function"?g:ln(g),p):h},p.links=function(g){return arguments.length?(d=typeof g=="function"?g:ln(g),p):d},p.linkSort=function(g){return arguments.
length?(c=g,p):c},p.size=function(g){return arguments.length?(e=t=0,n=+g[0],r=+g[1],p):[n-e,r-t]},p.extent=function(g){return arguments.length?(e=+g[0][0],n=+g[1][0],
t=+g[0][1],r=+g[1][1],p):[[e,t],[n,r]]},p.iterations=function(g){return arguments.length?(m=+g,p):m};function _({nodes:g,links:v}){for(let[N,T]of g.entries())T.
index=N,T.sourceLinks=[],T.targetLinks=[];let k=new Map(g.map((N,T)=>[a(N,T,g),N]));for(let[N,T]of v.entries()){T.index=N;let{source:I,target:U}=T;typeof I!="ob\
ject"&&(I=T.source=ac(k,I)),typeof U!="object"&&(U=T.target=ac(k,U)),I.sourceLinks.push(T),U.targetLinks.push(T)}if(c!=null)for(let{sourceLinks:N,targetLinks:T}of g)
N.sort(c),T.sort(c)}function w({nodes:g}){for(let v of g)v.value=v.fixedValue===void 0?Math.max(un(v.sourceLinks,Ro),un(v.targetLinks,Ro)):v.fixedValue}function b({
nodes:g}){let v=g.length,k=new Set(g),N=new Set,T=0;for(;k.size;){for(let I of k){I.depth=T;for(let{target:U}of I.sourceLinks)N.add(U)}if(++T>v)throw new Error(
"circular link");k=N,N=new Set}}function x({nodes:g}){let v=g.length,k=new Set(g),N=new Set,T=0;for(;k.size;){for(let I of k){I.height=T;for(let{source:U}of I.targetLinks)
N.add(U)}if(++T>v)throw new Error("circular link");k=N,N=new Set}}function E({nodes:g}){let v=Hn(g,T=>T.depth)+1,k=(n-e-i)/(v-1),N=new Array(v);for(let T of g){
let I=Math.max(0,Math.min(v-1,Math.floor(u.call(null,T,v))));T.layer=I,T.x0=e+I*k,T.x1=T.x0+i,N[I]?N[I].push(T):N[I]=[T]}if(l)for(let T of N)T.sort(l);return N}
function M(g){let v=Jr(g,k=>(r-t-(k.length-1)*s)/un(k,Ro));for(let k of g){let N=t;for(let T of k){T.y0=N,T.y1=N+T.value*v,N=T.y1+s;for(let I of T.sourceLinks)I.
width=I.value*v}N=(r-N+s)/(k.length+1);for(let T=0;T<k.length;++T){let I=k[T];I.y0+=N*(T+1),I.y1+=N*(T+1)}L(k)}}function F(g){let v=E(g);s=Math.min(o,(r-t)/(Hn(
v,k=>k.length)-1)),M(v);for(let k=0;k<m;++k){let N=Math.pow(.99,k),T=Math.max(1-N,(k+1)/m);j(v,N,T),C(v,N,T)}}function C(g,v,k){for(let N=1,T=g.length;N<T;++N){
let I=g[N];for(let U of I){let K=0,ce=0;for(let{source:he,value:be}of U.targetLinks){let de=be*(U.layer-he.layer);K+=z(he,U)*de,ce+=de}if(!(ce>0))continue;let ie=(K/
ce-U.y0)*v;U.y0+=ie,U.y1+=ie,H(U)}l===void 0&&I.sort(ei),R(I,k)}}function j(g,v,k){for(let N=g.length,T=N-2;T>=0;--T){let I=g[T];for(let U of I){let K=0,ce=0;for(let{
target:he,value:be}of U.sourceLinks){let de=be*(he.layer-U.layer);K+=y(U,he)*de,ce+=de}if(!(ce>0))continue;let ie=(K/ce-U.y0)*v;U.y0+=ie,U.y1+=ie,H(U)}l===void 0&&
I.sort(ei),R(I,k)}}function R(g,v){let k=g.length>>1,N=g[k];V(g,N.y0-s,k-1,v),Y(g,N.y1+s,k+1,v),V(g,r,g.length-1,v),Y(g,t,0,v)}function Y(g,v,k,N){for(;k<g.length;++k){
let T=g[k],I=(v-T.y0)*N;I>1e-6&&(T.y0+=I,T.y1+=I),v=T.y1+s}}function V(g,v,k,N){for(;k>=0;--k){let T=g[k],I=(T.y1-v)*N;I>1e-6&&(T.y0-=I,T.y1-=I),v=T.y0-s}}function H({
sourceLinks:g,targetLinks:v}){if(c===void 0){for(let{source:{sourceLinks:k}}of v)k.sort(sc);for(let{target:{targetLinks:k}}of g)k.sort(oc)}}function L(g){if(c===
void 0)for(let{sourceLinks:v,targetLinks:k}of g)v.sort(sc),k.sort(oc)}function z(g,v){let k=g.y0-(g.sourceLinks.length-1)*s/2;for(let{target:N,width:T}of g.sourceLinks){
if(N===v)break;k+=T+s}for(let{source:N,width:T}of v.targetLinks){if(N===g)break;k-=T}return k}function y(g,v){let k=v.y0-(v.targetLinks.length-1)*s/2;for(let{source:N,
width:T}of v.targetLinks){if(N===g)break;k+=T+s}for(let{target:N,width:T}of g.sourceLinks){if(N===v)break;k-=T}return k}return p}var qo=Math.PI,zo=2*qo,Lt=1e-6,wy=zo-Lt;function Uo(){this._x0=this._y0=this._x1=this._y1=null,this._=""}function lc(){return new Uo}Uo.prototype=lc.prototype={
constructor:Uo,moveTo:function(e,t){this._+="M"+(this._x0=this._x1=+e)+","+(this._y0=this._y1=+t)},closePath:function(){this._x1!==null&&(this._x1=this._x0,this.
_y1=this._y0,this._+="Z")},lineTo:function(e,t){this._+="L"+(this._x1=+e)+","+(this._y1=+t)},quadraticCurveTo:function(e,t,n,r){this._+="Q"+ +e+","+ +t+","+(this.
_x1=+n)+","+(this._y1=+r)},bezierCurveTo:function(e,t,n,r,i,o){this._+="C"+ +e+","+ +t+","+ +n+","+ +r+","+(this._x1=+i)+","+(this._y1=+o)},arcTo:function(e,t,n,r,i){
e=+e,t=+t,n=+n,r=+r,i=+i;var o=this._x1,s=this._y1,a=n-e,u=r-t,l=o-e,c=s-t,h=l*l+c*c;if(i<0)throw new Error("negative radius: "+i);if(this._x1===null)this._+="M"+
(this._x1=e)+","+(this._y1=t);else if(h>Lt)if(!(Math.abs(c*a-u*l)>Lt)||!i)this._+="L"+(this._x1=e)+","+(this._y1=t);else{var d=n-o,m=r-s,p=a*a+u*u,_=d*d+m*m,w=Math.
sqrt(p),b=Math.sqrt(h),x=i*Math.tan((qo-Math.acos((p+h-_)/(2*w*b)))/2),E=x/b,M=x/w;Math.abs(E-1)>Lt&&(this._+="L"+(e+E*l)+","+(t+E*c)),this._+="A"+i+","+i+",0,0\
,"+ +(c*d>l*m)+","+(this._x1=e+M*a)+","+(this._y1=t+M*u)}},arc:function(e,t,n,r,i,o){e=+e,t=+t,n=+n,o=!!o;var s=n*Math.cos(r),a=n*Math.sin(r),u=e+s,l=t+a,c=1^o,
h=o?r-i:i-r;if(n<0)throw new Error("negative radius: "+n);this._x1===null?this._+="M"+u+","+l:(Math.abs(this._x1-u)>Lt||Math.abs(this._y1-l)>Lt)&&(this._+="L"+u+
","+l),n&&(h<0&&(h=h%zo+zo),h>wy?this._+="A"+n+","+n+",0,1,"+c+","+(e-s)+","+(t-a)+"A"+n+","+n+",0,1,"+c+","+(this._x1=u)+","+(this._y1=l):h>Lt&&(this._+="A"+n+
","+n+",0,"+ +(h>=qo)+","+c+","+(this._x1=e+n*Math.cos(i))+","+(this._y1=t+n*Math.sin(i))))},rect:function(e,t,n,r){this._+="M"+(this._x0=this._x1=+e)+","+(this.
_y0=this._y1=+t)+"h"+ +n+"v"+ +r+"h"+-n+"Z"},toString:function(){return this._}};var jo=lc;function Ho(e){return function(){return e}}function cc(e){return e[0]}function fc(e){return e[1]}var hc=Array.prototype.slice;function xy(e){return e.source}function ky(e){return e.target}function My(e){var t=xy,n=ky,r=cc,i=fc,o=null;function s(){var a,u=hc.call(arguments),l=t.apply(this,
u),c=n.apply(this,u);if(o||(o=a=jo()),e(o,+r.apply(this,(u[0]=l,u)),+i.apply(this,u),+r.apply(this,(u[0]=c,u)),+i.apply(this,u)),a)return o=null,a+""||null}return s.
source=function(a){return arguments.length?(t=a,s):t},s.target=function(a){return arguments.length?(n=a,s):n},s.x=function(a){return arguments.length?(r=typeof a==
"function"?a:Ho(+a),s):r},s.y=function(a){return arguments.length?(i=typeof a=="function"?a:Ho(+a),s):i},s.context=function(a){return arguments.length?(o=a??null,
s):o},s}function Ey(e,t,n,r,i){e.moveTo(t,n),e.bezierCurveTo(t=(t+r)/2,n,t,i,r,i)}function Yo(){return My(Ey)}function Ty(e){return[e.source.x1,e.y0]}function Ny(e){return[e.target.x0,e.y1]}function Bo(){return Yo().source(Ty).target(Ny)}var Sy=8,dt=e=>`var(--c${e%Sy})`;function Ft(e){return new Date(`${e.slice(0,10)}T00:00:00Z`)}function dc({values:e,label:t}){let n=e.map((m,p)=>[p,m]).filter(m=>m[1]!==
null);if(n.length<2)return f("span",{class:"quiet",children:re});let[r,i]=[96,22],o=De([0,e.length-1],[2,r-4]),[s,a]=An(n,m=>m[1]),u=(a-s)*.1||1,l=De([s-u,a+u],
[i-2,2]),c=an(m=>o(m[0]),m=>l(m[1]))(n),[h,d]=n[n.length-1];return f("svg",{class:"spark",width:r,height:i,role:"img","aria-label":t,children:[f("path",{d:c}),f(
"circle",{cx:o(h),cy:l(d),r:"2"})]})}function Cy(e,t,n,r){let i=e.map((a,u)=>[a,u]).sort((a,u)=>a[0]-u[0]);for(let a=1;a<i.length;a++)i[a][0]=Math.max(i[a][0],i[a-
1][0]+t);if((i.length?i[i.length-1][0]-r:0)>0){i[i.length-1][0]=r;for(let a=i.length-2;a>=0;a--)i[a][0]=Math.min(i[a][0],i[a+1][0]-t)}let s=[];for(let[a,u]of i)
s[u]=Math.max(n,a);return s}function Wo({series:e,label:t,asShare:n}){let r=[...new Set(e.flatMap(o=>o.values.map(s=>s.day)))].sort();if(r.length<2)return f($y,
{series:e});let i=n?se:Ie;return f(St,{children:o=>{let s=Qt(e,_=>D(_.name).length)??0,a=Math.min(o*.34,14+s*6.6),u=Math.max(200,Math.min(340,e.length*16+60)),l={
left:46,right:o-a,top:10,bottom:u-24},c=Qt(e,_=>Qt(_.values,w=>w.value??0))??1,h=Al([Ft(r[0]),Ft(r[r.length-1])],[l.left,l.right]),d=De([0,c||1],[l.bottom,l.top]).
nice(4),m=e.map(_=>{let w=_.values.filter(b=>b.value!==null);return d(w.length?w[w.length-1].value:0)}),p=Cy(m,14,l.top+4,l.bottom);return f("svg",{width:o,height:u,
role:"img","aria-label":t,children:[f("g",{class:"grid",children:[d.ticks(4).map(_=>f("g",{children:[f("line",{x1:l.left,x2:l.right,y1:d(_),y2:d(_)}),f("text",{
x:l.left-6,y:d(_)+4,"text-anchor":"end",children:i(_)})]},_)),f(Oy,{days:r,x:h,y:u-6,width:l.right-l.left})]}),e.map((_,w)=>f("g",{style:{color:dt(w)},children:[
f("path",{class:"line",d:an().defined(b=>b.value!==null).x(b=>h(Ft(b.day))).y(b=>d(b.value??0)).curve(nc)(_.values)??""}),_.values.map(b=>b.value!==null&&f("cir\
cle",{class:"dot",cx:h(Ft(b.day)),cy:d(b.value),r:"2.5",children:f("title",{children:`${D(_.name)}, ${Ce(b.day)}: ${n?se(b.value):Q(b.value)}`})},b.day)),f("pat\
h",{class:"leader",d:`M${l.right+2},${m[w]}L${l.right+8},${p[w]}`}),f(mc,{href:_.href,children:f("text",{class:"name",x:l.right+11,y:p[w]+4,children:Vo(D(_.name),
a-12)})})]},_.name))]})}})}function Vo(e,t){let n=Math.max(4,Math.floor(t/6.4));return e.length>n?`${e.slice(0,n-1)}…`:e}function mc({href:e,children:t}){return e?
f("a",{href:e,children:t}):f(q,{children:t})}function Oy({days:e,x:t,y:n,width:r}){let i=[],o=1/0;for(let s of[...e].reverse())t(Ft(s))>o-Math.min(76,r/2)||(i.unshift(
s),o=t(Ft(s)));return f(q,{children:i.map((s,a)=>f("text",{x:t(Ft(s)),y:n,"text-anchor":a===0&&s===e[0]?"start":"middle",children:Ce(s).replace(/ \d{4}$/,"")},s))})}
function $y({series:e}){let t=e.map(n=>({name:n.name,value:n.values[0]?.value??null,href:n.href}));return f(Yn,{rows:t})}function Yn({rows:e,say:t=Q}){let n=Qt(
e,r=>r.value??0)||1;return f("div",{class:"bars",role:"list",children:e.map(r=>f("div",{role:"listitem",class:"bar",children:[f("span",{class:"bar-name",children:r.
href?f("a",{href:r.href,children:D(r.name)}):D(r.name)}),f("span",{class:"bar-track",children:f("span",{class:"bar-fill",style:{width:`${(r.value??0)/n*100}%`}})}),
f("span",{class:"bar-value",children:[r.value===null?re:t(r.value),r.note?f("span",{class:"quiet",children:[" ",r.note]}):null]})]},r.name))})}function pc({rows:e,
keys:t,label:n}){return f(q,{children:[f(gc,{names:t.map(r=>A.causes[r]??D(r))}),f(St,{children:r=>{let o={left:46,right:r-6,top:8,bottom:168},s=rc().keys(t.flatMap(
d=>[`entry ${d}`,`exit ${d}`])).value((d,m)=>d.parts[m]??0).offset(ic)(e),[a,u]=An(s.flat(2)),l=To(e.map(d=>d.day),[o.left,o.right]).padding(.25),c=De([a,u||1],
[o.bottom,o.top]).nice(4),h=Math.ceil(e.length/Math.max(2,Math.floor((o.right-o.left)/80)));return f("svg",{width:r,height:190,role:"img","aria-label":n,children:[
f("g",{class:"grid",children:[c.ticks(4).map(d=>f("g",{class:d===0?"zero":"",children:[f("line",{x1:o.left,x2:o.right,y1:c(d),y2:c(d)}),f("text",{x:o.left-6,y:c(
d)+4,"text-anchor":"end",children:Ie(Math.abs(d))})]},d)),e.map((d,m)=>m%h===0&&f("text",{x:l(d.day)+l.bandwidth()/2,y:185,"text-anchor":"middle",children:Ce(d.
day).replace(/ \d{4}$/,"")},d.day))]}),s.map(d=>{let[m,...p]=d.key.split(" "),_=t.indexOf(p.join(" "));return d.map(w=>{let b=Math.abs(c(w[0])-c(w[1]));return b>
0?f("rect",{class:m,x:l(w.data.day),width:Math.min(l.bandwidth(),48),y:c(Math.max(w[0],w[1])),height:b,style:{color:dt(_)},children:f("title",{children:`${Ce(w.
data.day)}, ${m}, ${A.causes[t[_]]??t[_]}: ${Q(Math.abs(w[1]-w[0]))}`})},`${d.key} ${w.data.day}`):null})})]})}})]})}function gc({names:e}){return f("ul",{class:"\
legend",children:e.map((t,n)=>f("li",{children:[f("i",{style:{background:dt(n)},"aria-hidden":"true"}),t]},t))})}function _c({flows:e,label:t,order:n}){let r=e.
filter(i=>i.value>0);return r.length?f(St,{children:i=>{let o=[...new Set(r.flatMap(c=>[`0 ${c.from}`,`1 ${c.to}`]))],s=c=>n.indexOf(c.slice(2));o.sort((c,h)=>s(
c)-s(h));let a=Math.max(90,o.length*22),u=Math.min(150,i*.26),l=ti().nodeId(c=>c.id).nodeWidth(8).nodePadding(12).nodeSort((c,h)=>s(c.id)-s(h.id)).extent([[u,6],
[i-u,a-6]])({nodes:o.map(c=>({id:c})),links:r.map(c=>({source:`0 ${c.from}`,target:`1 ${c.to}`,value:c.value}))});return f("svg",{width:i,height:a,role:"img","a\
ria-label":t,children:[l.links.map((c,h)=>{let[d,m]=[c.source,c.target];return f("path",{class:"flow",d:Bo()(c)??"","stroke-width":Math.max(1,c.width??1),style:{
color:dt(Math.max(0,s(d.id)))},children:f("title",{children:`${D(d.id.slice(2))} → ${D(m.id.slice(2))}: ${Q(c.value)}`})},h)}),l.nodes.map(c=>{let h=c.id.startsWith(
"0");return f("g",{style:{color:dt(Math.max(0,s(c.id)))},children:[f("rect",{class:"flow-end",x:c.x0,y:c.y0,width:8,height:Math.max(1,c.y1-c.y0)}),f("text",{class:"\
label",x:h?c.x0-6:c.x1+6,y:(c.y0+c.y1)/2+4,"text-anchor":h?"end":"start",children:[Vo(D(c.id.slice(2)),u-46)," ",Ie(c.value)]})]},c.id)})]})}}):f("p",{class:"qu\
iet",children:A.segments.nobodyMoved})}function mt({label:e,corner:t,columns:n,rows:r}){return f("div",{class:"scroll",tabIndex:0,role:"region","aria-label":e,children:f(
"table",{class:"heat",children:[f("caption",{class:"hidden",children:e}),f("thead",{children:f("tr",{children:[f("th",{scope:"col",children:t}),n.map(i=>f("th",
{scope:"col",class:"n",children:i},i))]})}),f("tbody",{children:r.map((i,o)=>f("tr",{children:[f("th",{scope:"row",children:i.name}),i.cells.map((s,a)=>s===null?
f("td",{},a):f("td",{class:"cell",title:s.title,style:s.part?{"--part":String(Math.round(Math.min(1,s.part)*100))}:void 0,children:s.text},a))]},o))})]})})}function ni({
rows:e,label:t,reference:n,say:r=Ie,isLog:i}){let o=l=>i?Math.log(Math.max(l,1)):l,s=e.flatMap(l=>[l.low,l.high,l.value]).filter(l=>l!==null).map(l=>o(l));n!==void 0&&
s.push(o(n));let[a,u]=An(s);return a===void 0?null:f(St,{children:l=>{let c=Math.min(260,l*.4),h=26,d=e.length*h+22,m=De([a,u===a?a+1:u],[c+8,l-64]),p=i?[3,6,12,
25,50,100,200,400,800,1600].filter(_=>o(_)>=a&&o(_)<=u):m.ticks(Math.max(2,Math.floor((l-c)/110)));return f("svg",{width:l,height:d,role:"img","aria-label":t,children:[
f("g",{class:"grid",children:[p.map(_=>f("g",{class:_===n?"zero":"",children:[f("line",{x1:m(o(_)),x2:m(o(_)),y1:0,y2:d-18}),f("text",{x:m(o(_)),y:d-4,"text-anc\
hor":"middle",children:r(_)})]},_)),n!==void 0&&!p.includes(n)&&f("g",{class:"zero",children:f("line",{x1:m(o(n)),x2:m(o(n)),y1:0,y2:d-18})})]}),e.map((_,w)=>{let b=w*
h+h/2;return f("g",{children:[f(mc,{href:_.href,children:f("text",{class:"label",x:0,y:b+4,children:[Vo(_.name,c),f("title",{children:_.name})]})}),_.low!==null&&
_.high!==null&&f("line",{class:"whisker",x1:m(o(_.low)),x2:m(o(_.high)),y1:b,y2:b}),_.value!==null&&f("circle",{class:"point",cx:m(o(_.value)),cy:b,r:"4",children:f(
"title",{children:`${_.name}: ${_.text}${_.note?`, ${_.note}`:""}`})}),f("text",{class:"label number",x:l,y:b+4,"text-anchor":"end",children:_.text})]},w)})]})}})}
function yc({points:e,label:t}){return f(St,{children:n=>{let r=Math.min(n,460),i=Math.min(r*.72,320),o={left:46,right:r-10,top:8,bottom:i-38},s=De([0,1],[o.left,
o.right]),a=Math.min(0,...e.map(l=>l[1])),u=De([a,1],[o.bottom,o.top]);return f("svg",{width:r,height:i,role:"img","aria-label":t,children:[f("g",{class:"grid",
children:[[0,.25,.5,.75,1].map(l=>f("g",{children:[f("line",{x1:o.left,x2:o.right,y1:u(l),y2:u(l)}),f("text",{x:o.left-6,y:u(l)+4,"text-anchor":"end",children:se(
l)}),f("text",{x:s(l),y:o.bottom+16,"text-anchor":"middle",children:se(l)})]},l)),f("text",{x:(o.left+o.right)/2,y:i-4,"text-anchor":"middle",children:A.customers.
shareOfCustomers})]}),f("path",{class:"area",style:{color:dt(0)},d:Xl(l=>s(l[0]),l=>u(l[0]),l=>u(l[1]))(e)??""}),f("path",{class:"leader",d:`M${s(0)},${u(0)}L${s(
1)},${u(1)}`}),f("path",{class:"line",style:{color:dt(0)},d:an(l=>s(l[0]),l=>u(l[1]))(e)??""})]})}})}function vc({rows:e,names:t,label:n,axis:r}){return f(q,{children:[
f(gc,{names:t}),f(St,{children:i=>{let o=Math.min(i,560),s=230,a={left:52,right:o-12,top:8,bottom:s-38},u=De(An(e,c=>c.at),[a.left+8,a.right]),l=De([0,Qt(e,c=>Math.
max(...c.values))||1],[a.bottom,a.top]).nice(4);return f("svg",{width:o,height:s,role:"img","aria-label":n,children:[f("g",{class:"grid",children:[l.ticks(4).map(
c=>f("g",{children:[f("line",{x1:a.left,x2:a.right,y1:l(c),y2:l(c)}),f("text",{x:a.left-6,y:l(c)+4,"text-anchor":"end",children:Ie(c)})]},c)),e.map(c=>f("text",
{x:u(c.at),y:a.bottom+16,"text-anchor":"middle",children:c.at},c.at)),f("text",{x:(a.left+a.right)/2,y:s-4,"text-anchor":"middle",children:r})]}),t.map((c,h)=>f(
"g",{style:{color:dt(h)},children:[f("path",{class:"line",d:an(d=>u(d.at),d=>l(d.values[h]))(e)??""}),e.map(d=>f("circle",{class:"dot",cx:u(d.at),cy:l(d.values[h]),
r:"3",children:f("title",{children:`${c}, ${d.at}: ${we(d.values[h])}`})},d.at))]},c))]})}})]})}var W=A.front;function Iy(){let{as_of:e,generation:t}=S.front,n=[],r="none";if(e&&t){let s=Ss(e,t.published_at);n.push(W.freshDay(s)),r=s<=1?"good":s<=7?"look":
"bad"}let i=S.sources.filter(s=>s.status),o=i.filter(s=>s.status!=="pass"&&s.status!=="success");return o.length?(n.push(W.sourcesOld(o.length)),r=o.some(s=>s.status!==
"warn")?"bad":r==="bad"?r:"look"):i.length&&(n.push(W.sourcesGood(i.length)),r==="none"&&(r="good")),{tone:r,says:n}}function Ay(){let e=S.families.filter(o=>o.
is_built);if(!S.families.length)return{tone:"none",says:[A.segments.none]};let t=[W.builtOf(e.length,S.families.length)],n=e.filter(o=>o.mode==="exclusive"&&o.everyone&&
o.segments.every(s=>s.members!==null)),r=n.filter(o=>o.segments.reduce((s,a)=>s+a.members,0)>=o.everyone);return n.length&&t.push(W.everyone(r.length,n.length)),
{tone:e.length===S.families.length&&r.length===n.length?"good":e.length?"look":"bad",says:t}}function Ly(){let e=S.front.figures,t=S.measures_stability,n=S.front.
decisions.filter(r=>r.kind==="unstable_families"||r.kind==="drifted_features");return!t||!e?{tone:"none",says:[W.notMeasured]}:{tone:n.length?"look":"good",says:[
W.flagged(n.length)]}}function Fy(){let e=oe(S.front.figures.main_channels),t=S.families.find(i=>i.name===S.front.main_family);if(!e.length||!t||t.mode!=="exclu\
sive")return{tone:"none",says:[W.notMeasured]};let n=new Map;for(let i of e){let o=n.get(i.channel)??[0,0];n.set(i.channel,[o[0]+(i.reachable??0),o[1]+i.members])}
let r=[...n].map(([i,[o,s]])=>[i,s?o/s:0]).sort((i,o)=>o[1]-i[1]);return{tone:r[0][1]>=.5?"good":r[0][1]>=.2?"look":"bad",says:[W.reached(se(r[0][1]),r[0][0]),r.
slice(1,4).map(([i,o])=>`${i} ${se(o)}`).join(", ")].filter(Boolean)}}var Py={good:W.good,look:W.look,bad:W.bad,none:W.unknown},Dy={good:"✓",look:"!",bad:"✕",
none:"·"};function ri({title:e,of:t}){return f("section",{class:`card ${t.tone}`,children:[f("h2",{children:e}),f("p",{class:"verdict",children:[f("span",{"ari\
a-hidden":"true",children:Dy[t.tone]})," ",Py[t.tone]]}),t.says.map(n=>f("p",{children:n},n))]})}function Ry(e){switch(e.kind){case"test":{let t=e.verdict==="wa\
rn"?W.warning(e.failures):e.verdict==="fail"?W.failing(e.failures):W.other;return f(q,{children:[f(He,{of:e.verdict,quiet:!0})," ",f("a",{href:B.node(e.node),children:e.
name})," ",t,e.description?`. ${e.description}`:""]})}case"review":return f(q,{children:[f("a",{href:B.family(e.family),children:D(e.family)})," ",e.days<0?W.overdue(
-e.days):W.due(e.days),e.owner?` (${e.owner})`:""]});case"unstable_families":return f(q,{children:[f("a",{href:B.family(e.family),children:D(e.family)})," ",W.drifted]});case"\
drifted_features":return f(q,{children:[f("code",{children:e.feature})," ",W.drifted]});case"fairness_alarms":return f(q,{children:[f("a",{href:B.segment(e.family,
e.segment),children:[D(e.family),": ",D(e.segment)]})," ",W.alarm(`${e.trait} ${e.trait_group}`)]});default:return f(q,{children:[W.notBuilt," ",e.families.map(
D).join(", ")]})}}function qy(){let[e,t]=ee(!1),n=S.front.decisions;if(!n.length)return f("p",{class:"quiet",children:W.nothing});let r=e?n:n.slice(0,8);return f(
q,{children:[f("ul",{class:"decisions",children:r.map((i,o)=>f("li",{children:[f("span",{class:"kind",children:W.kinds[i.kind]??i.kind}),f("span",{children:Ry(i)})]},
o))}),r.length<n.length&&f("button",{class:"more",onClick:()=>t(!0),children:W.more(n.length-r.length)})]})}function Xo(e,t=S.front.figures.main_sizes){let n=oe(
t),r=[...new Set(n.map(i=>i.as_of_date))].sort();return new Map(e.segments.map(i=>{let o=new Map(n.filter(s=>s.segment===i.name).map(s=>[s.as_of_date,s.members]));
return[i.name,r.map(s=>o.has(s)?o.get(s):null)]}))}function Go({family:e,trends:t}){let n=A.segments;return f(ye,{label:D(e.name),rows:e.segments,columns:[{name:n.
segment,wide:!0,of:r=>f(q,{children:[f("a",{class:"strong",href:B.segment(e.name,r.name),children:D(r.name)}),f("div",{class:"quiet small",children:r.description})]}),
by:r=>r.name},{name:n.members,number:!0,of:r=>f(Fr,{of:r.members}),by:r=>r.members},{name:n.share,number:!0,of:r=>f(zy,{of:r.share}),by:r=>r.share},{name:n.change,
number:!0,of:r=>f($u,{of:r.change}),by:r=>r.change},{name:n.trend,of:r=>f(dc,{values:t.get(r.name)??[],label:`${D(r.name)}: ${n.trend}`})}]})}function zy({of:e}){
return e===null?f("span",{class:"quiet",children:re}):f("span",{class:"share",children:[f("span",{class:"share-track","aria-hidden":"true",children:f("span",{style:{
width:`${Math.min(100,e*100)}%`}})}),se(e)]})}function bc(){let{as_of:e,generation:t,moved:n}=S.front,r=S.families.find(o=>o.name===S.front.main_family),i=S.last_run;
return f(ae,{title:D(S.project),lead:t?f(q,{children:[e?f(q,{children:[W.asOf," ",f("b",{children:Ce(e)})," · "]}):null,W.published," ",Ae(t.published_at)," · ",
W.generation," ",t.number]}):W.neverBuilt,children:[f("div",{class:"cards",children:[f(ri,{title:W.fresh,of:Iy()}),f(ri,{title:W.complete,of:Ay()}),f(ri,{title:W.
stable,of:Ly()}),f(ri,{title:W.reachable,of:Fy()})]}),f("div",{class:"columns",children:[f("section",{children:[f("h2",{children:[W.decide," ",f("span",{class:"\
badge",children:S.front.decisions.length})]}),f(qy,{})]}),f("section",{children:[f("h2",{children:W.moved}),n.length?f("ul",{class:"moved",children:n.slice(0,8).
map(([o,s,a,u])=>f("li",{children:[f("a",{href:B.segment(o,s),children:D(s)}),f("span",{class:"quiet",children:[" ",D(o)]}),f("span",{class:"n",children:Rt(u)}),
f("span",{class:"n quiet",children:Q(a)})]},`${o}.${s}`))}):f("p",{class:"quiet",children:W.movedNone}),i&&f("p",{class:"last-run",children:[W.lastRun,": ",f("a",
{href:"#/runs",children:[i.command,", ",Ae(i.at)]}),", ",Ve(i.seconds),"."," ",Object.entries(i.counts).map(([o,s])=>`${s} ${A.status[o]??o}`).join(", ")]})]})]}),
r&&f("section",{children:[f("h2",{children:[W.main,": ",f("a",{href:B.family(r.name),children:D(r.name)})]}),f("p",{class:"quiet",children:r.purpose??r.description}),
f(Go,{family:r,trends:Xo(r)})]}),S.front.left_out.length>0&&f("details",{children:[f("summary",{children:W.leftOut}),f("ul",{children:S.front.left_out.map(o=>f(
"li",{children:o},o))})]})]})}var $=A.segments;function wc(){return S.families.length?f(ae,{title:$.title,lead:$.intro,children:f(ye,{label:$.title,rows:S.families,columns:[{name:$.family,wide:!0,
of:e=>f(q,{children:[f("a",{class:"strong",href:B.family(e.name),children:D(e.name)}),f("div",{class:"quiet small",children:e.purpose??e.description.split(`
`)[0]})]}),by:e=>e.name},{name:$.segmentCount,number:!0,of:e=>e.segments.length,by:e=>e.segments.length},{name:$.largest,of:e=>f(Uy,{family:e})},{name:$.owner,of:e=>e.
owner??re,by:e=>e.owner},{name:$.review,of:e=>f(xc,{of:e}),by:e=>e.review_by}]})}):f(ae,{title:$.title,children:f("p",{children:$.none})})}function Uy({family:e}){
let t=e.segments.filter(n=>n.members!==null).sort((n,r)=>r.members-n.members);return t.length?f(q,{children:[D(t[0].name)," ",f("span",{class:"quiet",children:se(
t[0].share)})]}):f(q,{children:re})}function xc({of:e}){return e.review_by?f(q,{children:[Ce(e.review_by),e.is_overdue?f("span",{class:"status look",children:["\
 ! ",$.overdue]}):null]}):f(q,{children:re})}function kc({family:e}){let t=S.nodes[S.parents[e.node][0]];return f(Vt,{of:[[$.purpose,e.purpose],[$.owner,e.owner],
[$.review,e.review_by?f(xc,{of:e}):null],[$.mode,e.mode==="exclusive"?$.exclusive:$.overlapping],[$.everyone,t?f(q,{children:[f("a",{href:B.node(S.parents[e.node][0]),
children:t[1]}),e.everyone?` (${Q(e.everyone)})`:""]}):null],[$.asOf,e.as_of?Ce(e.as_of):null],[$.table,f("a",{href:B.node(e.node),children:S.nodes[e.node][1]})]]})}
function Mc({name:e,segment:t}){let n=S.families.findIndex(s=>s.name===e),r=S.families[n],i=We(r?`family-${n}`:null);if(!r)return f(ae,{title:e,children:f("p",{
children:A.notFound})});let o=t===void 0?void 0:r.segments.find(s=>s.name===t);return t!==void 0&&!o?f(ae,{title:t,children:f("p",{children:A.notFound})}):f(tt,
{of:i,children:s=>o?f(Yy,{family:r,page:s,line:o}):f(jy,{family:r,page:s})})}function Ec(e,t,n){let r=oe(t);return e.segments.filter(i=>!n||i.name===n).map(i=>({
name:i.name,href:n?void 0:B.segment(e.name,i.name),values:r.filter(o=>o.segment===i.name).map(o=>({day:o.as_of_date,value:o.members}))})).filter(i=>i.values.length)}
function st(e,t,n="segment"){if(!e)return;let r=e.columns.indexOf(n);return{...e,rows:e.rows.filter(i=>i[r]===t)}}function jy({family:e,page:t}){let n=t.figures,
r=e.segments.map(i=>i.name);return f(ae,{title:D(e.name),lead:e.description?f(Cn,{text:e.description}):void 0,children:[f(kc,{family:e}),f(Go,{family:e,trends:Xo(
e,n.sizes)}),n.sizes&&new Set(oe(n.sizes).map(i=>i.as_of_date)).size>1&&f(me,{title:$.compare,figures:n.sizes,hidesPeople:!0,children:f(Wo,{series:Ec(e,n.sizes),
label:$.compare})}),n.moves&&f(Sc,{figures:n.moves,order:r}),n.migrations&&f(Zo,{figures:n.migrations,order:r,title:$.flows}),n.overlaps&&f(By,{family:e,figures:n.
overlaps}),n.values&&f(me,{title:$.value,note:n.values.meanings.value,figures:n.values,children:f(ni,{label:$.value,rows:Hy(n.values,r).map(i=>({name:D(i.segment),
value:i.value,low:i.value_low,high:i.value_high,text:Ie(i.value),href:B.segment(e.name,i.segment)})),reference:0})}),n.channels&&f(Xy,{family:e,figures:n.channels}),
n.priorities&&f(Cc,{figures:n.priorities,withSegment:!0}),n.experiments&&f(Oc,{figures:n.experiments,withSegment:!0}),f("section",{children:[f("h2",{children:$.
rule}),f("p",{class:"quiet",children:e.mode==="exclusive"?$.firstWins:""}),t.segments.map(i=>f("div",{class:"rule",children:[f("h3",{children:f("a",{href:B.segment(
e.name,i.name),children:D(i.name)})}),f(Tc,{of:i})]},i.name))]}),f($c,{of:t.tests,node:e.node})]})}function Hy(e,t){return oe(e).sort((n,r)=>t.indexOf(n.segment)-
t.indexOf(r.segment))}function Yy({family:e,page:t,line:n}){let r=t.figures,i=t.segments.find(u=>u.name===n.name),o=oe(st(r.personas,n.name))[0],s=oe(st(r.values,
n.name))[0],a=st(r.sizes,n.name);return f(ae,{title:D(n.name),lead:f(q,{children:[f("p",{children:f("a",{href:B.family(e.name),children:D(e.name)})}),f(Cn,{text:n.
description})]}),children:[f("div",{class:"numbers",children:[f(ii,{name:$.members,value:f(Fr,{of:n.members})}),f(ii,{name:$.share,value:se(n.share)}),f(ii,{name:$.
change,value:Rt(n.change)}),s&&f(ii,{name:$.worth,value:Ie(s.value),note:`${Ie(s.value_low)} – ${Ie(s.value_high)}`})]}),f("section",{children:[f("h2",{children:$.
rule}),e.mode==="exclusive"&&e.segments[0].name!==n.name&&i.tree?f("p",{class:"quiet",children:$.firstWins}):null,f(Tc,{of:i}),f("p",{class:"quiet small",children:[
$.version," ",f("code",{children:i.version})]})]}),f(kc,{family:e}),f(Vt,{of:[[$.lists,i.channels?$.listed(i.channels.join(", "),i.priority?`${$.priorityWord} ${i.
priority}`:""):$.listsNone]]}),o?.description&&f("section",{class:"persona",children:[f("h2",{children:[$.persona,": ",o.persona_name]}),f("p",{children:o.description})]}),
a&&new Set(oe(a).map(u=>u.as_of_date)).size>1&&f(me,{title:$.compare,figures:a,hidesPeople:!0,children:f(Wo,{series:Ec(e,a,n.name),label:$.compare})}),r.moves&&
f(Sc,{figures:st(r.moves,n.name),order:[n.name]}),r.profiles&&f(Vy,{figures:st(r.profiles,n.name)}),r.overlaps&&f(Wy,{figures:st(r.overlaps,n.name)}),r.channels&&
f(Gy,{figures:st(r.channels,n.name)}),r.priorities&&f(Cc,{figures:st(r.priorities,n.name)}),r.experiments&&f(Oc,{figures:st(r.experiments,n.name)}),f($c,{of:t.tests.
filter(u=>u[0].split("_").join(" ").includes(n.name.split("_").join(" "))||!u[0].startsWith("segment_")),node:e.node})]})}function ii({name:e,value:t,note:n}){return f(
"div",{children:[f("div",{class:"quiet small",children:e}),f("div",{class:"big",children:t}),n&&f("div",{class:"quiet small",children:n})]})}function Tc({of:e}){
return e.tree?f("div",{class:"tree",children:f(Nc,{of:e.tree})}):f("p",{children:$.otherwise})}function Nc({of:e}){if(e.word){let n={and:$.all,or:$.any,not:$.not}[e.
word];return f(q,{children:[f("span",{class:"word",children:n}),f("ul",{children:e.parts.map((r,i)=>f("li",{children:f(Nc,{of:r})},i))})]})}let t=e.asks?.length===
1&&/^in_segment\('[^']*'\)$/.test(e.text)?e.asks[0]:null;if(t){let[n,r]=t.split(".");return f("a",{href:B.segment(n,r),children:[D(n)," = ",D(r)]})}return f("co\
de",{children:e.text})}function Sc({figures:e,order:t}){let[n,r]=ee(""),i=oe(e).filter(u=>!n||u.segment===n),o=[...new Set(oe(e).map(u=>u.cause))].filter(u=>u!==
"start"&&u!==null).sort(),a=[...new Set(i.filter(u=>u.cause!=="start").map(u=>u.day))].sort().map(u=>{let l={};for(let c of i){if(c.day!==u||c.people===null||c.
cause==="start")continue;let h=`${c.direction} ${c.cause}`;l[h]=(l[h]??0)+(c.direction==="exit"?-c.people:c.people)}return{day:u,parts:l}});return f(me,{title:$.
moves,note:f(q,{children:[$.movesNote," ",$.start]}),figures:e,hidesPeople:!0,children:[t.length>1&&f(nt,{label:$.segment,value:n,onChange:r,options:[["",$.allSegments],
...t.map(u=>[u,D(u)])]}),a.some(u=>Object.keys(u.parts).length)?f(pc,{rows:a,keys:o,label:$.moves}):f("p",{class:"quiet",children:$.nobodyMoved})]})}function Zo({
figures:e,order:t,title:n}){let r=oe(e),i=[...new Set(r.map(m=>m.as_of_date))].sort().reverse(),[o,s]=ee(i.find(m=>r.some(p=>p.as_of_date===m&&p.from_segment!==
p.to_segment&&p.customers))??i[0]),a=r.filter(m=>m.as_of_date===o),u=[...t,...new Set(a.flatMap(m=>[m.from_segment,m.to_segment]).filter(m=>!t.includes(m)))],l=a.
filter(m=>m.from_segment!==m.to_segment).map(m=>({from:m.from_segment,to:m.to_segment,value:m.customers??0})),c=u.filter(m=>a.some(p=>p.from_segment===m)),h=u.filter(
m=>a.some(p=>p.to_segment===m)),d=(m,p)=>a.find(_=>_.from_segment===m&&_.to_segment===p);return f(me,{title:n,figures:e,hidesPeople:!0,children:[i.length>1&&f(nt,
{label:$.day,value:o,onChange:s,options:i.map(m=>[m,Ce(m)])}),f(_c,{flows:l,label:n,order:u}),f("h3",{children:$.matrix}),f("p",{class:"quiet small",children:$.
matrixNote}),f(mt,{label:$.matrix,corner:"",columns:h.map(D),rows:c.map(m=>{let p=a.filter(_=>_.from_segment===m).reduce((_,w)=>_+(w.customers??0),0);return{name:D(
m),cells:h.map(_=>{let w=d(m,_);if(!w)return null;let b=w.customers===null||!p?null:w.customers/p;return{text:w.customers===null?A.few(S.minimum_cell):Q(w.customers),
part:b,title:`${D(m)} → ${D(_)}: ${se(b)}`}})}})})]})}function By({family:e,figures:t}){let n=oe(t),r=[...new Set(n.map(h=>h.other_family))].sort(),o=[S.front.
main_family,S.front.lifecycle].filter(h=>h!==e.name&&r.includes(h??""))[0]??r[0],[s,a]=ee(o),u=n.filter(h=>h.other_family===s),l=S.families.find(h=>h.name===s)?.
segments.map(h=>h.name)??[],c=[...new Set(u.map(h=>h.other_segment))].sort((h,d)=>l.indexOf(h)-l.indexOf(d));return f(me,{title:$.overlap,note:$.overlapNote,figures:t,
hidesPeople:!0,children:[f(nt,{label:$.against,value:s,onChange:a,options:r.map(h=>[h,D(h)])}),f(mt,{label:$.overlap,corner:"",columns:c.map(D),rows:e.segments.
map(h=>({name:f("a",{href:B.segment(e.name,h.name),children:D(h.name)}),cells:c.map(d=>{let m=u.find(_=>_.segment===h.name&&_.other_segment===d);if(!m)return null;
let p=m.shared_members===null?null:m.shared_members/m.members;return{text:p===null?"·":se(p),part:p,title:m.shared_members===null?A.few(S.minimum_cell):`${Q(m.
shared_members)} / ${Q(m.members)}`}})}))})]})}function Wy({figures:e}){let t=oe(e).filter(n=>n.lift!==null&&n.shared_members).sort((n,r)=>r.lift-n.lift).slice(
0,12);return t.length?f(me,{title:$.overlapOf,note:$.overlapOfNote,figures:e,hidesPeople:!0,children:f(Yn,{say:n=>`${we(n)}×`,rows:t.map(n=>({name:`${n.other_family}\
: ${n.other_segment.replace(/_/g," ")}`,value:n.lift,href:B.segment(n.other_family,n.other_segment),note:se(n.shared_members/n.members)}))})}):null}function Vy({
figures:e}){let t=r=>Math.abs(Math.log(Math.max(r.trait_index,1)/100)),n=oe(e).filter(r=>r.is_distinct&&r.trait_index!==null).sort((r,i)=>t(i)-t(r)).slice(0,16);
return n.sort((r,i)=>i.trait_index-r.trait_index),f(me,{title:$.profile,note:n.length?$.profileNote:$.profileNone,figures:e,children:n.length>0&&f(ni,{label:$.profile,
reference:100,isLog:!0,say:we,rows:n.map(r=>({name:`${r.feature.replace(/_/g," ")}: ${r.level}`,value:r.trait_index,low:r.index_low,high:r.index_high,text:we(r.
trait_index),note:`${se(r.share_in_segment)} / ${se(r.share_in_all)}`}))})})}function Xy({family:e,figures:t}){let n=oe(t),r=[...new Set(n.map(i=>i.channel))].sort();
return f(me,{title:$.channels,note:$.channelsNote,figures:t,hidesPeople:!0,children:f(mt,{label:$.channels,corner:"",columns:r.map(D),rows:e.segments.map(i=>({name:f(
"a",{href:B.segment(e.name,i.name),children:D(i.name)}),cells:r.map(o=>{let s=n.find(u=>u.segment===i.name&&u.channel===o);if(!s)return null;let a=s.reachable===
null?null:s.reachable/s.members;return{text:a===null?"·":se(a),part:a,title:`${s.reachable===null?A.few(S.minimum_cell):Q(s.reachable)} / ${Q(s.members)}`}})}))})})}
function Gy({figures:e}){let t=oe(e);if(!t.length)return null;let n=e.columns.filter(i=>i.startsWith("blocked_by_")),r=[$.reachable,...n.map(i=>A.blocked[i]??D(
i.slice(11)).toLowerCase())];return f(me,{title:$.channels,note:$.channelsNote,figures:e,hidesPeople:!0,children:f(mt,{label:$.channels,corner:"",columns:r,rows:t.
map(i=>({name:D(i.channel),cells:["reachable",...n].map(o=>{let s=i[o]===null?null:i[o]/i.members;return{text:s===null?"·":se(s),part:s,title:i[o]===null?A.few(
S.minimum_cell):Q(i[o])}})}))})})}function Cc({figures:e,withSegment:t}){let n=oe(e).slice(0,14);return n.length?f(me,{title:$.priorities,note:$.prioritiesNote,
figures:e,children:f(ni,{label:$.priorities,reference:0,rows:n.map(r=>({name:`${t?`${D(r.segment)}, `:""}${t?r.channel:D(r.channel)}`,note:r.finding,value:r.value_per_contact,
low:r.value_low,high:r.value_high,text:we(r.value_per_contact)}))})}):null}function Oc({figures:e,withSegment:t}){let n=oe(e);if(!n.length)return null;let r=i=>i.
segment?D(i.segment):$.everybody;return f(me,{title:$.experiments,note:$.experimentsNote,figures:e,children:f(ye,{label:$.experiments,rows:n,columns:[{name:$.experiment,
of:i=>f(q,{children:[D(i.experiment),f("div",{class:"quiet small",children:[i.arm,t?`, ${r(i)}`:""]})]}),by:i=>i.experiment},{name:$.metric,of:i=>D(i.metric),by:i=>i.
metric},{name:$.difference,number:!0,of:i=>we(i.difference),by:i=>i.difference},{name:$.interval,of:i=>f(Zy,{low:i.interval_low,high:i.interval_high,value:i.difference})},
{name:$.verdict,wide:!0,of:i=>i.verdict??re,by:i=>i.verdict},{name:$.decided,of:i=>Ce(i.decided_on),by:i=>i.decided_on}]})})}function Zy({low:e,high:t,value:n}){
if(e===null||t===null)return f("span",{class:"quiet",children:re});let r=Math.max(Math.abs(e),Math.abs(t))||1,i=o=>60+o/r*54;return f("svg",{width:"120",height:"\
20",role:"img","aria-label":`${we(e)} – ${we(t)}`,children:[f("g",{class:"grid",children:f("g",{class:"zero",children:f("line",{x1:"60",x2:"60",y1:"2",y2:"18"})})}),
f("line",{class:"whisker",x1:i(e),x2:i(t),y1:"10",y2:"10"}),n!==null&&f("circle",{class:"point",cx:i(n),cy:"10",r:"3.5"}),f("title",{children:`${we(e)} – ${we(
t)}`})]})}function $c({of:e,node:t}){return e.length?f("section",{children:[f("h2",{children:$.tests}),f("ul",{class:"tests",children:e.map(([n,,r])=>f("li",{children:[
f(He,{of:r,quiet:!0})," ",f("a",{href:B.node(t),children:n})]},n))})]}):null}var te=A.customers;function Ic(){let e=We(S.has_customers?"customers":null),t=S.families.find(r=>r.name===S.front.lifecycle);return!S.has_customers&&!t?f(ae,{title:te.
title,children:f("p",{children:te.none})}):f(ae,{title:te.title,children:[t&&f(me,{title:te.lifecycle,note:te.lifecycleNote,children:f(Yn,{rows:t.segments.map(r=>({
name:r.name,value:r.members,note:se(r.share),href:B.segment(t.name,r.name)}))})}),S.has_customers&&f(tt,{of:e,children:r=>f(q,{children:[r.rfm&&f(Qy,{figures:r.
rfm}),t&&r.lifecycle&&f(Zo,{figures:r.lifecycle,order:t.segments.map(i=>i.name),title:te.lifecycleFlows}),r.concentration&&f(Ky,{figures:r.concentration}),r.retention&&
f(e1,{figures:r.retention}),r.predictions&&f(t1,{figures:r.predictions})]})})]})}function Qy({figures:e}){let t=oe(e),n=[...new Set(t.map(o=>o.recency_score))].
sort((o,s)=>s-o),r=[...new Set(t.map(o=>o.frequency_score))].sort((o,s)=>o-s),i=Math.max(...t.map(o=>o.customers??0));return f(me,{title:te.rfm,note:te.rfmNote,
figures:e,hidesPeople:!0,children:f(mt,{label:te.rfm,corner:`${te.recency} ↓  ${te.frequency} →`,columns:r.map(String),rows:n.map(o=>({name:String(o),cells:r.
map(s=>{let a=t.find(u=>u.recency_score===o&&u.frequency_score===s);return a?a.customers===null?{text:A.few(S.minimum_cell),part:null}:{text:Q(a.customers),part:a.
customers/i,title:`${te.monetary}: ${Q(a.monetary)}`}:null})}))})})}function Ky({figures:e}){let t=oe(e),[n,r]=[t.reduce((u,l)=>u+l.customers,0),t.reduce((u,l)=>u+
l.value,0)],i=[[0,0]],[o,s]=[0,0];for(let u of t)o+=u.customers/n,s+=r?u.value/r:0,i.push([o,s]);let a=i.reduce((u,l)=>l[0]<=.8+1e-9?l:u,i[0]);return f(me,{title:te.
concentration,note:te.concentrationNote(se(1-a[1])),figures:e,children:f(yc,{points:i,label:te.concentration})})}function Jy(e){return`${Math.floor(e/4)} Q${e%4+
1}`}function e1({figures:e}){let t=oe(e),n=[...new Set(t.map(o=>o.cohort))].sort((o,s)=>o-s).slice(-16),r=[...new Set(t.filter(o=>n.includes(o.cohort)).map(o=>o.
since))].sort((o,s)=>o-s),i=(o,s)=>t.find(a=>a.cohort===o&&a.since===s);return f(me,{title:te.retention,note:te.retentionNote,figures:e,hidesPeople:!0,children:f(
mt,{label:te.retention,corner:te.cohort,columns:[te.size,...r.slice(1).map(o=>`+${o}`)],rows:n.map(o=>{let s=i(o,0)?.customers??null;return{name:Jy(o),cells:r.map(
a=>{let u=i(o,a);if(a===0)return{text:Q(s),part:null};if(!u)return null;let l=u.customers===null||!s?null:u.customers/s;return{text:l===null?"·":se(l),part:l,title:u.
customers===null?A.few(S.minimum_cell):Q(u.customers)}})}})})})}function t1({figures:e}){let t=oe(e),n=[...new Set(t.map(o=>o.model))],[r,i]=ee(n[0]);return f(me,
{title:te.predictions,note:te.predictionsNote,figures:e,children:[n.length>1&&f(nt,{label:te.model,value:r,onChange:i,options:n.map(o=>[o,o])}),f(vc,{label:te.predictions,
axis:te.decile,names:[te.predicted,te.actual],rows:t.filter(o=>o.model===r).map(o=>({at:o.decile,values:[o.expected_orders,o.actual_orders]}))})]})}var Ac=[8,4,2,1];function n1(e,t){let n=e.toLowerCase().indexOf(t);if(n<0)return e.slice(0,140);let r=Math.max(0,n-60);return`${r?"…":""}${e.slice(r,n+100).replace(
/\s+/g," ")}`}function r1(e,t){let n=e.toLowerCase().split(/\s+/).filter(Boolean);if(!n.length)return[];let r=[];for(let i of S.families){let o=[[i.name,i.description+
(i.purpose??""),B.family(i.name),A.segments.family],...i.segments.map(s=>[s.name,s.description,B.segment(i.name,s.name),`${A.segments.segment}, ${D(i.name)}`])];
for(let[s,a,u,l]of o){let[c,h]=[D(s),`${s} ${D(s)} ${a}`.toLowerCase()];if(n.every(d=>h.includes(d))){let d=n.every(m=>`${s} ${c}`.toLowerCase().includes(m));r.
push({title:c,kind:l,link:u,excerpt:a.slice(0,140),score:d?60-s.length/10:5})}}}return S.nodes.forEach((i,o)=>{let s=i[1].toLowerCase(),a=t[o].map(h=>h.toLowerCase()),
u=0,l=-1;for(let h of n){let d=s.includes(h)?20+(s===h?30:0):0;if(a.forEach((m,p)=>{m.includes(h)&&(d<Ac[p]&&(l=p),d=Math.max(d,Ac[p]))}),!d)return;u+=d}let c=l>=
0?n1(t[o][l],n.find(h=>a[l].includes(h))):t[o][0].slice(0,140);r.push({title:i[1],kind:i[2],link:B.node(o),excerpt:c,score:u-s.length/100})}),r.sort((i,o)=>o.score-
i.score)}function Lc({query:e}){let t=We("search");return f(ae,{title:A.search,children:f(tt,{of:t,children:n=>f(i1,{query:e,entries:n})})})}function i1({query:e,
entries:t}){let n=yt(()=>r1(e,t),[e,t]);return f(q,{children:[f("p",{class:"quiet","aria-live":"polite",children:e?n.length?A.found(n.length,e):A.searchEmpty:A.
searchHint}),f("ol",{class:"hits",children:n.slice(0,60).map((r,i)=>f("li",{children:[f("a",{class:"strong",href:r.link,children:r.title})," ",f("span",{class:"\
quiet small",children:r.kind}),f("div",{class:"small",children:r.excerpt})]},i))})]})}window.seg={put:Es};function Qo(){return location.hash.replace(/^#\/?/,"").split("/").map(decodeURIComponent)}function o1({at:e}){switch(e[0]){case"":return f(bc,
{});case"segments":return f(wc,{});case"family":return f(Mc,{name:e[1],segment:e[2]},e.slice(1).join("."));case"customers":return f(Ic,{});case"models":return f(
Iu,{});case"node":return f(Au,{id:e.slice(1).join("/")});case"sources":return f(Lu,{});case"lineage":return f(Hu,{id:e[1]});case"runs":return f(Fu,{});case"sear\
ch":return f(Lc,{query:e.slice(1).join("/")});default:return f("p",{children:A.notFound})}}var s1=Object.entries(A.nav).map(([e,t])=>[e==="overview"?"":e,t]);function a1(){
let[e,t]=ee(Qo()),[n,r]=ee(!1),i=Be(null),o=Be(null);lt(()=>{let a=()=>{t(Qo()),r(!1),location.hash.startsWith("#/search")||i.current?.focus({preventScroll:!0}),
window.scrollTo(0,0)},u=l=>{let c=l.target instanceof HTMLElement&&/input|select|textarea/i.test(l.target.tagName);l.key==="/"&&!c&&!l.ctrlKey&&!l.metaKey&&(l.preventDefault(),
o.current?.focus())};return addEventListener("hashchange",a),addEventListener("keydown",u),()=>{removeEventListener("hashchange",a),removeEventListener("keydown",
u)}},[]),lt(()=>{let a=i.current?.querySelector("h1")?.textContent;document.title=a&&a!==D(S.project)?`${a} · ${D(S.project)}`:D(S.project)});let s=e[0]==="fam\
ily"?"segments":e[0]==="node"?"models":e[0];return f(q,{children:[f("a",{class:"skip",href:"#main",onClick:a=>{a.preventDefault(),i.current?.focus()},children:A.
skip}),f("header",{children:[f("a",{class:"name",href:"#/",children:D(S.project)}),f("form",{role:"search",onSubmit:a=>a.preventDefault(),children:f("input",{ref:o,
type:"search","aria-label":A.search,placeholder:`${A.searchHint}  /`,value:e[0]==="search"?e.slice(1).join("/"):void 0,onInput:a=>{history.replaceState(null,"",
`#/search/${encodeURIComponent(a.currentTarget.value)}`),t(Qo())}})}),f("button",{class:"menu","aria-expanded":n,onClick:()=>r(!n),children:A.menu})]}),f("nav",
{"aria-label":A.menu,class:n?"open":"",children:[f("ul",{children:s1.map(([a,u])=>f("li",{children:f("a",{href:`#/${a}`,"aria-current":s===a?"page":void 0,children:u})},
a))}),s==="segments"&&f("ul",{class:"sub",children:S.families.map(a=>f("li",{children:f("a",{href:`#/family/${encodeURIComponent(a.name)}`,"aria-current":e[1]===
a.name?"page":void 0,children:D(a.name)})},a.name))}),f(u1,{}),f("p",{class:"quiet small",children:[S.target," · ",A.madeAt," ",Ae(S.made_at)," · seg ",S.version]})]}),
f("main",{id:"main",ref:i,tabIndex:-1,children:f(o1,{at:e})})]})}function u1(){let[e,t]=ee(l1());return lt(()=>{e?document.documentElement.dataset.theme=e:delete document.
documentElement.dataset.theme;try{localStorage.setItem("seg-theme",e)}catch{}},[e]),f("label",{class:"theme small",children:[f("span",{class:"quiet",children:A.
themeLabel}),f("select",{value:e,onChange:n=>t(n.currentTarget.value),children:[f("option",{value:"",children:A.theme.auto}),f("option",{value:"light",children:A.
theme.light}),f("option",{value:"dark",children:A.theme.dark})]})]})}function l1(){try{return localStorage.getItem("seg-theme")??""}catch{return""}}Ts("site").then(
e=>{Ns(e),fs(f(a1,{}),document.getElementById("app")),document.documentElement.dataset.ready="true",performance.mark("interactive")});})();
