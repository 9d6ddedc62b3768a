// sources 9a5c7725aba2b1d6fe004e160892afc241baa6731822e42ecf0abf2f79dd5b03; licences of what is in it: LICENSES.txt
"use strict";(()=>{var ee,cs,Hc,ut,ci,er,fs,Zn,hs,hi,fi,Yc,pn=Symbol.for("pv"),tr={},nr=[],Bc=/^m(i|n|o|s|text|space)$/,di=Array.isArray,ds=nr.slice,yt=Object.assign;function _t(e){
e&&e.parentNode&&e.remove()}function Qn(e,t,n,r,i){var o={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:pn,__v:i||++cs,__i:-1,__u:0};return!i&&ee.vnode&&ee.
vnode(o),o}function R(e){return e.children}function Kn(e,t){this.props=e,this.context=t,this.__g=0}function lt(e,t){if(t==null)return e.__&&lt(e.__,e.__i+1);for(var n;t<e.
__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:lt(e)}function Wc(e){var t,n=e.__v,r=n.__e,i=[],o=[],s=e.__P;
s&&((t=yt({constructor:pn},n)).__v=n.__v+1,ee.vnode&&ee.vnode(t),mi(s,t,n,e.__n,s.namespaceURI,32&n.__u?[r]:null,i,r||lt(n),32&n.__u,o),t.__v=n.__v,t.__.__k[t.__i]=
t,vs(i,t,o),n.__=n.__e=null,t.__e!=r&&ms(t))}function ms(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),
ms(e)}function us(e){(8&e.__g||(e.__g|=8,ut.push(e),er++))&&ci==ee.debounceRendering||((ci=ee.debounceRendering)||queueMicrotask)(ps)}function ps(){try{for(var e,
t=1;ut.length;)ut.length>t&&ut.sort(fs),e=ut.shift(),t=ut.length,8&e.__g&&Wc(e)}finally{(er=ut.length)&&(ci||queueMicrotask)(ps)}}function gs(e,t,n,r,i,o,s,a,u,l,f){
var h,m,d,p,g,w,v=r.__k||nr,x=t.length;for(u=Vc(n,t,v,u,x),h=0;h<x;h++)(d=n.__k[h])!=null&&(m=~d.__i&&v[d.__i]||tr,d.__i=h,w=mi(e,d,m,i,o,s,a,u,l,f),p=d.__e,(m.
ref!=d.ref||8&m.__u)&&(m.ref&&pi(m.ref,null,d,m),d.ref&&f.push(d.ref,d.__c||p,d)),g=g||p,4&d.__u?(u=_s(d,u,e,!m.__v),m.__e&&(m.__e=null)):typeof d.type=="functi\
on"&&w!==void 0?u=w:p&&(u=p.nextSibling),d.__u&=-21);return n.__e=g,u}function Vc(e,t,n,r,i){var o,s,a,u,l,f,h,m,d,p=n.length,g=p,w=0,v=0,x=e.__k=Array(i);for(o=
0;o<i;o++)(s=t[o])!=null&&typeof s!="boolean"&&typeof s!="function"?(typeof s!="object"||s.constructor===String?s=x[o]=Qn(null,s):di(s)?s=x[o]=Qn(R,{children:s}):
s.constructor===pn&&s.__b?s=x[o]=Qn(s.type,s.props,s.key,s.ref,s.__v):x[o]=s,u=o+w,s.__=e,s.__b=e.__b+1,a=null,~(l=s.__i=Xc(s,n,u,g))&&(g--,(a=n[l])&&(a.__u|=2)),
a&&a.__v?(s.__u|=16,l==u-1?w--:l==u+1?w++:l!=u&&(l>u?w--:w++,v=1)):(~l||(i>p?w--:i<p&&w++),typeof s.type!="function"&&(s.__u|=4))):x[o]=null;if(v){for(f=[],h=[],
o=0;o<i;o++)if((s=x[o])&&16&s.__u){for(w=0,m=f.length;w<m;)f[d=w+m>>1]<s.__i?w=d+1:m=d;f[w]=s.__i,h[o]=w+1}for(w=f.length;o--;)h[o]&&(h[o]==w?w--:x[o].__u|=4)}if(g)
for(o=0;o<p;o++)!(a=n[o])||2&a.__u||(a.__e==r&&(r=lt(a)),gi(a,a));return r}function _s(e,t,n,r){var i,o,s,a;if(typeof e.type=="function"){if(e.props.__P)return t;
if(i=e.__k)for(o=0;o<i.length;o++)i[o]&&(i[o].__=e,t=_s(i[o],t,n,!1));return t}for(t&&!t.parentNode&&(t=lt(e))&&!t.parentNode&&(t=null),s=e.__e,a=t;a&&a.nodeType==
8;)a=a.nextSibling;for(s!=a&&(!r&&n.moveBefore&&s.parentNode?n.moveBefore(s,t):n.insertBefore(s,t||null)),t=s;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(
"$s"););return t}function Xc(e,t,n,r){var i,o=e.key,s=e.type,a=t[n],u=a&&!(2&a.__u);if(a===null&&o==null||u&&o==a.key&&s==a.type)return n;if(r>(u?1:0)){for(i=n-1;i>=0;i--)if((a=
t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i;for(i=n+1;i<t.length;i++)if((a=t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i}return-1}function ls(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Gn(e,t,n,r,i){var o,s;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||ls(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ls(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(s=fi[t]||(fi[t]=Gc(t)),(e.__a||(e.__a={}))[t]=hi,o=t!=(t=t.replace(hs,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,s,o):e.removeEventListener(t,s,o));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Gc(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[Zn]==null)t[Zn]=hi++;else if(t[Zn]<this.__a[e])return;return n(ee.event?ee.event(t):t)}}}function mi(e,t,n,r,i,o,s,a,u,l){
var f,h,m,d,p,g,w,v,x,M,k,F,N,j,q,W,V,Y,L=t.type;if(t.constructor!==pn)return null;128&n.__u&&(u=32&n.__u,f=n.__c.__z)&&(t.__u|=u,h=o=[],f.nodeType==8?a=Jn(f,o):
o.push(f),a=o[0]||a),(f=ee.__b)&&f(t);e:if(typeof L=="function"){m=s.length;try{if(v=t.props,x=(f=L.prototype)&&f.render,M=(f=L.contextType)&&r[f.__c],k=f?M?M.props.
value:f.__:r,(d=n.__c)?(t.__c=d,2&d.__g&&(d.__g|=1)):(x?t.__c=d=new L(v,k):(t.__c=d=new Kn(v,k),d.constructor=L,d.render=Qc),M&&M.sub(d),d.state||(d.state={}),d.
__n=r,d.__g|=8,d.__h=[],d.__k=[]),x&&(d.__s||(d.__s=d.state),L.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=yt({},d.__s)),yt(d.__s,L.getDerivedStateFromProps(
v,d.__s)))),p=d.props,g=d.state,d.__v=t,n.__c){if(v!==p&&x&&!L.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(v,k),t.__v==n.
__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&d.shouldComponentUpdate(v,d.__s,k)===!1){t.__v!=n.__v&&(d.props=v,d.state=d.__s,d.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(z){z&&(z.__=t)}),nr.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&s.push(d),a=lt(n);break e}d.componentWillUpdate&&d.componentWillUpdate(
v,d.__s,k),x&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(p,g,w)})}else x&&!L.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),
x&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=k,d.props=v,d.__P=e,d.__g&=-5,F=ee.__r,N=x?25:0;do d.__g&=-9,F&&F(t),f=d.render(d.props,d.state=
d.__s,d.context);while(8&d.__g&&++N<25);x&&(nr.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(r=yt({},r,d.getChildContext())),x&&n.__c&&d.getSnapshotBeforeUpdate&&
(w=d.getSnapshotBeforeUpdate(p,g)),j=f&&f.type===R&&f.key==null?f.props.children:f,v.__P&&(f=a,i=(e=v.__P).namespaceURI,u=o=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(z){z&&gi(z,z)}),n.__k=null),a=n.__k?lt(n,0):null),a=gs(e,di(j)?j:[j],t,n,r,i,o,s,a,u,l),v.__P&&(t.__e=null,a=f),t.__u&=-161,h&&h.some(_t),d.__h.length&&
s.push(d),1&d.__g&&(d.__g&=-4)}catch(z){if(s.length=m,t.__v=null,u||o)if(z&&z.then){if(t.__u|=128|u,o){for(~(V=o.indexOf(a||void 0))||(V=o.length);(Y=o[V-1])&&Y.
nodeType==8;)V--;for(;V<o.length;V++)if(Y=o[V])if(o[V]=null,q){if(Y==W)break}else{if(Y.nodeType!=8)break;Y.data.startsWith("$s")&&(W=Jn(q=Y))}}if(!q){for(;a&&a.
nodeType==8&&a.nextSibling;)a=a.nextSibling;q=a}(f=Jn(q=t.__c.__z||(t.__c.__z=q)))?(t.__e=q,a=f):t.__e=a,a=a&&a.nextSibling}else o&&o.some(_t);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),z&&z.then||ys(t),ee.__e(z,t,n)}}else a=t.__e=Zc(n.__e,t,n,r,i,o,s,u,l,e);return(f=ee.diffed)&&f(t),a}function Jn(e,t){if(e&&e.nodeType==
8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function ys(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(ys))}function vs(e,t,n){for(var r=0;r<n.length;)pi(n[r++],n[r++],n[r++]);ee.__c&&ee.__c(t,e),e.some(
function(i){try{e=i.__h,i.__h=[],e.some(function(o){o.call(i)})}catch(o){ee.__e(o,i.__v)}})}function Zc(e,t,n,r,i,o,s,a,u,l){var f,h,m,d,p,g,w,v,x=n.props||tr,M=t.
props,k=t.type;if(k=="svg"?i="http://www.w3.org/2000/svg":k=="math"?i="http://www.w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),o){for(f=0;f<o.
length;f++)if((p=o[f])&&(k?p.localName==k:p.nodeType==3)){e=p,o[f]=null;break}}if(!e){if(v=l.ownerDocument||document,!k)return v.createTextNode(M);e=v.createElementNS(
i,k,M.is?M:l),a&&(ee.__m&&ee.__m(t,o),a=!1),o=null}if(k){if(l=k=="template"&&e.content||e,o=k=="textarea"&&M.defaultValue!=null?null:o&&ds.call(l.childNodes),!a&&
o)for(x={},f=0;f<e.attributes.length;f++)x[(p=e.attributes[f]).name]=p.value;for(f in x)p=x[f],f=="dangerouslySetInnerHTML"?m=p:f=="children"||f in M||f=="value"&&
"defaultValue"in M||f=="checked"&&"defaultChecked"in M||Gn(e,f,null,p,i);for(f in M)p=M[f],f=="children"?d=p:f=="dangerouslySetInnerHTML"?h=p:f=="value"?g=p:f==
"checked"?w=p:a&&typeof p!="function"||x[f]===p||Gn(e,f,p,x[f],i);h?(a||m&&(h.__html==m.__html||h.__html==e.innerHTML)||(e.innerHTML=h.__html),t.__k=[]):(m&&(e.
textContent=""),(k=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&Bc.test(k))&&(i="http://www.w3.org/1999/xhtml"),gs(l,di(d)?d:[d],t,n,r,i,o,s,o?o[0]:
n.__k&&lt(n,0),a,u),o&&o.some(_t)),a&&k!="textarea"||(f="value",k=="progress"&&g==null?e.removeAttribute(f):g==null||g===e[f]&&(k!="progress"||g)||Gn(e,f,g,x[f],
i),f="checked",w!=null&&w!=e[f]&&Gn(e,f,w,x[f],i))}else x===M||a&&e.data==M||(e.data=M);return e}function pi(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){ee.__e(i,n)}}function gi(e,t,n){var r,i,o,s;if(ee.unmount&&ee.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||pi(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(a){ee.__e(a,t)}r.__P=r.__n=null}
if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&gi(r[s],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(i=Jn(r,o=[]))&&(r==e.__e&&o.some(_t),_t(
i),_t(r)),n||_t(e.__e),e.__e=e.__c=e.__=null}function Qc(e,t,n){return this.constructor(e,n)}function bs(e,t){var n,r,i,o;ee.__&&ee.__(e,t),t.nodeType==9&&(t=t.
documentElement),r=(n=e&&32&e.__u)?null:t.__k,t.__k=Qn(R,{children:[e]}),i=[],o=[],mi(t,t.__k,r||tr,tr,t.namespaceURI,r?null:t.firstChild?ds.call(t.childNodes):
null,i,r?r.__e:t.firstChild,n,o),vs(i,t.__k,o),t.__k.props.children=null}ee={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(
e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(a){e=a}}throw er=0,e}},cs=0,Hc=function(e){return e!=null&&e.
constructor===pn},Kn.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=yt({},this.state)),typeof e=="function"&&(e=e(yt({},n),this.props)),
e&&(yt(n,e),this.__v&&(t&&this.__k.push(t),us(this)))},Kn.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),us(this))},Kn.prototype.render=
R,ut=[],er=0,fs=function(e,t){return e.__v.__b-t.__v.__b},Zn=Symbol(),hs=/(PointerCapture)$|Capture$/i,hi=0,fi={},Yc=0;var qt,fe,_i,ws,yi=Object.is,rr=0,$s=[],vi=[],le=ee,xs=le.__b,ks=le.__r,Ms=le.diffed,Es=le.__c,Ts=le.unmount,Cs=le.__;function ir(e,t){le.__h&&le.__h(fe,e,rr||t),
rr=0;var n=fe.__H||(fe.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function Q(e){return rr=1,Kc(Os,e)}function Kc(e,t,n){var r=ir(qt++,2);if(r.
t=e,!r.__c&&(r.__=[n?n(t):Os(void 0,t),function(o){var s=(r.__N||r.__)[0],a=r.t(s,o);yi(s,a)||(r.__N=[a,r.__[1]],r.__c.setState({}))}],r.__c=fe,!fe.__f)){fe.__f=
!0;var i=fe.shouldComponentUpdate;fe.shouldComponentUpdate=function(o,s,a){var u=this.__H;if(!u)return!0;var l=!1,f=this.props!=o;if(u.__.some(function(m){m.__N&&
(l=!0,yi(m.__[0],m.__N[0])||(f=!0))}),i){var h=i.call(this,o,s,a);return l?h||f:h}return!l||f}}return r.__}function zt(e,t){var n=ir(qt++,3);!le.__s&&wi(n.__H,t)&&
(n.__P=!0,n.__=e,n.u=t,fe.__H.__h.push(n))}function _n(e,t){var n=ir(qt++,4);!le.__s&&wi(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,fe.__h.push(n))}function Ze(e){return rr=
5,ct(function(){return{current:e}},[])}function ct(e,t){var n=ir(qt++,7);return wi(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Jc(){var e;do{for(;e=vi.shift();)try{gn(e)}catch(n){le.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=$s.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(gn),t.__h.
some(bi),t.__h=[]}catch(n){t.__h=[],le.__e(n,e.__v)}}}while(vi.length)}le.__b=function(e){fe=null,xs&&xs(e)},le.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.
__m),Cs&&Cs(e,t)},le.__r=function(e){ks&&ks(e),qt=0;var t=(fe=e.__c).__H;t&&(_i==fe?fe.__h=[]:(t.__h.some(gn),t.__h.some(bi),qt=0),t.__h=[],t.__.some(function(n){
n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),_i=fe},le.diffed=function(e){Ms&&Ms(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Ns($s.push(t)),t.__H.__.some(function(n){
n.u&&(n.__H=n.u)})),_i=fe=null},le.__c=function(e,t){t.some(function(n){try{n.__h.some(gn),n.__h=n.__h.filter(function(r){return!r.__||bi(r)})}catch(r){n.__h=[function(){
throw r}]}}),Es&&Es(e,t)},le.unmount=function(e){Ts&&Ts(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,Ns(vi.push(i))}else gn(i)}catch(o){t=o}}),r.__H=void 0,t&&le.__e(t,r.__v))};var Ss=typeof requestAnimationFrame==
"function";function ef(e){var t,n=function(){clearTimeout(r),Ss&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Ss&&(t=requestAnimationFrame(n))}function Ns(e){
e!=1&&ws==le.requestAnimationFrame||((ws=le.requestAnimationFrame)||ef)(Jc)}function gn(e){var t=fe,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),fe=t}function bi(e){
var t=fe;e.__c=e.__(),fe=t}function wi(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!yi(n,e[r])})}function Os(e,t){return typeof t=="function"?
t(e):t}var yn=new Map,Is=new Map,xi=new Map;function As(e,t){yn.set(e,t),xi.get(e)?.(t)}function tf(e){let t=Is.get(e);if(t)return t;let n=new Promise((r,i)=>{if(yn.has(
e))return r(yn.get(e));xi.set(e,r);let o=document.createElement("script");o.src=`data/${e}.js`,o.onerror=()=>i(new Error(`data/${e}.js`)),document.head.append(o)});
return Is.set(e,n),n}function Ls(e){return new Promise(t=>xi.set(e,n=>t(n)))}function ki(){document.documentElement.dataset.ready=String(Math.round(performance.
now()))}function Fe(e){let t=e!==null&&yn.has(e)?yn.get(e):void 0,[n,r]=Q({name:e,value:t});return _n(()=>{n.value!==void 0&&ki()},[n.value]),_n(()=>{if(e===null)
return;let i=!0;return tf(e).then(o=>i&&r({name:e,value:o}),o=>i&&r({name:e,problem:o.message})),()=>{i=!1}},[e]),n.name===e?n:{value:t}}var T,bt=new Map,vt=[];
function Fs(e){T=e,T.nodes.forEach((t,n)=>bt.set(t[0],n)),vt=T.nodes.map(()=>[]),T.parents.forEach((t,n)=>t.forEach(r=>vt[r].push(n)))}var $={locale:"en-GB",days:"days",nav:{overview:"Overview",segments:"Segments",customers:"Customers",models:"Models",sources:"Sources",lineage:"Lineage",runs:"R\
uns"},skip:"Skip to the content",menu:"Menu",theme:{light:"Light",dark:"Dark",auto:"As the system"},themeLabel:"Colours",search:"Search",searchHint:"Search segm\
ents, models, columns, SQL",searching:"Reading all texts",found:(e,t)=>e===1?`1 result for “${t}”`:`${e} results for “${t}”`,searchEmpty:"Nothing has al\
l of these words.",loading:"Reading",problem:e=>`${e} cannot be read. Generate the site again.`,notFound:"There is no such page.",asTable:"As a table",rowsMore:e=>`${e}\
 more rows: show all`,from:"from",few:e=>`< ${e}`,suppressed:e=>`Fewer than ${e} people are not shown.`,madeAt:"written",yes:"yes",no:"no",ways:{entry:"entry",exit:"\
exit"},python:"Python",quarter:(e,t)=>`${e} Q${t}`,front:{title:"Overview",asOf:"Customers as of",published:"published",generation:"generation",neverBuilt:"Noth\
ing is built yet: run seg build, then seg docs generate.",fresh:"Fresh",complete:"Complete",stable:"Stable",reachable:"Reachable",good:"Good",look:"Look at it",
bad:"Act",unknown:"Not known",freshDay:e=>e<=0?"The figures are of the day they were published.":e===1?"The figures are of the day before they were published.":
`The figures were ${e} days old when they were published.`,sourcesOld:e=>e===1?"1 source is older than it may be.":`${e} sources are older than they may be.`,sourcesGood:e=>e===
1?"1 source is young enough.":`${e} sources are young enough.`,builtOf:(e,t)=>`${e} of ${t} families of segments are built.`,everyone:(e,t)=>e===t?`Everyone has\
 a segment in all ${t} exclusive families.`:`Everyone has a segment in ${e} of ${t} exclusive families.`,flagged:e=>e===0?"No family and no feature moved more t\
han its limit.":e===1?"1 family or feature moved more than its limit.":`${e} families or features moved more than their limits.`,tests:"Tests",untested:"No data\
 test is declared.",verdicts:(e,t,n)=>`${e} pass, ${t} warn, ${n} fail.`,nodes:e=>e===1?"1 model, seed or source.":`${e} models, seeds and sources.`,notMeasured:"\
Nothing measures this yet.",reached:(e,t)=>`${e} can be reached by ${t}.`,reachedBest:e=>`${e} reaches most.`,decide:"Needs a decision",nothing:"Nothing waits f\
or a decision.",more:e=>`${e} more`,main:"Segments now",moved:"Moved most since the day before",movedNone:"No segment changed its size since the day before.",allFamilies:"\
All families",lastRun:"Last run",failing:e=>e===null?"fails":e===1?"fails for 1 row":`fails for ${e} rows`,warning:e=>e===null?"warns":e===1?"warns of 1 row":`w\
arns of ${e} rows`,other:"did not end well",overdue:e=>`was to be reviewed ${e} days ago`,due:e=>e===0?"is to be reviewed today":`is to be reviewed in ${e} days`,
drifted:"moved more than its limit",alarm:e=>`selects the group ${e} far less often`,notBuilt:"not built yet:",leftOut:"Charts that are left out",kinds:{test:"T\
est",review:"Review",unstable_families:"Stability",drifted_features:"Drift",fairness_alarms:"Fairness",not_built:"Families"}},segments:{title:"Segments",intro:"\
Families divide customers. Each answers one question.",family:"Family",segment:"Segment",purpose:"Purpose",owner:"Owner",review:"Review by",segmentCount:"Segmen\
ts",largest:"Largest",members:"Members",share:"Share",change:"Change",trend:"Over time",mode:"Mode",everyone:"Divides",asOf:"As of",exclusive:"one segment each",
overlapping:"any number of segments",description:"What it is",overdue:"overdue",table:"Table",none:"This project declares no families of segments.",compare:"Siz\
e over time",rule:"Rule",otherwise:"Everyone for whom no other rule of the family holds.",firstWins:"The first rule of the family that holds decides.",version:"\
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
Fit",in:"Zoom in",out:"Zoom out",open:"Open",list:"As a list"},column:{title:"What the column is made of",of:"a column of",madeOf:"Made of",usedBy:"Used by",ends:"\
In the end it comes from",note:"An arrow says that values of one column are made of the other, also by a condition in between. What rows are joined and filtered\
 by is not followed.",alone:"It is made of no other column, or its SQL cannot be followed."},runs:{title:"Runs",none:"No run is recorded in target/.",command:"C\
ommand",at:"Began",took:"Took",result:"Result",published:"Published",notPublished:"nothing",generation:"generation",notFinished:"did not finish",path:"Critical \
path",pathNote:e=>`The chain of steps that the end of the run waited for${e?`, without ${e} that took less than a hundredth of it`:""}.`,slowest:"Slowest steps",
attention:"What did not end well",step:"Step",started:"Began after",duration:"How long runs took"},status:{success:"success",pass:"pass",warn:"warn",fail:"fail",
error:"error",skipped:"skipped",reused:"reused",interrupted:"interrupted","not started":"not started","never ran":"never ran"},causes:{data:"data",definition:"d\
efinition",model:"model",identity:"identity",erasure:"erasure",start:"start"},blocked:{blocked_by_suppression:"suppressed",blocked_by_no_address:"no address",blocked_by_no_consent:"\
no consent",blocked_by_withdrawn:"withdrawn",blocked_by_bounce:"bounced",blocked_by_fatigue:"contacted enough",blocked_by_holdout:"in a control group"}};var or=new Intl.NumberFormat($.locale,{maximumFractionDigits:0}),nf=new Intl.NumberFormat($.locale,{maximumSignificantDigits:3}),rf=new Intl.NumberFormat($.locale,
{notation:"compact",maximumSignificantDigits:3}),of=new Intl.DateTimeFormat($.locale,{day:"numeric",month:"short",year:"numeric",timeZone:"UTC"}),sf=new Intl.DateTimeFormat(
$.locale,{day:"numeric",month:"short",year:"numeric",hour:"2-digit",minute:"2-digit"}),oe="–";function K(e){return e==null?oe:or.format(e)}function $e(e){return e==
null?oe:Math.abs(e)<1e4?_e(e):rf.format(e)}function _e(e){return e==null?oe:Math.abs(e)>=100||Number.isInteger(e)?or.format(e):nf.format(e)}function ae(e){if(e==
null)return oe;let t=Math.abs(e)<.1&&e!==0?1:0;return`${(e*100).toFixed(t)} %`}function Ut(e){return e==null?oe:e>0?`+${or.format(e)}`:e<0?`−${or.format(-e)}`:
"0"}function Oe(e){return e?of.format(new Date(`${e.slice(0,10)}T00:00:00Z`)):oe}function Ie(e){return e?sf.format(new Date(e)):oe}function Ue(e){if(e==null)return oe;
if(e<.0995)return`${Math.round(e*1e3)} ms`;if(e<60)return`${e.toFixed(e<10?2:1)} s`;let t=Math.floor(e/60);return t<60?`${t} min ${Math.round(e%60)} s`:`${Math.
floor(t/60)} h ${t%60} min`}function sr(e){let t=e/3600;return t<1?`${Math.max(0,Math.round(e/60))} min`:t<48?`${Math.round(t)} h`:`${Math.round(t/24)} ${$.days}`}
function D(e){let t=e.replace(/_/g," ");return t.charAt(0).toUpperCase()+t.slice(1)}function Ps(e,t){return Math.round((Date.parse(t.slice(0,10))-Date.parse(e.slice(
0,10)))/864e5)}var ra=Object.defineProperty,af=(e,t,n)=>t in e?ra(e,t,{enumerable:!0,configurable:!0,writable:!0,value:n}):e[t]=n,uf=(e,t)=>{for(var n in t)ra(e,n,{get:t[n],enumerable:!0})},
lf=(e,t,n)=>af(e,typeof t!="symbol"?t+"":t,n),Oi={};uf(Oi,{Graph:()=>He,alg:()=>Ai});var cf=Object.defineProperty,ia=(e,t)=>{for(var n in t)cf(e,n,{get:t[n],enumerable:!0})},
Ii=class{constructor(e){this._isDirected=!0,this._isMultigraph=!1,this._isCompound=!1,this._nodes={},this._in={},this._preds={},this._out={},this._sucs={},this.
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
o=e.w,s=e.name,arguments.length===2&&(a=t,u=!0)):(i=e,o=t,s=r,arguments.length>2&&(a=n,u=!0)),i=""+i,o=""+o,s!==void 0&&(s=""+s);let l=vn(this._isDirected,i,o,s);
if(l in this._edgeLabels)return u&&(this._edgeLabels[l]=a),this;if(s!==void 0&&!this._isMultigraph)throw new Error("Cannot set a named edge when isMultigraph = \
false");this.setNode(i),this.setNode(o),this._edgeLabels[l]=u?a:this._defaultEdgeLabelFn(i,o,s);let f=ff(this._isDirected,i,o,s);return i=f.v,o=f.w,Object.freeze(
f),this._edgeObjs[l]=f,Ds(this._preds[o],i),Ds(this._sucs[i],o),this._in[o][l]=f,this._out[i][l]=f,this._edgeCount++,this}edge(e,t,n){let r=arguments.length===1?
Mi(this._isDirected,e):vn(this._isDirected,e,t,n);return this._edgeLabels[r]}edgeAsObj(e,t,n){let r=arguments.length===1?this.edge(e):this.edge(e,t,n);return typeof r!=
"object"||r===null?{label:r}:r}hasEdge(e,t,n){return(arguments.length===1?Mi(this._isDirected,e):vn(this._isDirected,e,t,n))in this._edgeLabels}removeEdge(e,t,n){
let r=arguments.length===1?Mi(this._isDirected,e):vn(this._isDirected,e,t,n),i=this._edgeObjs[r];if(i){let o=i.v,s=i.w;delete this._edgeLabels[r],delete this._edgeObjs[r],
Rs(this._preds[s],o),Rs(this._sucs[o],s),delete this._in[s][r],delete this._out[o][r],this._edgeCount--}return this}inEdges(e,t){return this.isDirected()?this.filterEdges(
this._in[e],e,t):this.nodeEdges(e,t)}outEdges(e,t){return this.isDirected()?this.filterEdges(this._out[e],e,t):this.nodeEdges(e,t)}nodeEdges(e,t){if(e in this._nodes)
return this.filterEdges({...this._in[e],...this._out[e]},e,t)}_removeFromParentsChildList(e){delete this._children[this._parent[e]][e]}filterEdges(e,t,n){if(!e)
return;let r=Object.values(e);return n?r.filter(i=>i.v===t&&i.w===n||i.v===n&&i.w===t):r}};function Ds(e,t){e[t]?e[t]++:e[t]=1}function Rs(e,t){e[t]!==void 0&&!--e[t]&&
delete e[t]}function vn(e,t,n,r){let i=""+t,o=""+n;if(!e&&i>o){let s=i;i=o,o=s}return i+""+o+""+(r===void 0?"\0":r)}function ff(e,t,n,r){let i=""+t,o=""+n;if(!e&&
i>o){let a=i;i=o,o=a}let s={v:i,w:o};return r&&(s.name=r),s}function Mi(e,t){return vn(e,t.v,t.w,t.name)}var hf={};ia(hf,{read:()=>gf,write:()=>df});function df(e){
let t={options:{directed:e.isDirected(),multigraph:e.isMultigraph(),compound:e.isCompound()},nodes:mf(e),edges:pf(e)},n=e.graph();return n!==void 0&&(t.value=structuredClone(
n)),t}function mf(e){return e.nodes().map(t=>{let n=e.node(t),r=e.parent(t),i={v:t};return n!==void 0&&(i.value=n),r!==void 0&&(i.parent=r),i})}function pf(e){return e.
edges().map(t=>{let n=e.edge(t),r={v:t.v,w:t.w};return t.name!==void 0&&(r.name=t.name),n!==void 0&&(r.value=n),r})}function gf(e){let t=new Ii(e.options);return e.
value!==void 0&&t.setGraph(e.value),e.nodes.forEach(n=>{t.setNode(n.v,n.value),n.parent&&t.setParent(n.v,n.parent)}),e.edges.forEach(n=>{t.setEdge({v:n.v,w:n.w,
name:n.name},n.value)}),t}var Ai={};ia(Ai,{CycleException:()=>ur,bellmanFord:()=>oa,components:()=>vf,dijkstra:()=>ar,dijkstraAll:()=>xf,findCycles:()=>kf,floydWarshall:()=>Ef,
isAcyclic:()=>Cf,postorder:()=>Nf,preorder:()=>$f,prim:()=>Of,shortestPaths:()=>If,tarjan:()=>aa,topsort:()=>ua});var _f=()=>1;function oa(e,t,n,r){return yf(e,
String(t),n||_f,r||function(i){var o;return(o=e.outEdges(i))!=null?o:[]})}function yf(e,t,n,r){let i={},o,s=0,a=e.nodes(),u=function(h){let m=i[h.v],d=i[h.w];if(!m||
!d)return;let p=n(h);m.distance+p<d.distance&&(i[h.w]={distance:m.distance+p,predecessor:h.v},o=!0)},l=function(){a.forEach(function(h){r(h).forEach(function(m){
let d=m.v===h?m.v:m.w,p=d===m.v?m.w:m.v;u({v:d,w:p})})})};a.forEach(function(h){let m=h===t?0:Number.POSITIVE_INFINITY;i[h]={distance:m,predecessor:""}});let f=a.
length;for(let h=1;h<f&&(o=!1,s++,l(),!!o);h++);if(s===f-1&&(o=!1,l(),o))throw new Error("The graph contains a negative weight cycle");return i}function vf(e){let t={},
n=[],r;function i(o){var s,a;o in t||(t[o]=!0,r.push(o),(s=e.successors(o))==null||s.forEach(i),(a=e.predecessors(o))==null||a.forEach(i))}return e.nodes().forEach(
function(o){r=[],i(o),r.length&&n.push(r)}),n}var sa=class{constructor(){this._arr=[],this._keyIndices={}}size(){return this._arr.length}keys(){return this._arr.
map(e=>e.key)}has(e){return e in this._keyIndices}priority(e){let t=this._keyIndices[e];if(t!==void 0)return this._arr[t].priority}min(){if(this.size()===0)throw new Error(
"Queue underflow");return this._arr[0].key}add(e,t){let n=this._keyIndices,r=String(e);if(!(r in n)){let i=this._arr,o=i.length;return n[r]=o,i.push({key:r,priority:t}),
this._decrease(o),!0}return!1}removeMin(){if(this.size()===0)throw new Error("Queue underflow");this._swap(0,this._arr.length-1);let e=this._arr.pop();return delete this.
_keyIndices[e.key],this._heapify(0),e.key}decrease(e,t){let n=this._keyIndices[e];if(n===void 0)throw new Error(`Key not found: ${e}`);let r=this._arr[n].priority;
if(t>r)throw new Error(`New priority is greater than current priority. Key: ${e} Old: ${r} New: ${t}`);this._arr[n].priority=t,this._decrease(n)}_heapify(e){let t=this.
_arr,n=2*e,r=n+1,i=e;n<t.length&&(i=t[n].priority<t[i].priority?n:i,r<t.length&&(i=t[r].priority<t[i].priority?r:i),i!==e&&(this._swap(e,i),this._heapify(i)))}_decrease(e){
let t=this._arr,n=t[e].priority,r;for(;e!==0&&(r=e>>1,!(t[r].priority<n));)this._swap(e,r),e=r}_swap(e,t){let n=this._arr,r=this._keyIndices,i=n[e],o=n[t];n[e]=
o,n[t]=i,r[o.key]=e,r[i.key]=t}},bf=()=>1;function ar(e,t,n,r){let i=function(o){var s;return(s=e.outEdges(o))!=null?s:[]};return wf(e,String(t),n||bf,r||i)}function wf(e,t,n,r){
let i={},o=new sa,s,a,u=function(l){let f=l.v!==s?l.v:l.w,h=i[f];if(!h)return;let m=n(l),d=a.distance+m;if(m<0)throw new Error("dijkstra does not allow negative\
 edge weights. Bad edge: "+l+" Weight: "+m);d<h.distance&&(h.distance=d,h.predecessor=s,o.decrease(f,d))};for(e.nodes().forEach(function(l){let f=l===t?0:Number.
POSITIVE_INFINITY;i[l]={distance:f,predecessor:""},o.add(l,f)});o.size()>0;){s=o.removeMin();let l=i[s];if(!l||l.distance===Number.POSITIVE_INFINITY)break;a=l,r(
s).forEach(u)}return i}function xf(e,t,n){return e.nodes().reduce(function(r,i){return r[i]=ar(e,i,t,n),r},{})}function aa(e){let t=0,n=[],r={},i=[];function o(s){
var a;let u=r[s]={onStack:!0,lowlink:t,index:t++};if(n.push(s),(a=e.successors(s))==null||a.forEach(function(l){if(l in r){let f=r[l];f!=null&&f.onStack&&(u.lowlink=
Math.min(u.lowlink,f.index))}else{o(l);let f=r[l];f&&(u.lowlink=Math.min(u.lowlink,f.lowlink))}}),u.lowlink===u.index){let l=[],f;do{f=n.pop();let h=r[f];h&&(h.
onStack=!1),l.push(f)}while(s!==f);i.push(l)}}return e.nodes().forEach(function(s){s in r||o(s)}),i}function kf(e){return aa(e).filter(function(t){var n;let r=t[0];
return r?t.length>1||t.length===1&&((n=e.outEdges(r,r))!=null?n:[]).length>0:!1})}var Mf=()=>1;function Ef(e,t,n){return Tf(e,t||Mf,n||function(r){var i;return(i=
e.outEdges(r))!=null?i:[]})}function Tf(e,t,n){let r={},i=e.nodes();return i.forEach(function(o){let s={};r[o]=s,s[o]={distance:0,predecessor:""},i.forEach(function(a){
o!==a&&(s[a]={distance:Number.POSITIVE_INFINITY,predecessor:""})}),n(o).forEach(function(a){let u=a.v===o?a.w:a.v,l=t(a);s[u]={distance:l,predecessor:o}})}),i.forEach(
function(o){let s=r[o];s&&i.forEach(function(a){let u=r[a];u&&i.forEach(function(l){let f=u[o],h=s[l],m=u[l];if(f&&h&&m){let d=f.distance+h.distance;d<m.distance&&
(m.distance=d,m.predecessor=h.predecessor)}})})}),r}var ur=class extends Error{constructor(e){super(e),this.name="CycleException"}};function ua(e){let t={},n={},
r=[];function i(o){var s;if(o in n)throw new ur;o in t||(n[o]=!0,t[o]=!0,(s=e.predecessors(o))==null||s.forEach(i),delete n[o],r.push(o))}if(e.sinks().forEach(i),
Object.keys(t).length!==e.nodeCount())throw new ur;return r}function Cf(e){try{ua(e)}catch(t){if(t instanceof ur)return!1;throw t}return!0}function Sf(e,t,n,r,i){
Array.isArray(t)||(t=[t]);let o=(a=>{var u;return(u=e.isDirected()?e.successors(a):e.neighbors(a))!=null?u:[]}),s={};return t.forEach(function(a){if(!e.hasNode(
a))throw new Error("Graph does not have node: "+a);i=la(e,a,n==="post",s,o,r,i)}),i}function la(e,t,n,r,i,o,s){return t in r||(r[t]=!0,n||(s=o(s,t)),i(t).forEach(
function(a){s=la(e,a,n,r,i,o,s)}),n&&(s=o(s,t))),s}function ca(e,t,n){return Sf(e,t,n,function(r,i){return r.push(i),r},[])}function Nf(e,t){return ca(e,t,"post")}
function $f(e,t){return ca(e,t,"pre")}function Of(e,t){var n;let r=new Ii,i={},o=new sa,s;function a(f){let h=f.v===s?f.w:f.v,m=o.priority(h);if(m!==void 0){let d=t(
f);d<m&&(i[h]=s,o.decrease(h,d))}}if(e.nodeCount()===0)return r;e.nodes().forEach(function(f){o.add(f,Number.POSITIVE_INFINITY),r.setNode(f)});let u=e.nodes()[0];
u!==void 0&&o.decrease(u,0);let l=!1;for(;o.size()>0;){if(s=o.removeMin(),s in i)r.setEdge(s,i[s]);else{if(l)throw new Error("Input graph is not connected: "+e);
l=!0}(n=e.nodeEdges(s))==null||n.forEach(a)}return r}function If(e,t,n,r){return Af(e,t,n,r??(i=>{var o;return(o=e.outEdges(i))!=null?o:[]}))}function Af(e,t,n,r){
if(n===void 0)return ar(e,t,n,r);let i=!1,o=e.nodes();for(let s=0;s<o.length;s++){let a=o[s];if(a===void 0)continue;let u=r(a);for(let l=0;l<u.length;l++){let f=u[l];
if(!f)continue;let h=f.v===a?f.v:f.w,m=h===f.v?f.w:f.v;n({v:h,w:m})<0&&(i=!0)}if(i)return oa(e,t,n,r)}return ar(e,t,n,r)}var He=Ii;function Ht(e,t,n,r){let i=r;
for(;e.hasNode(i);)i=Li(r);return n.dummy=t,e.setNode(i,n),i}function Lf(e){let t=new He().setGraph(e.graph());return e.nodes().forEach(n=>t.setNode(n,e.node(n))),
e.edges().forEach(n=>{let r=t.edge(n.v,n.w)||{weight:0,minlen:1},i=e.edge(n);t.setEdge(n.v,n.w,{weight:r.weight+i.weight,minlen:Math.max(r.minlen,i.minlen)})}),
t}function fa(e){let t=new He({multigraph:e.isMultigraph()}).setGraph(e.graph());return e.nodes().forEach(n=>{e.children(n).length||t.setNode(n,e.node(n))}),e.edges().
forEach(n=>{t.setEdge(n,e.edge(n))}),t}function qs(e,t){let n=e.x,r=e.y,i=t.x-n,o=t.y-r,s=e.width/2,a=e.height/2;if(!i&&!o)throw new Error("Not possible to find\
 intersection inside of the rectangle");let u,l;return i===0||Math.abs(o)*s>Math.abs(i)*a?(o<0&&(a=-a),u=a*i/o,l=a):(i<0&&(s=-s),u=s,l=s*o/i),{x:n+u,y:r+l}}function cr(e){
let t=bn(da(e)+1).map(()=>[]);return e.nodes().forEach(n=>{let r=e.node(n),i=r.rank;i!==void 0&&(t[i]||(t[i]=[]),t[i][r.order]=n)}),t}function Ff(e){let t=e.nodes().
map(r=>{let i=e.node(r).rank;return i===void 0?Number.MAX_VALUE:i}),n=je(Math.min,t);e.nodes().forEach(r=>{let i=e.node(r);Object.hasOwn(i,"rank")&&(i.rank-=n)})}
function Pf(e){let t=e.nodes().map(s=>e.node(s).rank).filter(s=>s!==void 0),n=je(Math.min,t),r=[];e.nodes().forEach(s=>{let a=e.node(s).rank-n;r[a]||(r[a]=[]),r[a].
push(s)});let i=0,o=e.graph().nodeRankFactor;Array.from(r).forEach((s,a)=>{s===void 0&&a%o!==0?--i:s!==void 0&&i&&s.forEach(u=>e.node(u).rank+=i)})}function zs(e,t,n,r){
let i={width:0,height:0};return arguments.length>=4&&(i.rank=n,i.order=r),Ht(e,"border",i,t)}function Df(e,t=ha){let n=[];for(let r=0;r<e.length;r+=t){let i=e.slice(
r,r+t);n.push(i)}return n}var ha=65535;function je(e,t){if(t.length>ha){let n=Df(t);return e(...n.map(r=>e(...r)))}else return e(...t)}function da(e){let t=e.nodes().
map(n=>{let r=e.node(n).rank;return r===void 0?Number.MIN_VALUE:r});return je(Math.max,t)}function Rf(e,t){let n={lhs:[],rhs:[]};return e.forEach(r=>{t(r)?n.lhs.
push(r):n.rhs.push(r)}),n}function qf(e,t){return t()}var zf=0;function Li(e){let t=++zf;return e+(""+t)}function bn(e,t,n=1){t==null&&(t=e,e=0);let r=o=>o<t;n<0&&(r=o=>t<o);let i=[];for(let o=e;r(
o);o+=n)i.push(o);return i}function lr(e,t){let n={};for(let r of t)e[r]!==void 0&&(n[r]=e[r]);return n}function fr(e,t){let n;return typeof t=="string"?n=r=>r[t]:
n=t,Object.entries(e).reduce((r,[i,o])=>(r[i]=n(o,i),r),{})}function Uf(e,t){return e.reduce((n,r,i)=>(n[r]=t[i],n),{})}var hr="\0";function ma(e,t,n){var r,i,o,
s,a,u;if(!(e&&t&&n&&t.dummy==="edge"&&n.dummy==="edge"&&t.edgeObj&&n.edgeObj&&e[t.edgeObj.v]&&e[n.edgeObj.v]&&e[t.edgeObj.w]&&e[n.edgeObj.w]))return 0;let l=!0;
t.edgeObj.w===n.edgeObj.w&&(l=!1);let f=l?(i=(r=e[t.edgeObj.v])==null?void 0:r.rank)!=null?i:NaN+1:(s=(o=e[t.edgeObj.w])==null?void 0:o.rank)!=null?s:NaN-1,h=Object.
entries(e).find(g=>{var w,v;return((w=g[1].edgeObj)==null?void 0:w.v)===t.edgeObj.v&&((v=g[1].edgeObj)==null?void 0:v.w)===t.edgeObj.w&&g[1].rank===f}),m=Object.
entries(e).find(g=>{var w,v;return((w=g[1].edgeObj)==null?void 0:w.v)===n.edgeObj.v&&((v=g[1].edgeObj)==null?void 0:v.w)===n.edgeObj.w&&g[1].rank===f});if(!h||!m)
return 0;let d=(a=h[1].order)!=null?a:NaN,p=(u=m[1].order)!=null?u:NaN;return isNaN(d-p)?0:d-p}var jf=class{constructor(){lf(this,"_sentinel");let e={};e._next=e._prev=e,this._sentinel=e}dequeue(){let e=this._sentinel,t=e._prev;if(t!==e)return Us(t),t}enqueue(e){
let t=this._sentinel;e._prev&&e._next&&Us(e),e._next=t._next,t._next._prev=e,t._next=e,e._prev=t}toString(){let e=[],t=this._sentinel,n=t._prev;for(;n!==t;)e.push(
JSON.stringify(n,Hf)),n=n._prev;return"["+e.join(", ")+"]"}};function Us(e){e._prev._next=e._next,e._next._prev=e._prev,delete e._next,delete e._prev}function Hf(e,t){
if(e!=="_next"&&e!=="_prev")return t}var Yf=jf,Bf=()=>1;function Wf(e,t){if(e.nodeCount()<=1)return[];let n=Xf(e,t||Bf);return Vf(n.graph,n.buckets,n.zeroIdx).flatMap(
r=>e.outEdges(r.v,r.w)||[])}function Vf(e,t,n){var r;let i=[],o=t[t.length-1],s=t[0],a;for(;e.nodeCount();){for(;a=s.dequeue();)Ei(e,t,n,a);for(;a=o.dequeue();)
Ei(e,t,n,a);if(e.nodeCount()){for(let u=t.length-2;u>0;--u)if(a=(r=t[u])==null?void 0:r.dequeue(),a){i=i.concat(Ei(e,t,n,a,!0)||[]);break}}}return i}function Ei(e,t,n,r,i){
let o=[],s=i?o:void 0;return(e.inEdges(r.v)||[]).forEach(a=>{let u=e.edge(a),l=e.node(a.v);i&&o.push({v:a.v,w:a.w}),l.out-=u,$i(t,n,l)}),(e.outEdges(r.v)||[]).forEach(
a=>{let u=e.edge(a),l=a.w,f=e.node(l);f.in-=u,$i(t,n,f)}),e.removeNode(r.v),s}function Xf(e,t){let n=new He,r=0,i=0;e.nodes().forEach(a=>{n.setNode(a,{v:a,in:0,
out:0})}),e.edges().forEach(a=>{let u=n.edge(a.v,a.w)||0,l=t(a),f=u+l;n.setEdge(a.v,a.w,f);let h=n.node(a.v),m=n.node(a.w);i=Math.max(i,h.out+=l),r=Math.max(r,m.
in+=l)});let o=Gf(i+r+3).map(()=>new Yf),s=r+1;return n.nodes().forEach(a=>{$i(o,s,n.node(a))}),{graph:n,buckets:o,zeroIdx:s}}function $i(e,t,n){var r,i,o;n.out?
n.in?(o=e[n.out-n.in+t])==null||o.enqueue(n):(i=e[e.length-1])==null||i.enqueue(n):(r=e[0])==null||r.enqueue(n)}function Gf(e){let t=[];for(let n=0;n<e;n++)t.push(
n);return t}function Zf(e,t){(e.graph().acyclicer==="greedy"?Wf(e,n(e)):Qf(e,t??null)).forEach(r=>{let i=e.edge(r);e.removeEdge(r),i.forwardName=r.name,i.reversed=
!0,e.setEdge(r.w,r.v,i,Li("rev"))});function n(r){return i=>r.edge(i).weight}}function Qf(e,t){let n=[],r={},i={};function o(u){Object.hasOwn(i,u)||(i[u]=!0,r[u]=
!0,e.outEdges(u).forEach(l=>{Object.hasOwn(r,l.w)?n.push(l):o(l.w)}),delete r[u])}function s(u){var l;Object.hasOwn(i,u)||(i[u]=!0,r[u]=!0,(l=e.outEdges(u))==null||
l.forEach(f=>{var h,m;Object.hasOwn(r,f.w)||((h=t.node(u))==null?void 0:h.rank)>((m=t.node(f.w))==null?void 0:m.rank)&&Jf(e,f.w,f)?n.push(f):s(f.w)}),delete r[u])}
let a=o;return t&&typeof t.node=="function"&&(a=s),e.sources().forEach(a),e.nodes().forEach(a),n}function Kf(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.reversed){
e.removeEdge(t);let r=n.forwardName;delete n.reversed,delete n.forwardName,e.setEdge(t.w,t.v,n,r)}})}function Jf(e,t,n){let r=new Set;function i(o){var s;if(e.sources().
includes(o))return!0;r.add(o);for(let a of(s=e.inEdges(o))!=null?s:[])if(!(a.v===n.v&&a.w===n.w)&&!r.has(a.v)&&i(a.v))return!0;return!1}return i(t)}function eh(e){
e.graph().dummyChains=[],e.edges().forEach(t=>th(e,t))}function th(e,t){let n=t.v,r=e.node(n).rank,i=t.w,o=e.node(i).rank,s=t.name,a=e.edge(t),u=a.labelRank;if(o===
r+1)return;e.removeEdge(t);let l,f,h;for(h=0,++r;r<o;++h,++r)a.points=[],f={width:0,height:0,edgeLabel:a,edgeObj:t,rank:r},l=Ht(e,"edge",f,"_d"),r===u&&(f.width=
a.width,f.height=a.height,f.dummy="edge-label",f.labelpos=a.labelpos),e.setEdge(n,l,{weight:a.weight},s),h===0&&e.graph().dummyChains.push(l),n=l;e.setEdge(n,i,
{weight:a.weight},s)}function nh(e){e.graph().dummyChains.forEach(t=>{let n=e.node(t),r=n.edgeLabel,i;for(e.setEdge(n.edgeObj,r);n.dummy;)i=e.successors(t)[0],e.
removeNode(t),r.points.push({x:n.x,y:n.y}),n.dummy==="edge-label"&&(r.x=n.x,r.y=n.y,r.width=n.width,r.height=n.height),t=i,n=e.node(t)})}function Fi(e){let t={};
function n(r){let i=e.node(r);if(Object.hasOwn(t,r))return i.rank;t[r]=!0;let o=e.outEdges(r),s=o?o.map(u=>u==null?Number.POSITIVE_INFINITY:n(u.w)-e.edge(u).minlen):
[],a=je(Math.min,s);return a===Number.POSITIVE_INFINITY&&(a=0),i.rank=a}e.sources().forEach(n)}function jt(e,t){return e.node(t.w).rank-e.node(t.v).rank-e.edge(
t).minlen}var pa=rh;function rh(e){let t=new He({directed:!1}),n=e.nodes();if(n.length===0)throw new Error("Graph must have at least one node");let r=n[0],i=e.nodeCount();
t.setNode(r,{});let o,s;for(;ih(t,e)<i&&(o=oh(t,e),!!o);)s=t.hasNode(o.v)?jt(e,o):-jt(e,o),sh(t,e,s);return t}function ih(e,t){function n(r){let i=t.nodeEdges(r);
i&&i.forEach(o=>{let s=o.v,a=r===s?o.w:s;!e.hasNode(a)&&!jt(t,o)&&(e.setNode(a,{}),e.setEdge(r,a,{}),n(a))})}return e.nodes().forEach(n),e.nodeCount()}function oh(e,t){
return t.edges().reduce((n,r)=>{let i=Number.POSITIVE_INFINITY;return e.hasNode(r.v)!==e.hasNode(r.w)&&(i=jt(t,r)),i<n[0]?[i,r]:n},[Number.POSITIVE_INFINITY,null])[1]}
function sh(e,t,n){e.nodes().forEach(r=>t.node(r).rank+=n)}var{preorder:ah,postorder:uh}=Ai,lh=wt;wt.initLowLimValues=Di;wt.initCutValues=Pi;wt.calcCutValue=ga;
wt.leaveEdge=ya;wt.enterEdge=va;wt.exchangeEdges=ba;function wt(e){e=Lf(e),Fi(e);let t=pa(e);Di(t),Pi(t,e);let n,r;for(;n=ya(t);)r=va(t,e,n),ba(t,e,n,r)}function Pi(e,t){
let n=uh(e,e.nodes());n=n.slice(0,n.length-1),n.forEach(r=>ch(e,t,r))}function ch(e,t,n){let r=e.node(n).parent,i=e.edge(n,r);i.cutvalue=ga(e,t,n)}function ga(e,t,n){
let r=e.node(n).parent,i=!0,o=t.edge(n,r),s=0;o||(i=!1,o=t.edge(r,n)),s=o.weight;let a=t.nodeEdges(n);return a&&a.forEach(u=>{let l=u.v===n,f=l?u.w:u.v;if(f!==r){
let h=l===i,m=t.edge(u).weight;if(s+=h?m:-m,hh(e,n,f)){let d=e.edge(n,f).cutvalue;s+=h?-d:d}}}),s}function Di(e,t){arguments.length<2&&(t=e.nodes()[0]),_a(e,{},
1,t)}function _a(e,t,n,r,i){let o=n,s=e.node(r);t[r]=!0;let a=e.neighbors(r);return a&&a.forEach(u=>{Object.hasOwn(t,u)||(n=_a(e,t,n,u,r))}),s.low=o,s.lim=n++,i?
s.parent=i:delete s.parent,n}function ya(e){return e.edges().find(t=>e.edge(t).cutvalue<0)}function va(e,t,n){let r=n.v,i=n.w;t.hasEdge(r,i)||(r=n.w,i=n.v);let o=e.
node(r),s=e.node(i),a=o,u=!1;return o.lim>s.lim&&(a=s,u=!0),t.edges().filter(l=>u===js(e,e.node(l.v),a)&&u!==js(e,e.node(l.w),a)).reduce((l,f)=>jt(t,f)<jt(t,l)?
f:l)}function ba(e,t,n,r){let i=n.v,o=n.w;e.removeEdge(i,o),e.setEdge(r.v,r.w,{}),Di(e),Pi(e,t),fh(e,t)}function fh(e,t){let n=e.nodes().find(i=>!e.node(i).parent);
if(!n)return;let r=ah(e,[n]);r=r.slice(1),r.forEach(i=>{let o=e.node(i).parent,s=t.edge(i,o),a=!1;s||(s=t.edge(o,i),a=!0),t.node(i).rank=t.node(o).rank+(a?s.minlen:
-s.minlen)})}function hh(e,t,n){return e.hasEdge(t,n)}function js(e,t,n){return n.low<=t.lim&&t.lim<=n.lim}var dh=mh;function mh(e){let t=e.graph().ranker;if(typeof t==
"function")return t(e);switch(t){case"network-simplex":Hs(e);break;case"tight-tree":gh(e);break;case"longest-path":ph(e);break;case"none":break;default:Hs(e)}}var ph=Fi;
function gh(e){Fi(e),pa(e)}function Hs(e){lh(e)}var _h=yh;function yh(e){let t=bh(e),n=e.graph();Array.isArray(n.dummyChains)&&n.dummyChains.forEach(r=>{let i=e.
node(r),o=i.edgeObj,s=vh(e,t,o.v,o.w),a=s.path,u=s.lca,l=0,f=a[l],h=!0;for(;r!==o.w;){if(i=e.node(r),h){for(;(f=a[l])!==u&&e.node(f).maxRank<i.rank;)l++;f===u&&
(h=!1)}if(!h){for(;l<a.length-1&&e.node(a[l+1]).minRank<=i.rank;)l++;f=a[l]}f!==void 0&&e.setParent(r,f),r=e.successors(r)[0]}})}function vh(e,t,n,r){let i=[],o=[],
s=Math.min(t[n].low,t[r].low),a=Math.max(t[n].lim,t[r].lim),u;u=n;do u=e.parent(u),i.push(u);while(u&&(t[u].low>s||a>t[u].lim));let l=u,f=r;for(;(f=e.parent(f))!==
l;)o.push(f);return{path:i.concat(o.reverse()),lca:l}}function bh(e){let t={},n=0;function r(i){let o=n;e.children(i).forEach(r),t[i]={low:o,lim:n++}}return e.children(
hr).forEach(r),t}function wh(e){let t=Ht(e,"root",{},"_root"),n=xh(e),r=Object.values(n),i=je(Math.max,r)-1,o=2*i+1;e.graph().nestingRoot=t,e.edges().forEach(a=>e.
edge(a).minlen*=o);let s=kh(e)+1;e.children(hr).forEach(a=>{wa(e,t,o,s,i,n,a)}),e.graph().nodeRankFactor=o}function wa(e,t,n,r,i,o,s){var a;let u=e.children(s);
if(!u.length){s!==t&&e.setEdge(t,s,{weight:0,minlen:n});return}let l=zs(e,"_bt"),f=zs(e,"_bb"),h=e.node(s);e.setParent(l,s),h.borderTop=l,e.setParent(f,s),h.borderBottom=
f,u.forEach(m=>{var d;wa(e,t,n,r,i,o,m);let p=e.node(m),g=p.borderTop?p.borderTop:m,w=p.borderBottom?p.borderBottom:m,v=p.borderTop?r:2*r,x=g!==w?1:i-((d=o[s])!=
null?d:0)+1;e.setEdge(l,g,{weight:v,minlen:x,nestingEdge:!0}),e.setEdge(w,f,{weight:v,minlen:x,nestingEdge:!0})}),e.parent(s)||e.setEdge(t,l,{weight:0,minlen:i+
((a=o[s])!=null?a:0)})}function xh(e){let t={};function n(r,i){let o=e.children(r);o&&o.length&&o.forEach(s=>n(s,i+1)),t[r]=i}return e.children(hr).forEach(r=>n(
r,1)),t}function kh(e){return e.edges().reduce((t,n)=>t+e.edge(n).weight,0)}function Mh(e){let t=e.graph();e.removeNode(t.nestingRoot),delete t.nestingRoot,e.edges().
forEach(n=>{e.edge(n).nestingEdge&&e.removeEdge(n)})}var Eh=Th;function Th(e){function t(n){let r=e.children(n),i=e.node(n);if(r.length&&r.forEach(t),i&&Object.
hasOwn(i,"minRank")){i.borderLeft=[],i.borderRight=[];for(let o=i.minRank,s=i.maxRank+1;o<s;++o)Ys(e,"borderLeft","_bl",n,i,o),Ys(e,"borderRight","_br",n,i,o)}}
e.children(hr).forEach(t)}function Ys(e,t,n,r,i,o){let s={width:0,height:0,rank:o,borderType:t},a=i[t][o-1],u=Ht(e,"border",s,n);i[t][o]=u,e.setParent(u,r),a&&e.
setEdge(a,u,{weight:1})}function Ch(e){var t;let n=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="lr"||n==="rl")&&xa(e)}function Sh(e){var t;let n=(t=
e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="bt"||n==="rl")&&Nh(e),(n==="lr"||n==="rl")&&($h(e),xa(e))}function xa(e){e.nodes().forEach(t=>Bs(e.node(t))),
e.edges().forEach(t=>Bs(e.edge(t)))}function Bs(e){let t=e.width;e.width=e.height,e.height=t}function Nh(e){e.nodes().forEach(t=>Ti(e.node(t))),e.edges().forEach(
t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(Ti),Object.hasOwn(r,"y")&&Ti(r)})}function Ti(e){e.y=-e.y}function $h(e){e.nodes().forEach(t=>Ci(e.node(
t))),e.edges().forEach(t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(Ci),Object.hasOwn(r,"x")&&Ci(r)})}function Ci(e){let t=e.x;e.x=e.y,e.y=t}function Oh(e,t=null){
let n={},r=e.nodes().filter(l=>!e.children(l).length),i=r.map(l=>e.node(l).rank),o=je(Math.max,i),s=bn(o+1).map(()=>[]);function a(l){if(n[l])return;n[l]=!0;let f=e.
node(l);s[f.rank].push(l);let h=e.successors(l);h&&[...h].sort((m,d)=>u(m,d)).forEach(a)}r.sort((l,f)=>e.node(l).rank-e.node(f).rank).forEach(a);function u(l,f){
let h=e.node(l),m=e.node(f);return ma(t,h,m)}return s}function Ih(e,t){let n=0;for(let r=1;r<t.length;++r)n+=Ah(e,t[r-1],t[r]);return n}function Ah(e,t,n){let r=Uf(
n,n.map((l,f)=>f)),i=t.flatMap(l=>{let f=e.outEdges(l);return f?f.map(h=>({pos:r[h.w],weight:e.edge(h).weight})).sort((h,m)=>h.pos-m.pos):[]}),o=1;for(;o<n.length;)
o<<=1;let s=2*o-1;o-=1;let a=new Array(s).fill(0),u=0;return i.forEach(l=>{let f=l.pos+o;a[f]+=l.weight;let h=0;for(;f>0;)f%2&&(h+=a[f+1]),f=f-1>>1,a[f]+=l.weight;
u+=l.weight*h}),u}function Lh(e,t=[]){return t.map(n=>{let r=e.inEdges(n);if(!r||!r.length)return{v:n};{let i=r.reduce((o,s)=>{let a=e.edge(s),u=e.node(s.v);return{
sum:o.sum+a.weight*u.order,weight:o.weight+a.weight}},{sum:0,weight:0});return{v:n,barycenter:i.sum/i.weight,weight:i.weight}}})}function Fh(e,t){let n={};e.forEach(
(i,o)=>{let s={indegree:0,in:[],out:[],vs:[i.v],i:o};i.barycenter!==void 0&&(s.barycenter=i.barycenter,s.weight=i.weight),n[i.v]=s}),t.edges().forEach(i=>{let o=n[i.
v],s=n[i.w];o!==void 0&&s!==void 0&&(s.indegree++,o.out.push(s))});let r=Object.values(n).filter(i=>!i.indegree);return Ph(r)}function Ph(e){let t=[];function n(i){
return o=>{o.merged||(o.barycenter===void 0||i.barycenter===void 0||o.barycenter>=i.barycenter)&&Dh(i,o)}}function r(i){return o=>{o.in.push(i),--o.indegree===0&&
e.push(o)}}for(;e.length;){let i=e.pop();t.push(i),i.in.reverse().forEach(n(i)),i.out.forEach(r(i))}return t.filter(i=>!i.merged).map(i=>lr(i,["vs","i","barycen\
ter","weight"]))}function Dh(e,t){let n=0,r=0;e.weight&&(n+=e.barycenter*e.weight,r+=e.weight),t.weight&&(n+=t.barycenter*t.weight,r+=t.weight),e.vs=t.vs.concat(
e.vs),e.barycenter=n/r,e.weight=r,e.i=Math.min(t.i,e.i),t.merged=!0}function Rh(e,t,n,r,i){let o={},s=null,a=null,u=i;typeof t=="boolean"?(u=t,o={}):t&&(o=t,s=n??
null,a=r??null);let l=Rf(e,v=>Object.hasOwn(v,"barycenter")),f=l.lhs,h=l.rhs.sort((v,x)=>x.i-v.i),m=[],d=0,p=0,g=0;f.sort(qh(a,s,!!u));for(let[v,x]of Object.entries(
o)){let M=f.findIndex(k=>k.vs[0]===v);f.splice(M+1,0,x)}g=Ws(m,h,g),f.forEach(v=>{g+=v.vs.length,m.push(v.vs),d+=v.barycenter*v.weight,p+=v.weight,g=Ws(m,h,g)});
let w={vs:m.flat(1)};return p&&(w.barycenter=d/p,w.weight=p),w}function Ws(e,t,n){let r;for(;t.length&&(r=t[t.length-1]).i<=n;)t.pop(),e.push(r.vs),n++;return n}
function qh(e,t,n){return(r,i)=>{if(r.barycenter<i.barycenter)return-1;if(r.barycenter>i.barycenter)return 1;if(e&&(typeof r.vs[0]=="string"||typeof i.vs[0]=="s\
tring")){let o=e.node(r.vs[0]),s=e.node(i.vs[0]),a=ma(t,o,s);if(a!==0)return a}return n?i.i-r.i:r.i-i.i}}function ka(e,t,n,r,i){var o,s,a,u,l,f,h,m,d,p,g;let w=null,
v=i;typeof r=="boolean"?(v=r,w=null):r!==void 0&&(w=r);let x=e.children(t),M=e.node(t),k=M?M.borderLeft:void 0,F=M?M.borderRight:void 0,N={};k&&(x=x.filter(L=>L!==
k&&L!==F));let j=Lh(e,x);j.forEach(L=>{if(e.children(L.v).length){let{result:z}=ka(e,L.v,n,w,v);N[L.v]=z,Object.hasOwn(z,"barycenter")&&Uh(L,z)}});let q=Fh(j,n);
zh(q,N);let W={},V=!1;for(let L=0;L<q.length;L++)for(let z=L+1;z<q.length;z++)if(!(!q[L]||!q[z]||!((o=q[L])!=null&&o.barycenter)||!((s=q[z])!=null&&s.barycenter))&&
((a=q[L])==null?void 0:a.barycenter)===q[z].barycenter){let y=(l=(u=q[L])==null?void 0:u.vs[0])!=null?l:"",_=(h=(f=q[z])==null?void 0:f.vs[0])!=null?h:"",b=e.node(
y),E=e.node(_);if(b.dummy==="edge"&&E.dummy==="edge"&&((m=b.edgeObj)==null?void 0:m.v)===((d=E.edgeObj)==null?void 0:d.v)&&((p=b.edgeObj)==null?void 0:p.w)===((g=
E.edgeObj)==null?void 0:g.w))if(b.edgeLabel.reversed){W[_]=q[L],q.splice(L,1),L--;break}else W[y]||(W[y]=q[z],q.splice(z,1),z--);else V=!0}let Y=Rh(q,W,w,e,v);if(k&&
F){Y.vs=[k,Y.vs,F].flat(1);let L=e.predecessors(k);if(L&&L.length){let z=e.node(L[0]),y=e.predecessors(F),_=e.node(y[0]);Object.hasOwn(Y,"barycenter")||(Y.barycenter=
0,Y.weight=0),Y.barycenter=(Y.barycenter*Y.weight+z.order+_.order)/(Y.weight+2),Y.weight+=2}}return Object.defineProperty(Y,"result",{value:Y,enumerable:!1,configurable:!0,
writable:!0}),Object.defineProperty(Y,"usedBias",{value:V,enumerable:!1,configurable:!0,writable:!0}),Y}function zh(e,t){e.forEach(n=>{n.vs=n.vs.flatMap(r=>t[r]?
t[r].vs:r)})}function Uh(e,t){e.barycenter!==void 0?(e.barycenter=(e.barycenter*e.weight+t.barycenter*t.weight)/(e.weight+t.weight),e.weight+=t.weight):(e.barycenter=
t.barycenter,e.weight=t.weight)}function jh(e,t,n,r){r||(r=e.nodes());let i=Hh(e),o=new He({compound:!0}).setGraph({root:i}).setDefaultNodeLabel(s=>e.node(s));return r.
forEach(s=>{let a=e.node(s),u=e.parent(s);if(a.rank===t||a.minRank<=t&&t<=a.maxRank){o.setNode(s),o.setParent(s,u||i);let l=e[n](s);l&&l.forEach(f=>{let h=f.v===
s?f.w:f.v,m=o.edge(h,s),d=m!==void 0?m.weight:0;o.setEdge(h,s,{weight:e.edge(f).weight+d})}),Object.hasOwn(a,"minRank")&&o.setNode(s,{borderLeft:a.borderLeft[t],
borderRight:a.borderRight[t]})}}),o}function Hh(e){let t;for(;e.hasNode(t=Li("_root")););return t}function Yh(e,t,n){let r={},i;n.forEach(o=>{let s=e.parent(o),
a,u;for(;s;){if(a=e.parent(s),a?(u=r[a],r[a]=s):(u=i,i=s),u&&u!==s){t.setEdge(u,s);return}s=a}})}function Ma(e,t={},n=null){if(typeof t.customOrder=="function"){
t.customOrder(e,Ma);return}let r=da(e),i=Vs(e,bn(1,r+1),"inEdges"),o=Vs(e,bn(r-1,-1,-1),"outEdges"),s=Oh(e,n);if(Xs(e,s),t.disableOptimalOrderHeuristic)return;let a=Number.
POSITIVE_INFINITY,u,l=t.constraints||[];for(let f=0,h=0;h<4;++f,++h){Bh(f%2?i:o,f%4>=2,l,n),s=cr(e);let m=Ih(e,s);m<a?(h=0,u=Object.assign({},s),a=m):m===a&&(u=
structuredClone(s))}Xs(e,u)}function Vs(e,t,n){let r=new Map,i=(o,s)=>{r.has(o)||r.set(o,[]),r.get(o).push(s)};for(let o of e.nodes()){let s=e.node(o);if(typeof s.
rank=="number"&&i(s.rank,o),typeof s.minRank=="number"&&typeof s.maxRank=="number")for(let a=s.minRank;a<=s.maxRank;a++)a!==s.rank&&i(a,o)}return t.map(function(o){
return jh(e,o,n,r.get(o)||[])})}function Bh(e,t,n,r){let i=!0,o=new He;e.forEach(function(s){n.forEach(f=>o.setEdge(f.left,f.right));let a=s.graph().root,{result:u,
usedBias:l}=ka(s,a,o,r,i);t&&l&&(i=!i),u.vs.forEach((f,h)=>s.node(f).order=h),Yh(s,o,u.vs)})}function Xs(e,t){Object.values(t).forEach(n=>n.forEach((r,i)=>e.node(
r).order=i))}function Wh(e,t){let n={};function r(i,o){let s=0,a=0,u=i.length,l=o[o.length-1];return o.forEach((f,h)=>{let m=Xh(e,f),d=m?e.node(m).order:u;(m||f===
l)&&(o.slice(a,h+1).forEach(p=>{let g=e.predecessors(p);g&&g.forEach(w=>{let v=e.node(w),x=v.order;(x<s||d<x)&&!(v.dummy&&e.node(p).dummy)&&Ea(n,w,p)})}),a=h+1,
s=d)}),o}return t.length&&t.reduce(r),n}function Vh(e,t){let n={};function r(s){var a;return((a=e.node(s))==null?void 0:a.dummy)==="border"}if(!e.nodes().some(r))
return n;function i(s,a,u,l,f){bn(a,u).forEach(h=>{let m=s[h];if(m!==void 0&&e.node(m).dummy){let d=e.predecessors(m);d&&d.forEach(p=>{if(p===void 0)return;let g=e.
node(p);g.dummy&&(g.order<l||g.order>f)&&Ea(n,p,m)})}})}function o(s,a){let u=-1,l=-1,f=0;return a.forEach((h,m)=>{if(r(h)){let d=e.predecessors(h);if(d&&d.length){
let p=d[0];if(p===void 0)return;l=e.node(p).order,i(a,f,m,u,l),f=m,u=l}}i(a,f,a.length,l,s.length)}),a}return t.length&&t.reduce(o),n}function Xh(e,t){if(e.node(
t).dummy){let n=e.predecessors(t);if(n)return n.find(r=>e.node(r).dummy)}}function Ea(e,t,n){if(t>n){let i=t;t=n,n=i}let r=e[t];r||(e[t]=r={}),r[n]=!0}function Gh(e,t,n){
if(t>n){let i=t;t=n,n=i}let r=e[t];return r!==void 0&&Object.hasOwn(r,n)}function Zh(e,t,n,r,i){let o={},s={},a={};return t.forEach(u=>{u.forEach((l,f)=>{o[l]=l,
s[l]=l,a[l]=f})}),t.forEach(u=>{let l=-1,f=-1,h=!1,m=u,d=u.findIndex(p=>i?.includes(p)||Gs(p,e,i));d>0&&(m=[u[d],...u.slice(0,d),...u.slice(d+1)],h=!0),m.forEach(
p=>{var g;let w=r(p);if(w&&w.length){i!=null&&i.includes(p)&&(w=w.filter(M=>Gs(M,e,i)));let v=w.sort((M,k)=>{let F=a[M],N=a[k];return(F!==void 0?F:0)-(N!==void 0?
N:0)}),x=(v.length-1)/2;for(let M=Math.floor(x),k=Math.ceil(x);M<=k;++M){let F=v[M];if(F===void 0)continue;let N=a[F];if(N!==void 0&&s[p]===p&&l<N&&a[F]!==f&&!Gh(
n,p,F)){let j=o[F];j!==void 0&&(s[F]=p,s[p]=o[p]=j,l=N,h&&(l=-1,f=(g=a[F])!=null?g:-1,h=!1))}}}})}),{root:o,align:s}}function Qh(e,t,n,r,i=!1){let o={},s=Kh(e,t,
n,i),a=i?"borderLeft":"borderRight";function u(d,p){let g=s.nodes().slice(),w={},v=g.pop();for(;v;){if(w[v])d(v);else{w[v]=!0,g.push(v);for(let x of p(v))g.push(
x)}v=g.pop()}}function l(d){let p=s.inEdges(d);p?o[d]=p.reduce((g,w)=>{var v;let x=(v=o[w.v])!=null?v:0,M=s.edge(w);return Math.max(g,x+(M!==void 0?M:0))},0):o[d]=
0}function f(d){let p=s.outEdges(d),g=Number.POSITIVE_INFINITY;p&&(g=p.reduce((v,x)=>{let M=o[x.w],k=s.edge(x);return Math.min(v,(M!==void 0?M:0)-(k!==void 0?k:
0))},Number.POSITIVE_INFINITY));let w=e.node(d);g!==Number.POSITIVE_INFINITY&&w.borderType!==a&&(o[d]=Math.max(o[d]!==void 0?o[d]:0,g))}function h(d){return s.predecessors(
d)||[]}function m(d){return s.successors(d)||[]}return u(l,h),u(f,m),Object.keys(r).forEach(d=>{var p;let g=n[d];g!==void 0&&(o[d]=(p=o[g])!=null?p:0)}),o}function Kh(e,t,n,r){
let i=new He,o=e.graph(),s=rd(o.nodesep,o.edgesep,r);return t.forEach(a=>{let u;a.forEach(l=>{let f=n[l];if(f!==void 0){if(i.setNode(f),u!==void 0){let h=n[u];if(h!==
void 0){let m=i.edge(h,f);i.setEdge(h,f,Math.max(s(e,l,u),m||0))}}u=l}})}),i}function Jh(e,t){return Object.values(t).reduce((n,r)=>{let i=Number.NEGATIVE_INFINITY,
o=Number.POSITIVE_INFINITY;Object.entries(r).forEach(([a,u])=>{let l=id(e,a)/2;i=Math.max(u+l,i),o=Math.min(u-l,o)});let s=i-o;return s<n[0]&&(n=[s,r]),n},[Number.
POSITIVE_INFINITY,null])[1]}function ed(e,t){let n=Object.values(t),r=je(Math.min,n),i=je(Math.max,n);["u","d"].forEach(o=>{["l","r"].forEach(s=>{let a=o+s,u=e[a];
if(!u||u===t)return;let l=Object.values(u),f=r-je(Math.min,l);s!=="l"&&(f=i-je(Math.max,l)),f&&(e[a]=fr(u,h=>h+f))})})}function td(e,t=void 0){let n=e.ul;return n?
fr(n,(r,i)=>{var o,s;if(t){let u=t.toLowerCase(),l=e[u];if(l&&l[i]!==void 0)return l[i]}let a=Object.values(e).map(u=>{let l=u[i];return l!==void 0?l:0}).sort((u,l)=>u-
l);return(((o=a[1])!=null?o:0)+((s=a[2])!=null?s:0))/2}):{}}function nd(e,t){let n=cr(e),r=Object.assign(Wh(e,n),Vh(e,n)),i={},o;["u","d"].forEach(a=>{o=a==="u"?
n:Object.values(n).reverse(),["l","r"].forEach(u=>{u==="r"&&(o=o.map(h=>Object.values(h).reverse()));let l=Zh(e,o,r,h=>(a==="u"?e.predecessors(h):e.successors(h))||
[],t),f=Qh(e,o,l.root,l.align,u==="r");u==="r"&&(f=fr(f,h=>-h)),i[a+u]=f})});let s=Jh(e,i);return ed(i,s),td(i,e.graph().align)}function rd(e,t,n){return(r,i,o)=>{
let s=r.node(i),a=r.node(o),u=0,l;if(u+=s.width/2,Object.hasOwn(s,"labelpos"))switch(s.labelpos.toLowerCase()){case"l":l=-s.width/2;break;case"r":l=s.width/2;break}
if(l&&(u+=n?l:-l),l=void 0,u+=(s.dummy?t:e)/2,u+=(a.dummy?t:e)/2,u+=a.width/2,Object.hasOwn(a,"labelpos"))switch(a.labelpos.toLowerCase()){case"l":l=a.width/2;break;case"\
r":l=-a.width/2;break}return l&&(u+=n?l:-l),u}}function id(e,t){return e.node(t).width}function Gs(e,t,n){var r;if(!n)return!1;let i=(r=t.node(e))==null?void 0:
r.edgeObj;if(!i||t.node(e).edgeLabel.reversed)return!1;let o=n.indexOf(i?.v),s=n.indexOf(i?.w);return o!==-1&&s!==-1&&o===(s+1)%n.length||o===(s-1)%n.length}function od(e,t){
e=fa(e),sd(e),Object.entries(nd(e,t)).forEach(([n,r])=>e.node(n).x=r)}function sd(e){let t=cr(e),n=e.graph(),r=n.ranksep,i=n.rankalign,o=0;t.forEach(s=>{let a=s.
reduce((u,l)=>{var f;let h=(f=e.node(l).height)!=null?f:0;return u>h?u:h},0);s.forEach(u=>{let l=e.node(u);i==="top"?l.y=o+l.height/2:i==="bottom"?l.y=o+a-l.height/
2:l.y=o+a/2}),o+=a+r})}var Zs=new WeakMap;function Ta(e,t={}){return Ca(e,qf,t),e}function Qs(e,t,n){let r=t;for(;r!==void 0;){let i=e.parent(r);if(i===n)return r;
r=i}}function Ca(e,t,n){var r;let i=e.nodes().filter(x=>e.children(x).length),o={};i.forEach(x=>{let M=e.node(x);if(M&&M.rankdir){let k=new He({multigraph:!0,compound:!0});
k.setGraph({rankdir:M.rankdir});let F=e.children(x);F.forEach(y=>{let _={...e.node(y)};k.setNode(y,_);let b=e.parent(y);b&&b!==x&&F.includes(b)&&k.setParent(y,b)});
let N=new Set;e.edges().forEach(y=>{let _=Qs(e,y.v,x),b=Qs(e,y.w,x);if(_===y.v&&b===y.w)k.setEdge(y,{...e.edge(y)});else if(_&&b&&_!==b){let E=`${_}\0${b}`;N.has(
E)||(N.add(E),k.setEdge(_,b,{...e.edge(y)}))}}),Ca(k,t,n);let j=na(k);Js(j,t,n,null),ea(k,j);let q=1/0,W=1/0,V=-1/0,Y=-1/0;k.nodes().forEach(y=>{if(y===x)return;
let _=k.node(y);_&&typeof _.x=="number"&&typeof _.y=="number"&&typeof _.width=="number"&&typeof _.height=="number"&&(q=Math.min(q,_.x-_.width/2),V=Math.max(V,_.
x+_.width/2),W=Math.min(W,_.y-_.height/2),Y=Math.max(Y,_.y+_.height/2))}),(!isFinite(q)||!isFinite(W)||!isFinite(V)||!isFinite(Y))&&(q=W=0,V=Y=0);let L=V-q,z=Y-
W;o[x]={minX:q,minY:W,maxX:V,maxY:Y,width:L,height:z,offsetX:q,offsetY:W},M._dagreClusterSubgraph=k}});let s=[],a=x=>{let M=[],k=(e.children(x)||[]).filter(F=>F!==
x);for(;k.length>0;){let F=k.shift();M.push(F),(e.children(F)||[]).filter(N=>N!==F).forEach(N=>k.push(N))}return M},u=new Map;i.forEach(x=>{let M=e.node(x);M&&M.
rankdir&&o[x]&&u.set(x,(e.children(x)||[]).filter(k=>k!==x))});let l=new Set([...u.values()].flat()),f=new Map;u.forEach((x,M)=>{l.has(M)||f.set(M,a(M))});let h=new Set(
[...f.values()].flat()),m=x=>{for(let[M,k]of f)if(k.includes(x))return M;return x},d=[];e.edges().forEach(x=>{(h.has(x.v)||h.has(x.w))&&d.push({edge:x,label:e.edge(
x)})});let p=new Map;h.forEach(x=>{let M=e.parent(x);p.set(x,typeof M=="string"?M:void 0)}),f.forEach((x,M)=>{let k=e.node(M),F=[];x.forEach(q=>{let W=e.node(q);
W&&(F.push({id:q,node:W,parent:p.get(q)}),e.removeNode(q))});let N=d.filter(({edge:q})=>x.includes(q.v)||x.includes(q.w)),j=o[M];k&&(s.push({clusterId:M,subgraph:k.
_dagreClusterSubgraph,bounds:j,children:x,removedNodes:F,removedEdges:N}),k.width=j.width,k.height=j.height)});let g=new Set;d.forEach(({edge:x,label:M})=>{let k=m(
x.v),F=m(x.w);if(k!==F&&e.hasNode(k)&&e.hasNode(F)){let N=`${k}\0${F}`;g.has(N)||(g.add(N),e.setEdge(k,F,{...M,width:0,height:0}))}});let w=na(e),v=Js(w,t,n,(r=
Zs.get(e))!=null?r:null);Zs.set(e,v),ea(e,w),g.forEach(x=>{let M=x.indexOf("\0"),k=x.slice(0,M),F=x.slice(M+1);e.hasEdge(k,F)&&e.removeEdge(k,F)}),s.forEach(({clusterId:x,
subgraph:M,bounds:k,removedNodes:F,removedEdges:N})=>{var j,q;let W=e.node(x),V=(j=W?.x)!=null?j:0,Y=(q=W?.y)!=null?q:0,L=(k.minX+k.maxX)/2,z=(k.minY+k.maxY)/2;
F.forEach(({id:y,node:_,parent:b})=>{e.setNode(y,_),b!==void 0&&e.setParent(y,b)}),N.forEach(({edge:y,label:_})=>{e.setEdge(y,_)}),M.nodes().forEach(y=>{if(y===
x)return;let _=M.node(y),b=e.node(y);b&&_&&typeof _.x=="number"&&typeof _.y=="number"&&(b.x=V+(_.x-L),b.y=Y+(_.y-z))}),Ks(e,M,V-L,Y-z),delete W._dagreClusterSubgraph}),
i.forEach(x=>{var M,k;let F=e.node(x),N=o[x];if(F&&F.rankdir&&F._dagreClusterSubgraph&&N){let j=F._dagreClusterSubgraph,q=(M=F.x)!=null?M:0,W=(k=F.y)!=null?k:0,
V=(N.minX+N.maxX)/2,Y=(N.minY+N.maxY)/2;j.nodes().forEach(L=>{if(L===x)return;let z=j.node(L),y=e.node(L);if(y&&z&&typeof z.x=="number"&&typeof z.y=="number"){let _=z.
x-V,b=z.y-Y;y.x=q+_,y.y=W+b}}),Ks(e,j,q-V,W-Y),delete F._dagreClusterSubgraph}})}function Ks(e,t,n,r){t.edges().forEach(i=>{if(!e.hasEdge(i))return;let o=t.edge(
i),s=e.edge(i);s.points=o.points.map(a=>({x:a.x+n,y:a.y+r})),Object.hasOwn(o,"x")&&(s.x=o.x+n,s.y=o.y+r)})}function Js(e,t,n,r=null){var i,o;let s=n?.useDynamic!==
!1,a=s&&(i=r?.graph)!=null?i:null,u=s&&(o=r?.rawNodes)!=null?o:null;t("    makeSpaceForEdgeLabels",()=>md(e)),t("    removeSelfEdges",()=>kd(e)),t("    acyclic",
()=>Zf(e,a)),t("    nestingGraph.run",()=>wh(e)),t("    rank",()=>dh(fa(e))),t("    injectEdgeLabelProxies",()=>pd(e)),t("    removeEmptyRanks",()=>Pf(e)),t("  \
  nestingGraph.cleanup",()=>Mh(e)),t("    normalizeRanks",()=>Ff(e)),t("    assignRankMinMax",()=>gd(e)),t("    removeEdgeLabelProxies",()=>_d(e)),t("    normal\
ize.run",()=>eh(e)),t("    parentDummyChains",()=>_h(e)),t("    addBorderSegments",()=>Eh(e)),t("    order",()=>Ma(e,n,u)),t("    insertSelfEdges",()=>Md(e)),t(
"    adjustCoordinateSystem",()=>Ch(e)),t("    position",()=>od(e,n.corePath)),t("    positionSelfEdges",()=>Ed(e));let l=JSON.parse(JSON.stringify(e._nodes));return t(
"    removeBorderNodes",()=>xd(e)),t("    normalize.undo",()=>nh(e)),t("    fixupEdgeLabelCoords",()=>bd(e)),t("    undoCoordinateSystem",()=>Sh(e)),t("    tran\
slateGraph",()=>yd(e)),t("    assignNodeIntersects",()=>vd(e)),t("    reversePoints",()=>wd(e)),t("    acyclic.undo",()=>Kf(e)),{graph:e,rawNodes:l}}function ea(e,t){
e.nodes().forEach(n=>{let r=e.node(n),i=t.node(n);r&&(r.x=i.x,r.y=i.y,r.order=i.order,r.rank=i.rank,t.children(n).length&&(r.width=i.width,r.height=i.height))}),
e.edges().forEach(n=>{let r=e.edge(n),i=t.edge(n);r.points=i.points,Object.hasOwn(i,"x")&&(r.x=i.x,r.y=i.y)}),e.graph().width=t.graph().width,e.graph().height=t.
graph().height}var ad=["nodesep","edgesep","ranksep","marginx","marginy"],ud={ranksep:50,edgesep:20,nodesep:50,rankdir:"TB",rankalign:"center"},ld=["acyclicer",
"ranker","rankdir","align","rankalign"],cd=["width","height","rank"],ta={width:0,height:0},fd=["minlen","weight","width","height","labeloffset"],hd={minlen:1,weight:1,
width:0,height:0,labeloffset:10,labelpos:"r"},dd=["labelpos"];function na(e){let t=new He({multigraph:!0,compound:!0}),n=Ni(e.graph());return t.setGraph(Object.
assign({},ud,Si(n,ad),lr(n,ld))),e.nodes().forEach(r=>{let i=Ni(e.node(r)),o=Si(i,cd);Object.keys(ta).forEach(a=>{o[a]===void 0&&(o[a]=ta[a])}),t.setNode(r,o);let s=e.
parent(r);s!==void 0&&t.setParent(r,s)}),e.edges().forEach(r=>{let i=Ni(e.edge(r));t.setEdge(r,Object.assign({},hd,Si(i,fd),lr(i,dd)))}),t}function md(e){let t=e.
graph();t.ranksep/=2,e.edges().forEach(n=>{var r;let i=e.edge(n);i.minlen*=2,((r=i.labelpos)!=null?r:"r").toLowerCase()!=="c"&&(t.rankdir==="TB"||t.rankdir==="B\
T"?i.width+=i.labeloffset:i.height+=i.labeloffset)})}function pd(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.width&&n.height){let r=e.node(t.v),i={rank:(e.node(
t.w).rank-r.rank)/2+r.rank,e:t};Ht(e,"edge-proxy",i,"_ep")}})}function gd(e){let t=0;e.nodes().forEach(n=>{let r=e.node(n);r.borderTop&&(r.minRank=e.node(r.borderTop).
rank,r.maxRank=e.node(r.borderBottom).rank,t=Math.max(t,r.maxRank))}),e.graph().maxRank=t}function _d(e){e.nodes().forEach(t=>{let n=e.node(t);if(n.dummy==="edg\
e-proxy"){let r=n;e.edge(r.e).labelRank=n.rank,e.removeNode(t)}})}function yd(e){let t=Number.POSITIVE_INFINITY,n=0,r=Number.POSITIVE_INFINITY,i=0,o=e.graph(),s=o.
marginx||0,a=o.marginy||0;function u(l){let f=l.x,h=l.y,m=l.width,d=l.height;t=Math.min(t,f-m/2),n=Math.max(n,f+m/2),r=Math.min(r,h-d/2),i=Math.max(i,h+d/2)}e.nodes().
forEach(l=>u(e.node(l))),e.edges().forEach(l=>{let f=e.edge(l);Object.hasOwn(f,"x")&&u(f)}),t-=s,r-=a,e.nodes().forEach(l=>{let f=e.node(l);f.x-=t,f.y-=r}),e.edges().
forEach(l=>{let f=e.edge(l);f.points.forEach(h=>{h.x-=t,h.y-=r}),Object.hasOwn(f,"x")&&(f.x-=t),Object.hasOwn(f,"y")&&(f.y-=r)}),o.width=n-t+s,o.height=i-r+a}function vd(e){
e.edges().forEach(t=>{if(t.v===t.w)return;let n=e.edge(t),r=e.node(t.v),i=e.node(t.w),o,s;n.points?(o=n.points[0],s=n.points[n.points.length-1]):(n.points=[],o=
i,s=r),n.points.unshift(qs(r,o)),n.points.push(qs(i,s))})}function bd(e){e.edges().forEach(t=>{let n=e.edge(t);if(Object.hasOwn(n,"x"))switch((n.labelpos==="l"||
n.labelpos==="r")&&(n.width-=n.labeloffset),n.labelpos){case"l":n.x-=n.width/2+n.labeloffset;break;case"r":n.x+=n.width/2+n.labeloffset;break}})}function wd(e){
e.edges().forEach(t=>{let n=e.edge(t);n.reversed&&n.points.reverse()})}function xd(e){e.nodes().forEach(t=>{if(e.children(t).length){let n=e.node(t),r=e.node(n.
borderTop),i=e.node(n.borderBottom),o=e.node(n.borderLeft[n.borderLeft.length-1]),s=e.node(n.borderRight[n.borderRight.length-1]);n.width=Math.abs(s.x-o.x),n.height=
Math.abs(i.y-r.y),n.x=o.x+n.width/2,n.y=r.y+n.height/2}}),e.nodes().forEach(t=>{e.node(t).dummy==="border"&&e.removeNode(t)})}function kd(e){e.edges().forEach(t=>{
if(t.v===t.w){let n=e.node(t.v);n.selfEdges||(n.selfEdges=[]),n.selfEdges.push({e:t,label:e.edge(t)}),e.removeEdge(t)}})}function Md(e){cr(e).forEach(t=>{let n=0;
t.forEach((r,i)=>{let o=e.node(r);typeof o.rank!="number"&&(o.rank=0),o.order=i+n,(o.selfEdges||[]).forEach(s=>{Ht(e,"selfedge",{width:s.label.width,height:s.label.
height,rank:o.rank,order:i+ ++n,e:s.e,edgeLabel:s.label},"_se"),(!Array.isArray(s.label.points)||s.label.points.length!==7)&&(s.label.points=[{x:0,y:-10},{x:0,y:-10},
{x:0,y:0},{x:0,y:10},{x:0,y:10},{x:0,y:0},{x:0,y:0}])}),delete o.selfEdges})})}function Ed(e){e.nodes().forEach(t=>{let n=e.node(t),r=i=>typeof i=="number"&&isFinite(
i);if(n.dummy==="selfedge"){let i=n,o=e.node(i.e.v),s=r(o?.x)?o.x:0,a=r(o?.y)?o.y:0,u=r(o?.width)?o.width:0,l=r(o?.height)?o.height:0,f=r(n.x)?n.x:s,h=r(n.y)?n.
y:a,m=u/2,d=l/2;i.edgeLabel.points=[{x:f+m,y:h-d},{x:f+m,y:h-d},{x:f,y:h},{x:f-m,y:h+d},{x:f-m,y:h+d},{x:f,y:h},{x:f,y:h}],i.edgeLabel.x=f,i.edgeLabel.y=h,e.setEdge(
i.e,i.edgeLabel),e.removeNode(t)}else n&&Array.isArray(n.selfEdges)&&n.selfEdges.forEach(i=>{if(!Array.isArray(i.label.points)||i.label.points.length!==7){let o=r(
n.x)?n.x:0,s=r(n.y)?n.y:0,a=r(n.width)?n.width:0,u=r(n.height)?n.height:0,l=a/2,f=u/2;i.label.points=[{x:o+l,y:s-f},{x:o+l,y:s-f},{x:o,y:s},{x:o-l,y:s+f},{x:o-l,
y:s+f},{x:o,y:s},{x:o,y:s}]}})})}function Si(e,t){return fr(lr(e,t),Number)}function Ni(e){let t={};return e&&Object.entries(e).forEach(([n,r])=>{typeof n=="str\
ing"&&(n=n.toLowerCase()),t[n]=r}),t}var Ri="http://www.w3.org/1999/xhtml",Sa={svg:"http://www.w3.org/2000/svg",xhtml:Ri,xlink:"http://www.w3.org/1999/xlink",xml:"http://www.w3.org/XML/1998/namespa\
ce",xmlns:"http://www.w3.org/2000/xmlns/"};function wn(e){var t=e+="",n=t.indexOf(":");return n>=0&&(t=e.slice(0,n))!=="xmlns"&&(e=e.slice(n+1)),Sa.hasOwnProperty(
t)?{space:Sa[t],local:e}:e}function Td(e){return function(){var t=this.ownerDocument,n=this.namespaceURI;return n===Ri&&t.documentElement.namespaceURI===Ri?t.createElement(
e):t.createElementNS(n,e)}}function Cd(e){return function(){return this.ownerDocument.createElementNS(e.space,e.local)}}function Na(e){var t=wn(e);return(t.local?
Cd:Td)(t)}function Sd(){}function mr(e){return e==null?Sd:function(){return this.querySelector(e)}}function Nd(e){typeof e!="function"&&(e=mr(e));for(var t=this.
_groups,n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=new Array(s),u,l,f=0;f<s;++f)(u=o[f])&&(l=e.call(u,u.__data__,f,o))&&("__data__"in
u&&(l.__data__=u.__data__),a[f]=l);return new Te(r,this._parents)}function $d(e){return e==null?[]:Array.isArray(e)?e:Array.from(e)}function Od(){return[]}function zi(e){
return e==null?Od:function(){return this.querySelectorAll(e)}}function Id(e){return function(){return $d(e.apply(this,arguments))}}function Ad(e){typeof e=="fun\
ction"?e=Id(e):e=zi(e);for(var t=this._groups,n=t.length,r=[],i=[],o=0;o<n;++o)for(var s=t[o],a=s.length,u,l=0;l<a;++l)(u=s[l])&&(r.push(e.call(u,u.__data__,l,s)),
i.push(u));return new Te(r,i)}function Ui(e){return function(){return this.matches(e)}}function $a(e){return function(t){return t.matches(e)}}var Ld=Array.prototype.
find;function Fd(e){return function(){return Ld.call(this.children,e)}}function Pd(){return this.firstElementChild}function Dd(e){return this.select(e==null?Pd:
Fd(typeof e=="function"?e:$a(e)))}var Rd=Array.prototype.filter;function qd(){return Array.from(this.children)}function zd(e){return function(){return Rd.call(this.
children,e)}}function Ud(e){return this.selectAll(e==null?qd:zd(typeof e=="function"?e:$a(e)))}function jd(e){typeof e!="function"&&(e=Ui(e));for(var t=this._groups,
n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=[],u,l=0;l<s;++l)(u=o[l])&&e.call(u,u.__data__,l,o)&&a.push(u);return new Te(r,this._parents)}
function Oa(e){return new Array(e.length)}function Hd(){return new Te(this._enter||this._groups.map(Oa),this._parents)}function dr(e,t){this.ownerDocument=e.ownerDocument,
this.namespaceURI=e.namespaceURI,this._next=null,this._parent=e,this.__data__=t}dr.prototype={constructor:dr,appendChild:function(e){return this._parent.insertBefore(
e,this._next)},insertBefore:function(e,t){return this._parent.insertBefore(e,t)},querySelector:function(e){return this._parent.querySelector(e)},querySelectorAll:function(e){
return this._parent.querySelectorAll(e)}};function Yd(e){return function(){return e}}function Bd(e,t,n,r,i,o){for(var s=0,a,u=t.length,l=o.length;s<l;++s)(a=t[s])?
(a.__data__=o[s],r[s]=a):n[s]=new dr(e,o[s]);for(;s<u;++s)(a=t[s])&&(i[s]=a)}function Wd(e,t,n,r,i,o,s){var a,u,l=new Map,f=t.length,h=o.length,m=new Array(f),d;
for(a=0;a<f;++a)(u=t[a])&&(m[a]=d=s.call(u,u.__data__,a,t)+"",l.has(d)?i[a]=u:l.set(d,u));for(a=0;a<h;++a)d=s.call(e,o[a],a,o)+"",(u=l.get(d))?(r[a]=u,u.__data__=
o[a],l.delete(d)):n[a]=new dr(e,o[a]);for(a=0;a<f;++a)(u=t[a])&&l.get(m[a])===u&&(i[a]=u)}function Vd(e){return e.__data__}function Xd(e,t){if(!arguments.length)
return Array.from(this,Vd);var n=t?Wd:Bd,r=this._parents,i=this._groups;typeof e!="function"&&(e=Yd(e));for(var o=i.length,s=new Array(o),a=new Array(o),u=new Array(
o),l=0;l<o;++l){var f=r[l],h=i[l],m=h.length,d=Gd(e.call(f,f&&f.__data__,l,r)),p=d.length,g=a[l]=new Array(p),w=s[l]=new Array(p),v=u[l]=new Array(m);n(f,h,g,w,
v,d,t);for(var x=0,M=0,k,F;x<p;++x)if(k=g[x]){for(x>=M&&(M=x+1);!(F=w[M])&&++M<p;);k._next=F||null}}return s=new Te(s,r),s._enter=a,s._exit=u,s}function Gd(e){return typeof e==
"object"&&"length"in e?e:Array.from(e)}function Zd(){return new Te(this._exit||this._groups.map(Oa),this._parents)}function Qd(e,t,n){var r=this.enter(),i=this,
o=this.exit();return typeof e=="function"?(r=e(r),r&&(r=r.selection())):r=r.append(e+""),t!=null&&(i=t(i),i&&(i=i.selection())),n==null?o.remove():n(o),r&&i?r.merge(
i).order():i}function Kd(e){for(var t=e.selection?e.selection():e,n=this._groups,r=t._groups,i=n.length,o=r.length,s=Math.min(i,o),a=new Array(i),u=0;u<s;++u)for(var l=n[u],
f=r[u],h=l.length,m=a[u]=new Array(h),d,p=0;p<h;++p)(d=l[p]||f[p])&&(m[p]=d);for(;u<i;++u)a[u]=n[u];return new Te(a,this._parents)}function Jd(){for(var e=this.
_groups,t=-1,n=e.length;++t<n;)for(var r=e[t],i=r.length-1,o=r[i],s;--i>=0;)(s=r[i])&&(o&&s.compareDocumentPosition(o)^4&&o.parentNode.insertBefore(s,o),o=s);return this}
function em(e){e||(e=tm);function t(h,m){return h&&m?e(h.__data__,m.__data__):!h-!m}for(var n=this._groups,r=n.length,i=new Array(r),o=0;o<r;++o){for(var s=n[o],
a=s.length,u=i[o]=new Array(a),l,f=0;f<a;++f)(l=s[f])&&(u[f]=l);u.sort(t)}return new Te(i,this._parents).order()}function tm(e,t){return e<t?-1:e>t?1:e>=t?0:NaN}
function nm(){var e=arguments[0];return arguments[0]=this,e.apply(null,arguments),this}function rm(){return Array.from(this)}function im(){for(var e=this._groups,
t=0,n=e.length;t<n;++t)for(var r=e[t],i=0,o=r.length;i<o;++i){var s=r[i];if(s)return s}return null}function om(){let e=0;for(let t of this)++e;return e}function sm(){
return!this.node()}function am(e){for(var t=this._groups,n=0,r=t.length;n<r;++n)for(var i=t[n],o=0,s=i.length,a;o<s;++o)(a=i[o])&&e.call(a,a.__data__,o,i);return this}
function um(e){return function(){this.removeAttribute(e)}}function lm(e){return function(){this.removeAttributeNS(e.space,e.local)}}function cm(e,t){return function(){
this.setAttribute(e,t)}}function fm(e,t){return function(){this.setAttributeNS(e.space,e.local,t)}}function hm(e,t){return function(){var n=t.apply(this,arguments);
n==null?this.removeAttribute(e):this.setAttribute(e,n)}}function dm(e,t){return function(){var n=t.apply(this,arguments);n==null?this.removeAttributeNS(e.space,
e.local):this.setAttributeNS(e.space,e.local,n)}}function mm(e,t){var n=wn(e);if(arguments.length<2){var r=this.node();return n.local?r.getAttributeNS(n.space,n.
local):r.getAttribute(n)}return this.each((t==null?n.local?lm:um:typeof t=="function"?n.local?dm:hm:n.local?fm:cm)(n,t))}function Ia(e){return e.ownerDocument&&
e.ownerDocument.defaultView||e.document&&e||e.defaultView}function pm(e){return function(){this.style.removeProperty(e)}}function gm(e,t,n){return function(){this.
style.setProperty(e,t,n)}}function _m(e,t,n){return function(){var r=t.apply(this,arguments);r==null?this.style.removeProperty(e):this.style.setProperty(e,r,n)}}
function ym(e,t,n){return arguments.length>1?this.each((t==null?pm:typeof t=="function"?_m:gm)(e,t,n??"")):xt(this.node(),e)}function xt(e,t){return e.style.getPropertyValue(
t)||Ia(e).getComputedStyle(e,null).getPropertyValue(t)}function vm(e){return function(){delete this[e]}}function bm(e,t){return function(){this[e]=t}}function wm(e,t){
return function(){var n=t.apply(this,arguments);n==null?delete this[e]:this[e]=n}}function xm(e,t){return arguments.length>1?this.each((t==null?vm:typeof t=="fu\
nction"?wm:bm)(e,t)):this.node()[e]}function Aa(e){return e.trim().split(/^|\s+/)}function ji(e){return e.classList||new La(e)}function La(e){this._node=e,this.
_names=Aa(e.getAttribute("class")||"")}La.prototype={add:function(e){var t=this._names.indexOf(e);t<0&&(this._names.push(e),this._node.setAttribute("class",this.
_names.join(" ")))},remove:function(e){var t=this._names.indexOf(e);t>=0&&(this._names.splice(t,1),this._node.setAttribute("class",this._names.join(" ")))},contains:function(e){
return this._names.indexOf(e)>=0}};function Fa(e,t){for(var n=ji(e),r=-1,i=t.length;++r<i;)n.add(t[r])}function Pa(e,t){for(var n=ji(e),r=-1,i=t.length;++r<i;)n.
remove(t[r])}function km(e){return function(){Fa(this,e)}}function Mm(e){return function(){Pa(this,e)}}function Em(e,t){return function(){(t.apply(this,arguments)?
Fa:Pa)(this,e)}}function Tm(e,t){var n=Aa(e+"");if(arguments.length<2){for(var r=ji(this.node()),i=-1,o=n.length;++i<o;)if(!r.contains(n[i]))return!1;return!0}return this.
each((typeof t=="function"?Em:t?km:Mm)(n,t))}function Cm(){this.textContent=""}function Sm(e){return function(){this.textContent=e}}function Nm(e){return function(){
var t=e.apply(this,arguments);this.textContent=t??""}}function $m(e){return arguments.length?this.each(e==null?Cm:(typeof e=="function"?Nm:Sm)(e)):this.node().textContent}
function Om(){this.innerHTML=""}function Im(e){return function(){this.innerHTML=e}}function Am(e){return function(){var t=e.apply(this,arguments);this.innerHTML=
t??""}}function Lm(e){return arguments.length?this.each(e==null?Om:(typeof e=="function"?Am:Im)(e)):this.node().innerHTML}function Fm(){this.nextSibling&&this.parentNode.
appendChild(this)}function Pm(){return this.each(Fm)}function Dm(){this.previousSibling&&this.parentNode.insertBefore(this,this.parentNode.firstChild)}function Rm(){
return this.each(Dm)}function qm(e){var t=typeof e=="function"?e:Na(e);return this.select(function(){return this.appendChild(t.apply(this,arguments))})}function zm(){
return null}function Um(e,t){var n=typeof e=="function"?e:Na(e),r=t==null?zm:typeof t=="function"?t:mr(t);return this.select(function(){return this.insertBefore(
n.apply(this,arguments),r.apply(this,arguments)||null)})}function jm(){var e=this.parentNode;e&&e.removeChild(this)}function Hm(){return this.each(jm)}function Ym(){
var e=this.cloneNode(!1),t=this.parentNode;return t?t.insertBefore(e,this.nextSibling):e}function Bm(){var e=this.cloneNode(!0),t=this.parentNode;return t?t.insertBefore(
e,this.nextSibling):e}function Wm(e){return this.select(e?Bm:Ym)}function Vm(e){return arguments.length?this.property("__data__",e):this.node().__data__}function Xm(e){
return function(t){e.call(this,t,this.__data__)}}function Gm(e){return e.trim().split(/^|\s+/).map(function(t){var n="",r=t.indexOf(".");return r>=0&&(n=t.slice(
r+1),t=t.slice(0,r)),{type:t,name:n}})}function Zm(e){return function(){var t=this.__on;if(t){for(var n=0,r=-1,i=t.length,o;n<i;++n)o=t[n],(!e.type||o.type===e.
type)&&o.name===e.name?this.removeEventListener(o.type,o.listener,o.options):t[++r]=o;++r?t.length=r:delete this.__on}}}function Qm(e,t,n){return function(){var r=this.
__on,i,o=Xm(t);if(r){for(var s=0,a=r.length;s<a;++s)if((i=r[s]).type===e.type&&i.name===e.name){this.removeEventListener(i.type,i.listener,i.options),this.addEventListener(
i.type,i.listener=o,i.options=n),i.value=t;return}}this.addEventListener(e.type,o,n),i={type:e.type,name:e.name,value:t,listener:o,options:n},r?r.push(i):this.__on=
[i]}}function Km(e,t,n){var r=Gm(e+""),i,o=r.length,s;if(arguments.length<2){var a=this.node().__on;if(a){for(var u=0,l=a.length,f;u<l;++u)for(i=0,f=a[u];i<o;++i)
if((s=r[i]).type===f.type&&s.name===f.name)return f.value}return}for(a=t?Qm:Zm,i=0;i<o;++i)this.each(a(r[i],t,n));return this}function Da(e,t,n){var r=Ia(e),i=r.
CustomEvent;typeof i=="function"?i=new i(t,n):(i=r.document.createEvent("Event"),n?(i.initEvent(t,n.bubbles,n.cancelable),i.detail=n.detail):i.initEvent(t,!1,!1)),
e.dispatchEvent(i)}function Jm(e,t){return function(){return Da(this,e,t)}}function ep(e,t){return function(){return Da(this,e,t.apply(this,arguments))}}function tp(e,t){
return this.each((typeof t=="function"?ep:Jm)(e,t))}function*np(){for(var e=this._groups,t=0,n=e.length;t<n;++t)for(var r=e[t],i=0,o=r.length,s;i<o;++i)(s=r[i])&&
(yield s)}var Ra=[null];function Te(e,t){this._groups=e,this._parents=t}function kt(){return new Te([[document.documentElement]],Ra)}function rp(){return this}Te.
prototype=kt.prototype={constructor:Te,select:Nd,selectAll:Ad,selectChild:Dd,selectChildren:Ud,filter:jd,data:Xd,enter:Hd,exit:Zd,join:Qd,merge:Kd,selection:rp,
order:Jd,sort:em,call:nm,nodes:rm,node:im,size:om,empty:sm,each:am,attr:mm,style:ym,property:xm,classed:Tm,text:$m,html:Lm,raise:Pm,lower:Rm,append:qm,insert:Um,
remove:Hm,clone:Wm,datum:Vm,on:Km,dispatch:tp,[Symbol.iterator]:np};function Ce(e){return typeof e=="string"?new Te([[document.querySelector(e)]],[document.documentElement]):
new Te([[e]],Ra)}var ip=0;function op(){return new qi}function qi(){this._="@"+(++ip).toString(36)}qi.prototype=op.prototype={constructor:qi,get:function(e){for(var t=this._;!(t in
e);)if(!(e=e.parentNode))return;return e[t]},set:function(e,t){return e[this._]=t},remove:function(e){return this._ in e&&delete e[this._]},toString:function(){
return this._}};function sp(e){let t;for(;t=e.sourceEvent;)e=t;return e}function Ke(e,t){if(e=sp(e),t===void 0&&(t=e.currentTarget),t){var n=t.ownerSVGElement||
t;if(n.createSVGPoint){var r=n.createSVGPoint();return r.x=e.clientX,r.y=e.clientY,r=r.matrixTransform(t.getScreenCTM().inverse()),[r.x,r.y]}if(t.getBoundingClientRect){
var i=t.getBoundingClientRect();return[e.clientX-i.left-t.clientLeft,e.clientY-i.top-t.clientTop]}}return[e.pageX,e.pageY]}var ap={value:()=>{}};function xn(){for(var e=0,t=arguments.length,n={},r;e<t;++e){if(!(r=arguments[e]+"")||r in n||/[\s.]/.test(r))throw new Error("illegal typ\
e: "+r);n[r]=[]}return new pr(n)}function pr(e){this._=e}function up(e,t){return e.trim().split(/^|\s+/).map(function(n){var r="",i=n.indexOf(".");if(i>=0&&(r=n.
slice(i+1),n=n.slice(0,i)),n&&!t.hasOwnProperty(n))throw new Error("unknown type: "+n);return{type:n,name:r}})}pr.prototype=xn.prototype={constructor:pr,on:function(e,t){
var n=this._,r=up(e+"",n),i,o=-1,s=r.length;if(arguments.length<2){for(;++o<s;)if((i=(e=r[o]).type)&&(i=lp(n[i],e.name)))return i;return}if(t!=null&&typeof t!="\
function")throw new Error("invalid callback: "+t);for(;++o<s;)if(i=(e=r[o]).type)n[i]=qa(n[i],e.name,t);else if(t==null)for(i in n)n[i]=qa(n[i],e.name,null);return this},
copy:function(){var e={},t=this._;for(var n in t)e[n]=t[n].slice();return new pr(e)},call:function(e,t){if((i=arguments.length-2)>0)for(var n=new Array(i),r=0,i,
o;r<i;++r)n[r]=arguments[r+2];if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(o=this._[e],r=0,i=o.length;r<i;++r)o[r].value.apply(t,n)},apply:function(e,t,n){
if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(var r=this._[e],i=0,o=r.length;i<o;++i)r[i].value.apply(t,n)}};function lp(e,t){for(var n=0,
r=e.length,i;n<r;++n)if((i=e[n]).name===t)return i.value}function qa(e,t,n){for(var r=0,i=e.length;r<i;++r)if(e[r].name===t){e[r]=ap,e=e.slice(0,r).concat(e.slice(
r+1));break}return n!=null&&e.push({name:t,value:n}),e}var Hi={capture:!0,passive:!1};function Yi(e){e.preventDefault(),e.stopImmediatePropagation()}function za(e){var t=e.document.documentElement,n=Ce(e).on("dragstart.drag",Yi,Hi);"onselectstart"in
t?n.on("selectstart.drag",Yi,Hi):(t.__noselect=t.style.MozUserSelect,t.style.MozUserSelect="none")}function Ua(e,t){var n=e.document.documentElement,r=Ce(e).on(
"dragstart.drag",null);t&&(r.on("click.drag",Yi,Hi),setTimeout(function(){r.on("click.drag",null)},0)),"onselectstart"in n?r.on("selectstart.drag",null):(n.style.
MozUserSelect=n.__noselect,delete n.__noselect)}function cp(e,{sourceEvent:t,subject:n,target:r,identifier:i,active:o,x:s,y:a,dx:u,dy:l,dispatch:f}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},
sourceEvent:{value:t,enumerable:!0,configurable:!0},subject:{value:n,enumerable:!0,configurable:!0},target:{value:r,enumerable:!0,configurable:!0},identifier:{value:i,
enumerable:!0,configurable:!0},active:{value:o,enumerable:!0,configurable:!0},x:{value:s,enumerable:!0,configurable:!0},y:{value:a,enumerable:!0,configurable:!0},
dx:{value:u,enumerable:!0,configurable:!0},dy:{value:l,enumerable:!0,configurable:!0},_:{value:f}})}cp.prototype.on=function(){var e=this._.on.apply(this._,arguments);
return e===this._?this:e};function Vt(e,t,n){e.prototype=t.prototype=n,n.constructor=e}function En(e,t){var n=Object.create(e.prototype);for(var r in t)n[r]=t[r];return n}function ft(){}
var Ct=.7,Wt=1/Ct,Yt="\\s*([+-]?\\d+)\\s*",kn="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",Ye="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",fp=/^#([0-9a-f]{3,8})$/,
hp=new RegExp(`^rgb\\(${Yt},${Yt},${Yt}\\)$`),dp=new RegExp(`^rgb\\(${Ye},${Ye},${Ye}\\)$`),mp=new RegExp(`^rgba\\(${Yt},${Yt},${Yt},${kn}\\)$`),pp=new RegExp(`\
^rgba\\(${Ye},${Ye},${Ye},${kn}\\)$`),gp=new RegExp(`^hsl\\(${kn},${Ye},${Ye}\\)$`),_p=new RegExp(`^hsla\\(${kn},${Ye},${Ye},${kn}\\)$`),ja={aliceblue:15792383,
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
Vt(ft,et,{copy(e){return Object.assign(new this.constructor,this,e)},displayable(){return this.rgb().displayable()},hex:Ha,formatHex:Ha,formatHex8:yp,formatHsl:vp,
formatRgb:Ya,toString:Ya});function Ha(){return this.rgb().formatHex()}function yp(){return this.rgb().formatHex8()}function vp(){return Ja(this).formatHsl()}function Ya(){
return this.rgb().formatRgb()}function et(e){var t,n;return e=(e+"").trim().toLowerCase(),(t=fp.exec(e))?(n=t[1].length,t=parseInt(t[1],16),n===6?Ba(t):n===3?new ye(
t>>8&15|t>>4&240,t>>4&15|t&240,(t&15)<<4|t&15,1):n===8?gr(t>>24&255,t>>16&255,t>>8&255,(t&255)/255):n===4?gr(t>>12&15|t>>8&240,t>>8&15|t>>4&240,t>>4&15|t&240,((t&
15)<<4|t&15)/255):null):(t=hp.exec(e))?new ye(t[1],t[2],t[3],1):(t=dp.exec(e))?new ye(t[1]*255/100,t[2]*255/100,t[3]*255/100,1):(t=mp.exec(e))?gr(t[1],t[2],t[3],
t[4]):(t=pp.exec(e))?gr(t[1]*255/100,t[2]*255/100,t[3]*255/100,t[4]):(t=gp.exec(e))?Xa(t[1],t[2]/100,t[3]/100,1):(t=_p.exec(e))?Xa(t[1],t[2]/100,t[3]/100,t[4]):
ja.hasOwnProperty(e)?Ba(ja[e]):e==="transparent"?new ye(NaN,NaN,NaN,0):null}function Ba(e){return new ye(e>>16&255,e>>8&255,e&255,1)}function gr(e,t,n,r){return r<=
0&&(e=t=n=NaN),new ye(e,t,n,r)}function Zi(e){return e instanceof ft||(e=et(e)),e?(e=e.rgb(),new ye(e.r,e.g,e.b,e.opacity)):new ye}function Tn(e,t,n,r){return arguments.
length===1?Zi(e):new ye(e,t,n,r??1)}function ye(e,t,n,r){this.r=+e,this.g=+t,this.b=+n,this.opacity=+r}Vt(ye,Tn,En(ft,{brighter(e){return e=e==null?Wt:Math.pow(
Wt,e),new ye(this.r*e,this.g*e,this.b*e,this.opacity)},darker(e){return e=e==null?Ct:Math.pow(Ct,e),new ye(this.r*e,this.g*e,this.b*e,this.opacity)},rgb(){return this},
clamp(){return new ye(Et(this.r),Et(this.g),Et(this.b),yr(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&
this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:Wa,formatHex:Wa,formatHex8:bp,formatRgb:Va,toString:Va}));function Wa(){return`#${Mt(this.r)}${Mt(this.g)}${Mt(
this.b)}`}function bp(){return`#${Mt(this.r)}${Mt(this.g)}${Mt(this.b)}${Mt((isNaN(this.opacity)?1:this.opacity)*255)}`}function Va(){let e=yr(this.opacity);return`${e===
1?"rgb(":"rgba("}${Et(this.r)}, ${Et(this.g)}, ${Et(this.b)}${e===1?")":`, ${e})`}`}function yr(e){return isNaN(e)?1:Math.max(0,Math.min(1,e))}function Et(e){return Math.
max(0,Math.min(255,Math.round(e)||0))}function Mt(e){return e=Et(e),(e<16?"0":"")+e.toString(16)}function Xa(e,t,n,r){return r<=0?e=t=n=NaN:n<=0||n>=1?e=t=NaN:t<=
0&&(e=NaN),new Pe(e,t,n,r)}function Ja(e){if(e instanceof Pe)return new Pe(e.h,e.s,e.l,e.opacity);if(e instanceof ft||(e=et(e)),!e)return new Pe;if(e instanceof
Pe)return e;e=e.rgb();var t=e.r/255,n=e.g/255,r=e.b/255,i=Math.min(t,n,r),o=Math.max(t,n,r),s=NaN,a=o-i,u=(o+i)/2;return a?(t===o?s=(n-r)/a+(n<r)*6:n===o?s=(r-t)/
a+2:s=(t-n)/a+4,a/=u<.5?o+i:2-o-i,s*=60):a=u>0&&u<1?0:s,new Pe(s,a,u,e.opacity)}function br(e,t,n,r){return arguments.length===1?Ja(e):new Pe(e,t,n,r??1)}function Pe(e,t,n,r){
this.h=+e,this.s=+t,this.l=+n,this.opacity=+r}Vt(Pe,br,En(ft,{brighter(e){return e=e==null?Wt:Math.pow(Wt,e),new Pe(this.h,this.s,this.l*e,this.opacity)},darker(e){
return e=e==null?Ct:Math.pow(Ct,e),new Pe(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=this.h%360+(this.h<0)*360,t=isNaN(e)||isNaN(this.s)?0:this.s,n=this.
l,r=n+(n<.5?n:1-n)*t,i=2*n-r;return new ye(Bi(e>=240?e-240:e+120,i,r),Bi(e,i,r),Bi(e<120?e+240:e-120,i,r),this.opacity)},clamp(){return new Pe(Ga(this.h),_r(this.
s),_r(this.l),yr(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){
let e=yr(this.opacity);return`${e===1?"hsl(":"hsla("}${Ga(this.h)}, ${_r(this.s)*100}%, ${_r(this.l)*100}%${e===1?")":`, ${e})`}`}}));function Ga(e){return e=(e||
0)%360,e<0?e+360:e}function _r(e){return Math.max(0,Math.min(1,e||0))}function Bi(e,t,n){return(e<60?t+(n-t)*e/60:e<180?n:e<240?t+(n-t)*(240-e)/60:t)*255}var eu=Math.
PI/180,tu=180/Math.PI,vr=18,nu=.96422,ru=1,iu=.82521,ou=4/29,Bt=6/29,su=3*Bt*Bt,wp=Bt*Bt*Bt;function au(e){if(e instanceof Be)return new Be(e.l,e.a,e.b,e.opacity);
if(e instanceof Je)return lu(e);e instanceof ye||(e=Zi(e));var t=Gi(e.r),n=Gi(e.g),r=Gi(e.b),i=Wi((.2225045*t+.7168786*n+.0606169*r)/ru),o,s;return t===n&&n===r?
o=s=i:(o=Wi((.4360747*t+.3850649*n+.1430804*r)/nu),s=Wi((.0139322*t+.0971045*n+.7141733*r)/iu)),new Be(116*i-16,500*(o-i),200*(i-s),e.opacity)}function uu(e,t,n,r){return arguments.length===1?au(e):new Be(e,t,n,r??1)}function Be(e,t,n,r){this.l=+e,this.a=+t,this.b=+n,this.opacity=+r}Vt(Be,uu,En(ft,{brighter(e){
return new Be(this.l+vr*(e??1),this.a,this.b,this.opacity)},darker(e){return new Be(this.l-vr*(e??1),this.a,this.b,this.opacity)},rgb(){var e=(this.l+16)/116,t=isNaN(
this.a)?e:e+this.a/500,n=isNaN(this.b)?e:e-this.b/200;return t=nu*Vi(t),e=ru*Vi(e),n=iu*Vi(n),new ye(Xi(3.1338561*t-1.6168667*e-.4906146*n),Xi(-.9787684*t+1.9161415*
e+.033454*n),Xi(.0719453*t-.2289914*e+1.4052427*n),this.opacity)}}));function Wi(e){return e>wp?Math.pow(e,1/3):e/su+ou}function Vi(e){return e>Bt?e*e*e:su*(e-ou)}
function Xi(e){return 255*(e<=.0031308?12.92*e:1.055*Math.pow(e,1/2.4)-.055)}function Gi(e){return(e/=255)<=.04045?e/12.92:Math.pow((e+.055)/1.055,2.4)}function xp(e){
if(e instanceof Je)return new Je(e.h,e.c,e.l,e.opacity);if(e instanceof Be||(e=au(e)),e.a===0&&e.b===0)return new Je(NaN,0<e.l&&e.l<100?0:NaN,e.l,e.opacity);var t=Math.
atan2(e.b,e.a)*tu;return new Je(t<0?t+360:t,Math.sqrt(e.a*e.a+e.b*e.b),e.l,e.opacity)}function wr(e,t,n,r){return arguments.length===1?xp(e):new Je(e,t,n,r??1)}function Je(e,t,n,r){this.h=+e,this.c=+t,this.l=+n,this.opacity=+r}function lu(e){if(isNaN(
e.h))return new Be(e.l,0,0,e.opacity);var t=e.h*eu;return new Be(e.l,Math.cos(t)*e.c,Math.sin(t)*e.c,e.opacity)}Vt(Je,wr,En(ft,{brighter(e){return new Je(this.h,
this.c,this.l+vr*(e??1),this.opacity)},darker(e){return new Je(this.h,this.c,this.l-vr*(e??1),this.opacity)},rgb(){return lu(this).rgb()}}));var cu=-.14861,Qi=1.78277,
Ki=-.29227,xr=-.90649,Mn=1.97294,Za=Mn*xr,Qa=Mn*Qi,Ka=Qi*Ki-xr*cu;function kp(e){if(e instanceof Tt)return new Tt(e.h,e.s,e.l,e.opacity);e instanceof ye||(e=Zi(
e));var t=e.r/255,n=e.g/255,r=e.b/255,i=(Ka*r+Za*t-Qa*n)/(Ka+Za-Qa),o=r-i,s=(Mn*(n-i)-Ki*o)/xr,a=Math.sqrt(s*s+o*o)/(Mn*i*(1-i)),u=a?Math.atan2(s,o)*tu-120:NaN;
return new Tt(u<0?u+360:u,a,i,e.opacity)}function kr(e,t,n,r){return arguments.length===1?kp(e):new Tt(e,t,n,r??1)}function Tt(e,t,n,r){this.h=+e,this.s=+t,this.
l=+n,this.opacity=+r}Vt(Tt,kr,En(ft,{brighter(e){return e=e==null?Wt:Math.pow(Wt,e),new Tt(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?Ct:Math.
pow(Ct,e),new Tt(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=isNaN(this.h)?0:(this.h+120)*eu,t=+this.l,n=isNaN(this.s)?0:this.s*t*(1-t),r=Math.cos(e),i=Math.
sin(e);return new ye(255*(t+n*(cu*r+Qi*i)),255*(t+n*(Ki*r+xr*i)),255*(t+n*(Mn*r)),this.opacity)}}));function du(e,t,n,r,i){var o=e*e,s=o*e;return((1-3*e+3*o-s)*t+(4-6*o+3*s)*n+(1+3*e+3*o-3*s)*r+s*i)/6}function Mp(e){var t=e.length-1;return function(n){var r=n<=
0?n=0:n>=1?(n=1,t-1):Math.floor(n*t),i=e[r],o=e[r+1],s=r>0?e[r-1]:2*i-o,a=r<t-1?e[r+2]:2*o-i;return du((n-r/t)*t,s,i,o,a)}}function Ep(e){var t=e.length;return function(n){
var r=Math.floor(((n%=1)<0?++n:n)*t),i=e[(r+t-1)%t],o=e[r%t],s=e[(r+1)%t],a=e[(r+2)%t];return du((n-r/t)*t,i,o,s,a)}}var Er=e=>()=>e;function mu(e,t){return function(n){
return e+n*t}}function Tp(e,t,n){return e=Math.pow(e,n),t=Math.pow(t,n)-e,n=1/n,function(r){return Math.pow(e+r*t,n)}}function no(e,t){var n=t-e;return n?mu(e,n>
180||n<-180?n-360*Math.round(n/360):n):Er(isNaN(e)?t:e)}function Cp(e){return(e=+e)==1?ke:function(t,n){return n-t?Tp(t,n,e):Er(isNaN(t)?n:t)}}function ke(e,t){
var n=t-e;return n?mu(e,n):Er(isNaN(e)?t:e)}var Cn=(function e(t){var n=Cp(t);function r(i,o){var s=n((i=Tn(i)).r,(o=Tn(o)).r),a=n(i.g,o.g),u=n(i.b,o.b),l=ke(i.
opacity,o.opacity);return function(f){return i.r=s(f),i.g=a(f),i.b=u(f),i.opacity=l(f),i+""}}return r.gamma=e,r})(1);function pu(e){return function(t){var n=t.length,
r=new Array(n),i=new Array(n),o=new Array(n),s,a;for(s=0;s<n;++s)a=Tn(t[s]),r[s]=a.r||0,i[s]=a.g||0,o[s]=a.b||0;return r=e(r),i=e(i),o=e(o),a.opacity=1,function(u){
return a.r=r(u),a.g=i(u),a.b=o(u),a+""}}}var j1=pu(Mp),H1=pu(Ep);function Sp(e,t){t||(t=[]);var n=e?Math.min(t.length,e.length):0,r=t.slice(),i;return function(o){
for(i=0;i<n;++i)r[i]=e[i]*(1-o)+t[i]*o;return r}}function Np(e){return ArrayBuffer.isView(e)&&!(e instanceof DataView)}function $p(e,t){var n=t?t.length:0,r=e?Math.min(n,e.length):0,i=new Array(r),o=new Array(n),s;for(s=0;s<r;++s)i[s]=Tr(e[s],t[s]);for(;s<n;++s)o[s]=t[s];return function(a){
for(s=0;s<r;++s)o[s]=i[s](a);return o}}function Op(e,t){var n=new Date;return e=+e,t=+t,function(r){return n.setTime(e*(1-r)+t*r),n}}function Se(e,t){return e=+e,
t=+t,function(n){return e*(1-n)+t*n}}function Ip(e,t){var n={},r={},i;(e===null||typeof e!="object")&&(e={}),(t===null||typeof t!="object")&&(t={});for(i in t)i in
e?n[i]=Tr(e[i],t[i]):r[i]=t[i];return function(o){for(i in n)r[i]=n[i](o);return r}}var eo=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,Ji=new RegExp(eo.source,
"g");function Ap(e){return function(){return e}}function Lp(e){return function(t){return e(t)+""}}function ro(e,t){var n=eo.lastIndex=Ji.lastIndex=0,r,i,o,s=-1,
a=[],u=[];for(e=e+"",t=t+"";(r=eo.exec(e))&&(i=Ji.exec(t));)(o=i.index)>n&&(o=t.slice(n,o),a[s]?a[s]+=o:a[++s]=o),(r=r[0])===(i=i[0])?a[s]?a[s]+=i:a[++s]=i:(a[++s]=
null,u.push({i:s,x:Se(r,i)})),n=Ji.lastIndex;return n<t.length&&(o=t.slice(n),a[s]?a[s]+=o:a[++s]=o),a.length<2?u[0]?Lp(u[0].x):Ap(t):(t=u.length,function(l){for(var f=0,
h;f<t;++f)a[(h=u[f]).i]=h.x(l);return a.join("")})}function Tr(e,t){var n=typeof t,r;return t==null||n==="boolean"?Er(t):(n==="number"?Se:n==="string"?(r=et(t))?
(t=r,Cn):ro:t instanceof et?Cn:t instanceof Date?Op:Np(t)?Sp:Array.isArray(t)?$p:typeof t.valueOf!="function"&&typeof t.toString!="function"||isNaN(t)?Ip:Se)(e,
t)}function gu(e,t){return e=+e,t=+t,function(n){return Math.round(e*(1-n)+t*n)}}var fu=180/Math.PI,to={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};
function _u(e,t,n,r,i,o){var s,a,u;return(s=Math.sqrt(e*e+t*t))&&(e/=s,t/=s),(u=e*n+t*r)&&(n-=e*u,r-=t*u),(a=Math.sqrt(n*n+r*r))&&(n/=a,r/=a,u/=a),e*r<t*n&&(e=-e,
t=-t,u=-u,s=-s),{translateX:i,translateY:o,rotate:Math.atan2(t,e)*fu,skewX:Math.atan(u)*fu,scaleX:s,scaleY:a}}var Mr;function Fp(e){let t=new(typeof DOMMatrix==
"function"?DOMMatrix:WebKitCSSMatrix)(e+"");return t.isIdentity?to:_u(t.a,t.b,t.c,t.d,t.e,t.f)}function Pp(e){return e==null||(Mr||(Mr=document.createElementNS(
"http://www.w3.org/2000/svg","g")),Mr.setAttribute("transform",e),!(e=Mr.transform.baseVal.consolidate()))?to:(e=e.matrix,_u(e.a,e.b,e.c,e.d,e.e,e.f))}function yu(e,t,n,r){
function i(l){return l.length?l.pop()+" ":""}function o(l,f,h,m,d,p){if(l!==h||f!==m){var g=d.push("translate(",null,t,null,n);p.push({i:g-4,x:Se(l,h)},{i:g-2,x:Se(
f,m)})}else(h||m)&&d.push("translate("+h+t+m+n)}function s(l,f,h,m){l!==f?(l-f>180?f+=360:f-l>180&&(l+=360),m.push({i:h.push(i(h)+"rotate(",null,r)-2,x:Se(l,f)})):
f&&h.push(i(h)+"rotate("+f+r)}function a(l,f,h,m){l!==f?m.push({i:h.push(i(h)+"skewX(",null,r)-2,x:Se(l,f)}):f&&h.push(i(h)+"skewX("+f+r)}function u(l,f,h,m,d,p){
if(l!==h||f!==m){var g=d.push(i(d)+"scale(",null,",",null,")");p.push({i:g-4,x:Se(l,h)},{i:g-2,x:Se(f,m)})}else(h!==1||m!==1)&&d.push(i(d)+"scale("+h+","+m+")")}
return function(l,f){var h=[],m=[];return l=e(l),f=e(f),o(l.translateX,l.translateY,f.translateX,f.translateY,h,m),s(l.rotate,f.rotate,h,m),a(l.skewX,f.skewX,h,
m),u(l.scaleX,l.scaleY,f.scaleX,f.scaleY,h,m),l=f=null,function(d){for(var p=-1,g=m.length,w;++p<g;)h[(w=m[p]).i]=w.x(d);return h.join("")}}}var vu=yu(Fp,"px, ",
"px)","deg)"),bu=yu(Pp,", ",")",")"),Dp=1e-12;function hu(e){return((e=Math.exp(e))+1/e)/2}function Rp(e){return((e=Math.exp(e))-1/e)/2}function qp(e){return((e=
Math.exp(2*e))-1)/(e+1)}var wu=(function e(t,n,r){function i(o,s){var a=o[0],u=o[1],l=o[2],f=s[0],h=s[1],m=s[2],d=f-a,p=h-u,g=d*d+p*p,w,v;if(g<Dp)v=Math.log(m/l)/
t,w=function(j){return[a+j*d,u+j*p,l*Math.exp(t*j*v)]};else{var x=Math.sqrt(g),M=(m*m-l*l+r*g)/(2*l*n*x),k=(m*m-l*l-r*g)/(2*m*n*x),F=Math.log(Math.sqrt(M*M+1)-M),
N=Math.log(Math.sqrt(k*k+1)-k);v=(N-F)/t,w=function(j){var q=j*v,W=hu(F),V=l/(n*x)*(W*qp(t*q+F)-Rp(F));return[a+V*d,u+V*p,l*W/hu(t*q+F)]}}return w.duration=Math.
abs(v)*1e3*t/Math.SQRT2,w}return i.rho=function(o){var s=Math.max(.001,+o),a=s*s,u=a*a;return e(s,a,u)},i})(Math.SQRT2,2,4);function xu(e){return function(t,n){
var r=e((t=br(t)).h,(n=br(n)).h),i=ke(t.s,n.s),o=ke(t.l,n.l),s=ke(t.opacity,n.opacity);return function(a){return t.h=r(a),t.s=i(a),t.l=o(a),t.opacity=s(a),t+""}}}
var Y1=xu(no),B1=xu(ke);function ku(e){return function(t,n){var r=e((t=wr(t)).h,(n=wr(n)).h),i=ke(t.c,n.c),o=ke(t.l,n.l),s=ke(t.opacity,n.opacity);return function(a){return t.h=r(a),t.
c=i(a),t.l=o(a),t.opacity=s(a),t+""}}}var W1=ku(no),V1=ku(ke);function Mu(e){return(function t(n){n=+n;function r(i,o){var s=e((i=kr(i)).h,(o=kr(o)).h),a=ke(i.s,
o.s),u=ke(i.l,o.l),l=ke(i.opacity,o.opacity);return function(f){return i.h=s(f),i.s=a(f),i.l=u(Math.pow(f,n)),i.opacity=l(f),i+""}}return r.gamma=t,r})(1)}var X1=Mu(
no),G1=Mu(ke);var Xt=0,Nn=0,Sn=0,Tu=1e3,Cr,$n,Sr=0,St=0,$r=0,On=typeof performance=="object"&&performance.now?performance:Date,Cu=typeof window=="object"&&window.requestAnimationFrame?
window.requestAnimationFrame.bind(window):function(e){setTimeout(e,17)};function Or(){return St||(Cu(zp),St=On.now()+$r)}function zp(){St=0}function Nr(){this._call=
this._time=this._next=null}Nr.prototype=oo.prototype={constructor:Nr,restart:function(e,t,n){if(typeof e!="function")throw new TypeError("callback is not a func\
tion");n=(n==null?Or():+n)+(t==null?0:+t),!this._next&&$n!==this&&($n?$n._next=this:Cr=this,$n=this),this._call=e,this._time=n,io()},stop:function(){this._call&&
(this._call=null,this._time=1/0,io())}};function oo(e,t,n){var r=new Nr;return r.restart(e,t,n),r}function Up(){Or(),++Xt;for(var e=Cr,t;e;)(t=St-e._time)>=0&&e.
_call.call(void 0,t),e=e._next;--Xt}function Eu(){St=(Sr=On.now())+$r,Xt=Nn=0;try{Up()}finally{Xt=0,Hp(),St=0}}function jp(){var e=On.now(),t=e-Sr;t>Tu&&($r-=t,
Sr=e)}function Hp(){for(var e,t=Cr,n,r=1/0;t;)t._call?(r>t._time&&(r=t._time),e=t,t=t._next):(n=t._next,t._next=null,t=e?e._next=n:Cr=n);$n=e,io(r)}function io(e){
if(!Xt){Nn&&(Nn=clearTimeout(Nn));var t=e-St;t>24?(e<1/0&&(Nn=setTimeout(Eu,Math.ceil(e-On.now()-$r)+1)),Sn&&(Sn=clearInterval(Sn))):(Sn||(Sr=On.now(),Sn=setInterval(
jp,Tu)),Xt=1,Cu(Eu))}}function so(e,t,n){var r=new Nr;return t=t==null?0:+t,r.restart(i=>{r.stop(),e(i+t)},t,n),r}function Nu(e){return((e*=2)<=1?e*e*e:(e-=2)*e*e+2)/2}var ao=3,K1=(function e(t){t=+t;function n(r){return Math.pow(r,t)}return n.exponent=e,n})(ao),J1=(function e(t){
t=+t;function n(r){return 1-Math.pow(1-r,t)}return n.exponent=e,n})(ao),ev=(function e(t){t=+t;function n(r){return((r*=2)<=1?Math.pow(r,t):2-Math.pow(2-r,t))/2}
return n.exponent=e,n})(ao),Yp=Math.PI,tv=Yp/2;function Ir(e){return(Math.pow(2,-10*e)-.0009765625)*1.0009775171065494}var Su=4/11,nv=6/11,rv=8/11,iv=3/4,ov=9/11,sv=10/11,av=15/16,uv=21/22,lv=63/64,cv=1/Su/Su;var uo=1.70158,fv=(function e(t){t=+t;function n(r){return(r=+r)*r*(t*(r-1)+r)}return n.overshoot=e,n})(uo),hv=(function e(t){t=+t;function n(r){return--r*r*((r+
1)*t+r)+1}return n.overshoot=e,n})(uo),dv=(function e(t){t=+t;function n(r){return((r*=2)<1?r*r*((t+1)*r-t):(r-=2)*r*((t+1)*r+t)+2)/2}return n.overshoot=e,n})(uo),
Gt=2*Math.PI,lo=1,co=.3,mv=(function e(t,n){var r=Math.asin(1/(t=Math.max(1,t)))*(n/=Gt);function i(o){return t*Ir(- --o)*Math.sin((r-o)/n)}return i.amplitude=function(o){
return e(o,n*Gt)},i.period=function(o){return e(t,o)},i})(lo,co),pv=(function e(t,n){var r=Math.asin(1/(t=Math.max(1,t)))*(n/=Gt);function i(o){return 1-t*Ir(o=
+o)*Math.sin((o+r)/n)}return i.amplitude=function(o){return e(o,n*Gt)},i.period=function(o){return e(t,o)},i})(lo,co),gv=(function e(t,n){var r=Math.asin(1/(t=Math.
max(1,t)))*(n/=Gt);function i(o){return((o=o*2-1)<0?t*Ir(-o)*Math.sin((r-o)/n):2-t*Ir(o)*Math.sin((r+o)/n))/2}return i.amplitude=function(o){return e(o,n*Gt)},i.
period=function(o){return e(t,o)},i})(lo,co);var Bp=xn("start","end","cancel","interrupt"),Wp=[],Iu=0,$u=1,fo=2,Ar=3,Ou=4,ho=5,Lr=6;function Fr(e,t,n,r,i,o){var s=e.__transition;if(!s)e.__transition={};else if(n in
s)return;Vp(e,n,{name:t,index:r,group:i,on:Bp,tween:Wp,time:o.time,delay:o.delay,duration:o.duration,ease:o.ease,timer:null,state:Iu})}function mo(e,t){var n=De(
e,t);if(n.state>Iu)throw new Error("too late; already scheduled");return n}function We(e,t){var n=De(e,t);if(n.state>Ar)throw new Error("too late; already runni\
ng");return n}function De(e,t){var n=e.__transition;if(!n||!(n=n[t]))throw new Error("transition not found");return n}function Vp(e,t,n){var r=e.__transition,i;
r[t]=n,n.timer=oo(o,0,n.time);function o(l){n.state=$u,n.timer.restart(s,n.delay,n.time),n.delay<=l&&s(l-n.delay)}function s(l){var f,h,m,d;if(n.state!==$u)return u();
for(f in r)if(d=r[f],d.name===n.name){if(d.state===Ar)return so(s);d.state===Ou?(d.state=Lr,d.timer.stop(),d.on.call("interrupt",e,e.__data__,d.index,d.group),delete r[f]):
+f<t&&(d.state=Lr,d.timer.stop(),d.on.call("cancel",e,e.__data__,d.index,d.group),delete r[f])}if(so(function(){n.state===Ar&&(n.state=Ou,n.timer.restart(a,n.delay,
n.time),a(l))}),n.state=fo,n.on.call("start",e,e.__data__,n.index,n.group),n.state===fo){for(n.state=Ar,i=new Array(m=n.tween.length),f=0,h=-1;f<m;++f)(d=n.tween[f].
value.call(e,e.__data__,n.index,n.group))&&(i[++h]=d);i.length=h+1}}function a(l){for(var f=l<n.duration?n.ease.call(null,l/n.duration):(n.timer.restart(u),n.state=
ho,1),h=-1,m=i.length;++h<m;)i[h].call(e,f);n.state===ho&&(n.on.call("end",e,e.__data__,n.index,n.group),u())}function u(){n.state=Lr,n.timer.stop(),delete r[t];
for(var l in r)return;delete e.__transition}}function In(e,t){var n=e.__transition,r,i,o=!0,s;if(n){t=t==null?null:t+"";for(s in n){if((r=n[s]).name!==t){o=!1;continue}
i=r.state>fo&&r.state<ho,r.state=Lr,r.timer.stop(),r.on.call(i?"interrupt":"cancel",e,e.__data__,r.index,r.group),delete n[s]}o&&delete e.__transition}}function Xp(e){
return this.each(function(){In(this,e)})}function Gp(e,t){var n,r;return function(){var i=We(this,e),o=i.tween;if(o!==n){r=n=o;for(var s=0,a=r.length;s<a;++s)if(r[s].
name===t){r=r.slice(),r.splice(s,1);break}}i.tween=r}}function Zp(e,t,n){var r,i;if(typeof n!="function")throw new Error;return function(){var o=We(this,e),s=o.
tween;if(s!==r){i=(r=s).slice();for(var a={name:t,value:n},u=0,l=i.length;u<l;++u)if(i[u].name===t){i[u]=a;break}u===l&&i.push(a)}o.tween=i}}function Qp(e,t){var n=this.
_id;if(e+="",arguments.length<2){for(var r=De(this.node(),n).tween,i=0,o=r.length,s;i<o;++i)if((s=r[i]).name===e)return s.value;return null}return this.each((t==
null?Gp:Zp)(n,e,t))}function po(e,t,n){var r=e._id;return e.each(function(){var i=We(this,r);(i.value||(i.value={}))[t]=n.apply(this,arguments)}),function(i){return De(
i,r).value[t]}}function Au(e,t){var n;return(typeof t=="number"?Se:t instanceof et?Cn:(n=et(t))?(t=n,Cn):ro)(e,t)}function Kp(e){return function(){this.removeAttribute(
e)}}function Jp(e){return function(){this.removeAttributeNS(e.space,e.local)}}function eg(e,t,n){var r,i=n+"",o;return function(){var s=this.getAttribute(e);return s===
i?null:s===r?o:o=t(r=s,n)}}function tg(e,t,n){var r,i=n+"",o;return function(){var s=this.getAttributeNS(e.space,e.local);return s===i?null:s===r?o:o=t(r=s,n)}}
function ng(e,t,n){var r,i,o;return function(){var s,a=n(this),u;return a==null?void this.removeAttribute(e):(s=this.getAttribute(e),u=a+"",s===u?null:s===r&&u===
i?o:(i=u,o=t(r=s,a)))}}function rg(e,t,n){var r,i,o;return function(){var s,a=n(this),u;return a==null?void this.removeAttributeNS(e.space,e.local):(s=this.getAttributeNS(
e.space,e.local),u=a+"",s===u?null:s===r&&u===i?o:(i=u,o=t(r=s,a)))}}function ig(e,t){var n=wn(e),r=n==="transform"?bu:Au;return this.attrTween(e,typeof t=="fun\
ction"?(n.local?rg:ng)(n,r,po(this,"attr."+e,t)):t==null?(n.local?Jp:Kp)(n):(n.local?tg:eg)(n,r,t))}function og(e,t){return function(n){this.setAttribute(e,t.call(
this,n))}}function sg(e,t){return function(n){this.setAttributeNS(e.space,e.local,t.call(this,n))}}function ag(e,t){var n,r;function i(){var o=t.apply(this,arguments);
return o!==r&&(n=(r=o)&&sg(e,o)),n}return i._value=t,i}function ug(e,t){var n,r;function i(){var o=t.apply(this,arguments);return o!==r&&(n=(r=o)&&og(e,o)),n}return i.
_value=t,i}function lg(e,t){var n="attr."+e;if(arguments.length<2)return(n=this.tween(n))&&n._value;if(t==null)return this.tween(n,null);if(typeof t!="function")
throw new Error;var r=wn(e);return this.tween(n,(r.local?ag:ug)(r,t))}function cg(e,t){return function(){mo(this,e).delay=+t.apply(this,arguments)}}function fg(e,t){
return t=+t,function(){mo(this,e).delay=t}}function hg(e){var t=this._id;return arguments.length?this.each((typeof e=="function"?cg:fg)(t,e)):De(this.node(),t).
delay}function dg(e,t){return function(){We(this,e).duration=+t.apply(this,arguments)}}function mg(e,t){return t=+t,function(){We(this,e).duration=t}}function pg(e){
var t=this._id;return arguments.length?this.each((typeof e=="function"?dg:mg)(t,e)):De(this.node(),t).duration}function gg(e,t){if(typeof t!="function")throw new Error;
return function(){We(this,e).ease=t}}function _g(e){var t=this._id;return arguments.length?this.each(gg(t,e)):De(this.node(),t).ease}function yg(e,t){return function(){
var n=t.apply(this,arguments);if(typeof n!="function")throw new Error;We(this,e).ease=n}}function vg(e){if(typeof e!="function")throw new Error;return this.each(
yg(this._id,e))}function bg(e){typeof e!="function"&&(e=Ui(e));for(var t=this._groups,n=t.length,r=new Array(n),i=0;i<n;++i)for(var o=t[i],s=o.length,a=r[i]=[],
u,l=0;l<s;++l)(u=o[l])&&e.call(u,u.__data__,l,o)&&a.push(u);return new nt(r,this._parents,this._name,this._id)}function wg(e){if(e._id!==this._id)throw new Error;
for(var t=this._groups,n=e._groups,r=t.length,i=n.length,o=Math.min(r,i),s=new Array(r),a=0;a<o;++a)for(var u=t[a],l=n[a],f=u.length,h=s[a]=new Array(f),m,d=0;d<
f;++d)(m=u[d]||l[d])&&(h[d]=m);for(;a<r;++a)s[a]=t[a];return new nt(s,this._parents,this._name,this._id)}function xg(e){return(e+"").trim().split(/^|\s+/).every(
function(t){var n=t.indexOf(".");return n>=0&&(t=t.slice(0,n)),!t||t==="start"})}function kg(e,t,n){var r,i,o=xg(t)?mo:We;return function(){var s=o(this,e),a=s.
on;a!==r&&(i=(r=a).copy()).on(t,n),s.on=i}}function Mg(e,t){var n=this._id;return arguments.length<2?De(this.node(),n).on.on(e):this.each(kg(n,e,t))}function Eg(e){
return function(){var t=this.parentNode;for(var n in this.__transition)if(+n!==e)return;t&&t.removeChild(this)}}function Tg(){return this.on("end.remove",Eg(this.
_id))}function Cg(e){var t=this._name,n=this._id;typeof e!="function"&&(e=mr(e));for(var r=this._groups,i=r.length,o=new Array(i),s=0;s<i;++s)for(var a=r[s],u=a.
length,l=o[s]=new Array(u),f,h,m=0;m<u;++m)(f=a[m])&&(h=e.call(f,f.__data__,m,a))&&("__data__"in f&&(h.__data__=f.__data__),l[m]=h,Fr(l[m],t,n,m,l,De(f,n)));return new nt(
o,this._parents,t,n)}function Sg(e){var t=this._name,n=this._id;typeof e!="function"&&(e=zi(e));for(var r=this._groups,i=r.length,o=[],s=[],a=0;a<i;++a)for(var u=r[a],
l=u.length,f,h=0;h<l;++h)if(f=u[h]){for(var m=e.call(f,f.__data__,h,u),d,p=De(f,n),g=0,w=m.length;g<w;++g)(d=m[g])&&Fr(d,t,n,g,m,p);o.push(m),s.push(f)}return new nt(
o,s,t,n)}var Ng=kt.prototype.constructor;function $g(){return new Ng(this._groups,this._parents)}function Og(e,t){var n,r,i;return function(){var o=xt(this,e),s=(this.
style.removeProperty(e),xt(this,e));return o===s?null:o===n&&s===r?i:i=t(n=o,r=s)}}function Lu(e){return function(){this.style.removeProperty(e)}}function Ig(e,t,n){
var r,i=n+"",o;return function(){var s=xt(this,e);return s===i?null:s===r?o:o=t(r=s,n)}}function Ag(e,t,n){var r,i,o;return function(){var s=xt(this,e),a=n(this),
u=a+"";return a==null&&(u=a=(this.style.removeProperty(e),xt(this,e))),s===u?null:s===r&&u===i?o:(i=u,o=t(r=s,a))}}function Lg(e,t){var n,r,i,o="style."+t,s="en\
d."+o,a;return function(){var u=We(this,e),l=u.on,f=u.value[o]==null?a||(a=Lu(t)):void 0;(l!==n||i!==f)&&(r=(n=l).copy()).on(s,i=f),u.on=r}}function Fg(e,t,n){var r=(e+=
"")=="transform"?vu:Au;return t==null?this.styleTween(e,Og(e,r)).on("end.style."+e,Lu(e)):typeof t=="function"?this.styleTween(e,Ag(e,r,po(this,"style."+e,t))).
each(Lg(this._id,e)):this.styleTween(e,Ig(e,r,t),n).on("end.style."+e,null)}function Pg(e,t,n){return function(r){this.style.setProperty(e,t.call(this,r),n)}}function Dg(e,t,n){
var r,i;function o(){var s=t.apply(this,arguments);return s!==i&&(r=(i=s)&&Pg(e,s,n)),r}return o._value=t,o}function Rg(e,t,n){var r="style."+(e+="");if(arguments.
length<2)return(r=this.tween(r))&&r._value;if(t==null)return this.tween(r,null);if(typeof t!="function")throw new Error;return this.tween(r,Dg(e,t,n??""))}function qg(e){
return function(){this.textContent=e}}function zg(e){return function(){var t=e(this);this.textContent=t??""}}function Ug(e){return this.tween("text",typeof e=="\
function"?zg(po(this,"text",e)):qg(e==null?"":e+""))}function jg(e){return function(t){this.textContent=e.call(this,t)}}function Hg(e){var t,n;function r(){var i=e.
apply(this,arguments);return i!==n&&(t=(n=i)&&jg(i)),t}return r._value=e,r}function Yg(e){var t="text";if(arguments.length<1)return(t=this.tween(t))&&t._value;if(e==
null)return this.tween(t,null);if(typeof e!="function")throw new Error;return this.tween(t,Hg(e))}function Bg(){for(var e=this._name,t=this._id,n=Fu(),r=this._groups,
i=r.length,o=0;o<i;++o)for(var s=r[o],a=s.length,u,l=0;l<a;++l)if(u=s[l]){var f=De(u,t);Fr(u,e,n,l,s,{time:f.time+f.delay+f.duration,delay:0,duration:f.duration,
ease:f.ease})}return new nt(r,this._parents,e,n)}function Wg(){var e,t,n=this,r=n._id,i=n.size();return new Promise(function(o,s){var a={value:s},u={value:function(){
--i===0&&o()}};n.each(function(){var l=We(this,r),f=l.on;f!==e&&(t=(e=f).copy(),t._.cancel.push(a),t._.interrupt.push(a),t._.end.push(u)),l.on=t}),i===0&&o()})}
var Vg=0;function nt(e,t,n,r){this._groups=e,this._parents=t,this._name=n,this._id=r}function Xg(e){return kt().transition(e)}function Fu(){return++Vg}var tt=kt.
prototype;nt.prototype=Xg.prototype={constructor:nt,select:Cg,selectAll:Sg,selectChild:tt.selectChild,selectChildren:tt.selectChildren,filter:bg,merge:wg,selection:$g,
transition:Bg,call:tt.call,nodes:tt.nodes,node:tt.node,size:tt.size,empty:tt.empty,each:tt.each,on:Mg,attr:ig,attrTween:lg,style:Fg,styleTween:Rg,text:Ug,textTween:Yg,
remove:Tg,tween:Qp,delay:hg,duration:pg,ease:_g,easeVarying:vg,end:Wg,[Symbol.iterator]:tt[Symbol.iterator]};var Gg={time:null,delay:0,duration:250,ease:Nu};function Zg(e,t){
for(var n;!(n=e.__transition)||!(n=n[t]);)if(!(e=e.parentNode))throw new Error(`transition ${t} not found`);return n}function Qg(e){var t,n;e instanceof nt?(t=e.
_id,e=e._name):(t=Fu(),(n=Gg).time=Or(),e=e==null?null:e+"");for(var r=this._groups,i=r.length,o=0;o<i;++o)for(var s=r[o],a=s.length,u,l=0;l<a;++l)(u=s[l])&&Fr(
u,e,t,l,s,n||Zg(u,t));return new nt(r,this._parents,e,t)}kt.prototype.interrupt=Xp;kt.prototype.transition=Qg;var Pr=e=>()=>e;function Kg(e,{sourceEvent:t,target:n,transform:r,dispatch:i}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},sourceEvent:{
value:t,enumerable:!0,configurable:!0},target:{value:n,enumerable:!0,configurable:!0},transform:{value:r,enumerable:!0,configurable:!0},_:{value:i}})}function rt(e,t,n){
this.k=e,this.x=t,this.y=n}rt.prototype={constructor:rt,scale:function(e){return e===1?this:new rt(this.k*e,this.x,this.y)},translate:function(e,t){return e===0&
t===0?this:new rt(this.k,this.x+this.k*e,this.y+this.k*t)},apply:function(e){return[e[0]*this.k+this.x,e[1]*this.k+this.y]},applyX:function(e){return e*this.k+this.
x},applyY:function(e){return e*this.k+this.y},invert:function(e){return[(e[0]-this.x)/this.k,(e[1]-this.y)/this.k]},invertX:function(e){return(e-this.x)/this.k},
invertY:function(e){return(e-this.y)/this.k},rescaleX:function(e){return e.copy().domain(e.range().map(this.invertX,this).map(e.invert,e))},rescaleY:function(e){
return e.copy().domain(e.range().map(this.invertY,this).map(e.invert,e))},toString:function(){return"translate("+this.x+","+this.y+") scale("+this.k+")"}};var Ln=new rt(
1,0,0);Jg.prototype=rt.prototype;function Jg(e){for(;!e.__zoom;)if(!(e=e.parentNode))return Ln;return e.__zoom}function go(e){e.stopImmediatePropagation()}function An(e){
e.preventDefault(),e.stopImmediatePropagation()}function e0(e){return(!e.ctrlKey||e.type==="wheel")&&!e.button}function t0(){var e=this;return e instanceof SVGElement?
(e=e.ownerSVGElement||e,e.hasAttribute("viewBox")?(e=e.viewBox.baseVal,[[e.x,e.y],[e.x+e.width,e.y+e.height]]):[[0,0],[e.width.baseVal.value,e.height.baseVal.value]]):
[[0,0],[e.clientWidth,e.clientHeight]]}function Pu(){return this.__zoom||Ln}function n0(e){return-e.deltaY*(e.deltaMode===1?.05:e.deltaMode?1:.002)*(e.ctrlKey?10:
1)}function r0(){return navigator.maxTouchPoints||"ontouchstart"in this}function i0(e,t,n){var r=e.invertX(t[0][0])-n[0][0],i=e.invertX(t[1][0])-n[1][0],o=e.invertY(
t[0][1])-n[0][1],s=e.invertY(t[1][1])-n[1][1];return e.translate(i>r?(r+i)/2:Math.min(0,r)||Math.max(0,i),s>o?(o+s)/2:Math.min(0,o)||Math.max(0,s))}function Du(){
var e=e0,t=t0,n=i0,r=n0,i=r0,o=[0,1/0],s=[[-1/0,-1/0],[1/0,1/0]],a=250,u=wu,l=xn("start","zoom","end"),f,h,m,d=500,p=150,g=0,w=10;function v(y){y.property("__zo\
om",Pu).on("wheel.zoom",q,{passive:!1}).on("mousedown.zoom",W).on("dblclick.zoom",V).filter(i).on("touchstart.zoom",Y).on("touchmove.zoom",L).on("touchend.zoom \
touchcancel.zoom",z).style("-webkit-tap-highlight-color","rgba(0,0,0,0)")}v.transform=function(y,_,b,E){var S=y.selection?y.selection():y;S.property("__zoom",Pu),
y!==S?F(y,_,b,E):S.interrupt().each(function(){N(this,arguments).event(E).start().zoom(null,typeof _=="function"?_.apply(this,arguments):_).end()})},v.scaleBy=function(y,_,b,E){
v.scaleTo(y,function(){var S=this.__zoom.k,C=typeof _=="function"?_.apply(this,arguments):_;return S*C},b,E)},v.scaleTo=function(y,_,b,E){v.transform(y,function(){
var S=t.apply(this,arguments),C=this.__zoom,A=b==null?k(S):typeof b=="function"?b.apply(this,arguments):b,U=C.invert(A),J=typeof _=="function"?_.apply(this,arguments):
_;return n(M(x(C,J),A,U),S,s)},b,E)},v.translateBy=function(y,_,b,E){v.transform(y,function(){return n(this.__zoom.translate(typeof _=="function"?_.apply(this,arguments):
_,typeof b=="function"?b.apply(this,arguments):b),t.apply(this,arguments),s)},null,E)},v.translateTo=function(y,_,b,E,S){v.transform(y,function(){var C=t.apply(
this,arguments),A=this.__zoom,U=E==null?k(C):typeof E=="function"?E.apply(this,arguments):E;return n(Ln.translate(U[0],U[1]).scale(A.k).translate(typeof _=="fun\
ction"?-_.apply(this,arguments):-_,typeof b=="function"?-b.apply(this,arguments):-b),C,s)},E,S)};function x(y,_){return _=Math.max(o[0],Math.min(o[1],_)),_===y.
k?y:new rt(_,y.x,y.y)}function M(y,_,b){var E=_[0]-b[0]*y.k,S=_[1]-b[1]*y.k;return E===y.x&&S===y.y?y:new rt(y.k,E,S)}function k(y){return[(+y[0][0]+ +y[1][0])/
2,(+y[0][1]+ +y[1][1])/2]}function F(y,_,b,E){y.on("start.zoom",function(){N(this,arguments).event(E).start()}).on("interrupt.zoom end.zoom",function(){N(this,arguments).
event(E).end()}).tween("zoom",function(){var S=this,C=arguments,A=N(S,C).event(E),U=t.apply(S,C),J=b==null?k(U):typeof b=="function"?b.apply(S,C):b,ce=Math.max(
U[1][0]-U[0][0],U[1][1]-U[0][1]),ie=S.__zoom,de=typeof _=="function"?_.apply(S,C):_,we=u(ie.invert(J).concat(ce/ie.k),de.invert(J).concat(ce/de.k));return function(me){
if(me===1)me=de;else{var Le=we(me),P=ce/Le[2];me=new rt(P,J[0]-Le[0]*P,J[1]-Le[1]*P)}A.zoom(null,me)}})}function N(y,_,b){return!b&&y.__zooming||new j(y,_)}function j(y,_){
this.that=y,this.args=_,this.active=0,this.sourceEvent=null,this.extent=t.apply(y,_),this.taps=0}j.prototype={event:function(y){return y&&(this.sourceEvent=y),this},
start:function(){return++this.active===1&&(this.that.__zooming=this,this.emit("start")),this},zoom:function(y,_){return this.mouse&&y!=="mouse"&&(this.mouse[1]=
_.invert(this.mouse[0])),this.touch0&&y!=="touch"&&(this.touch0[1]=_.invert(this.touch0[0])),this.touch1&&y!=="touch"&&(this.touch1[1]=_.invert(this.touch1[0])),
this.that.__zoom=_,this.emit("zoom"),this},end:function(){return--this.active===0&&(delete this.that.__zooming,this.emit("end")),this},emit:function(y){var _=Ce(
this.that).datum();l.call(y,this.that,new Kg(y,{sourceEvent:this.sourceEvent,target:v,transform:this.that.__zoom,dispatch:l}),_)}};function q(y,..._){if(!e.apply(
this,arguments))return;var b=N(this,_).event(y),E=this.__zoom,S=Math.max(o[0],Math.min(o[1],E.k*Math.pow(2,r.apply(this,arguments)))),C=Ke(y);if(b.wheel)(b.mouse[0][0]!==
C[0]||b.mouse[0][1]!==C[1])&&(b.mouse[1]=E.invert(b.mouse[0]=C)),clearTimeout(b.wheel);else{if(E.k===S)return;b.mouse=[C,E.invert(C)],In(this),b.start()}An(y),b.
wheel=setTimeout(A,p),b.zoom("mouse",n(M(x(E,S),b.mouse[0],b.mouse[1]),b.extent,s));function A(){b.wheel=null,b.end()}}function W(y,..._){if(m||!e.apply(this,arguments))
return;var b=y.currentTarget,E=N(this,_,!0).event(y),S=Ce(y.view).on("mousemove.zoom",J,!0).on("mouseup.zoom",ce,!0),C=Ke(y,b),A=y.clientX,U=y.clientY;za(y.view),
go(y),E.mouse=[C,this.__zoom.invert(C)],In(this),E.start();function J(ie){if(An(ie),!E.moved){var de=ie.clientX-A,we=ie.clientY-U;E.moved=de*de+we*we>g}E.event(
ie).zoom("mouse",n(M(E.that.__zoom,E.mouse[0]=Ke(ie,b),E.mouse[1]),E.extent,s))}function ce(ie){S.on("mousemove.zoom mouseup.zoom",null),Ua(ie.view,E.moved),An(
ie),E.event(ie).end()}}function V(y,..._){if(e.apply(this,arguments)){var b=this.__zoom,E=Ke(y.changedTouches?y.changedTouches[0]:y,this),S=b.invert(E),C=b.k*(y.
shiftKey?.5:2),A=n(M(x(b,C),E,S),t.apply(this,_),s);An(y),a>0?Ce(this).transition().duration(a).call(F,A,E,y):Ce(this).call(v.transform,A,E,y)}}function Y(y,..._){
if(e.apply(this,arguments)){var b=y.touches,E=b.length,S=N(this,_,y.changedTouches.length===E).event(y),C,A,U,J;for(go(y),A=0;A<E;++A)U=b[A],J=Ke(U,this),J=[J,this.
__zoom.invert(J),U.identifier],S.touch0?!S.touch1&&S.touch0[2]!==J[2]&&(S.touch1=J,S.taps=0):(S.touch0=J,C=!0,S.taps=1+!!f);f&&(f=clearTimeout(f)),C&&(S.taps<2&&
(h=J[0],f=setTimeout(function(){f=null},d)),In(this),S.start())}}function L(y,..._){if(this.__zooming){var b=N(this,_).event(y),E=y.changedTouches,S=E.length,C,
A,U,J;for(An(y),C=0;C<S;++C)A=E[C],U=Ke(A,this),b.touch0&&b.touch0[2]===A.identifier?b.touch0[0]=U:b.touch1&&b.touch1[2]===A.identifier&&(b.touch1[0]=U);if(A=b.
that.__zoom,b.touch1){var ce=b.touch0[0],ie=b.touch0[1],de=b.touch1[0],we=b.touch1[1],me=(me=de[0]-ce[0])*me+(me=de[1]-ce[1])*me,Le=(Le=we[0]-ie[0])*Le+(Le=we[1]-
ie[1])*Le;A=x(A,Math.sqrt(me/Le)),U=[(ce[0]+de[0])/2,(ce[1]+de[1])/2],J=[(ie[0]+we[0])/2,(ie[1]+we[1])/2]}else if(b.touch0)U=b.touch0[0],J=b.touch0[1];else return;
b.zoom("touch",n(M(A,U,J),b.extent,s))}}function z(y,..._){if(this.__zooming){var b=N(this,_).event(y),E=y.changedTouches,S=E.length,C,A;for(go(y),m&&clearTimeout(
m),m=setTimeout(function(){m=null},d),C=0;C<S;++C)A=E[C],b.touch0&&b.touch0[2]===A.identifier?delete b.touch0:b.touch1&&b.touch1[2]===A.identifier&&delete b.touch1;
if(b.touch1&&!b.touch0&&(b.touch0=b.touch1,delete b.touch1),b.touch0)b.touch0[1]=this.__zoom.invert(b.touch0[0]);else if(b.end(),b.taps===2&&(A=Ke(A,this),Math.
hypot(h[0]-A[0],h[1]-A[1])<w)){var U=Ce(this).on("dblclick.zoom");U&&U.apply(this,arguments)}}}return v.wheelDelta=function(y){return arguments.length?(r=typeof y==
"function"?y:Pr(+y),v):r},v.filter=function(y){return arguments.length?(e=typeof y=="function"?y:Pr(!!y),v):e},v.touchable=function(y){return arguments.length?(i=
typeof y=="function"?y:Pr(!!y),v):i},v.extent=function(y){return arguments.length?(t=typeof y=="function"?y:Pr([[+y[0][0],+y[0][1]],[+y[1][0],+y[1][1]]]),v):t},
v.scaleExtent=function(y){return arguments.length?(o[0]=+y[0],o[1]=+y[1],v):[o[0],o[1]]},v.translateExtent=function(y){return arguments.length?(s[0][0]=+y[0][0],
s[1][0]=+y[1][0],s[0][1]=+y[0][1],s[1][1]=+y[1][1],v):[[s[0][0],s[0][1]],[s[1][0],s[1][1]]]},v.constrain=function(y){return arguments.length?(n=y,v):n},v.duration=
function(y){return arguments.length?(a=+y,v):a},v.interpolate=function(y){return arguments.length?(u=y,v):u},v.on=function(){var y=l.on.apply(l,arguments);return y===
l?v:y},v.clickDistance=function(y){return arguments.length?(g=(y=+y)*y,v):Math.sqrt(g)},v.tapDistance=function(y){return arguments.length?(w=+y,v):w},v}var o0=Symbol.for("pv"),s0=0;function c(e,t,n,r,i,o){t||(t={});var s,a,u=t;if("ref"in u&&typeof e!="function")for(a in u={},t)a=="ref"?s=t[a]:u[a]=t[a];var l={type:e,props:u,key:n,ref:s,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:o0,__v:--s0,__i:-1,__u:0};return(i||o)&&(l.__source=i,l.__self=o),ee.vnode&&ee.vnode(l),l}var B={family:e=>`#/family/${encodeURIComponent(e)}`,segment:(e,t)=>`#/family/${encodeURIComponent(e)}/${encodeURIComponent(t)}`,node:e=>`#/node/${encodeURIComponent(
T.nodes[e][0])}`,column:(e,t)=>`#/column/${encodeURIComponent(T.nodes[e][0])}/${encodeURIComponent(t)}`,lineage:e=>`#/lineage/${encodeURIComponent(T.nodes[e][0])}`};
function se({title:e,lead:t,children:n}){return c("article",{children:[c("h1",{children:e}),t&&c("div",{class:"lead",children:t}),n]})}function Re({of:e,children:t}){
return e.problem?c("p",{class:"problem",children:$.problem(e.problem)}):e.value===void 0?c("p",{class:"quiet","aria-busy":"true",children:[$.loading,"…"]}):c(
R,{children:t(e.value)})}var Ru={success:"✓",pass:"✓",reused:"✓",warn:"!",fail:"✕",error:"✕",interrupted:"✕"};function Dr(e){return e?["success","pa\
ss","reused"].includes(e)?"good":e==="warn"?"look":["fail","error","interrupted"].includes(e)?"bad":"none":"none"}function Ve({of:e,quiet:t}){return e?c("span",
{class:`status ${Dr(e)}`,title:$.status[e]??e,children:[c("span",{"aria-hidden":"true",children:Ru[e]??"·"}),t?c("span",{class:"hidden",children:$.status[e]??e}):
` ${$.status[e]??e}`]}):c("span",{class:"quiet",children:oe})}function Rr({of:e}){let t=Object.entries(e);return t.length?c("span",{class:"verdicts",children:t.
map(([n,r])=>c("span",{class:`status ${Dr(n)}`,title:`${r} ${$.status[n]??n}`,children:[c("span",{"aria-hidden":"true",children:Ru[n]??"·"})," ",r,c("span",{class:"\
hidden",children:[" ",$.status[n]??n]})]},n))}):c("span",{class:"quiet",children:oe})}function be({columns:e,rows:t,label:n,most:r=60,sorted:i}){let[o,s]=Q(i??null),
[a,u]=Q(!1),l=t;if(o){let h=e[o[0]].by;l=[...t].sort((m,d)=>{let[p,g]=[h(m),h(d)];return p===g?0:p==null?1:g==null?-1:(p<g?-1:1)*o[1]})}let f=a||l.length<=r+10?
l:l.slice(0,r);return c("div",{class:"scroll",tabIndex:0,role:"region","aria-label":n,children:[c("table",{children:[c("caption",{class:"hidden",children:n}),c(
"thead",{children:c("tr",{children:e.map((h,m)=>{let d=o?.[0]===m?o[1]:0;return c("th",{scope:"col",class:h.number?"n":"","aria-sort":d?d>0?"ascending":"descend\
ing":void 0,children:h.by?c("button",{class:"plain",onClick:()=>s([m,d?-d:h.number?-1:1]),children:[h.name,d?c("span",{"aria-hidden":"true",children:d>0?" ↑":
" ↓"}):null]}):h.name},m)})})}),c("tbody",{children:f.map((h,m)=>c("tr",{children:e.map((d,p)=>c("td",{class:(d.number?"n":"")+(d.wide?" wide":""),children:d.
of(h)},p))},m))})]}),f.length<l.length&&c("button",{class:"more",onClick:()=>u(!0),children:$.rowsMore(l.length-f.length)})]})}function a0(e){return e==null?oe:
typeof e=="number"?_e(e):typeof e=="boolean"?e?$.yes:$.no:String(e)}function he({title:e,note:t,figures:n,children:r,hidesPeople:i,id:o}){let s=i&&n?.rows.some(
a=>a.includes(null));return c("figure",{id:o,children:[c("figcaption",{children:[c("h2",{children:e}),t&&c("p",{children:t})]}),r,n&&c(u0,{summary:$.asTable,origin:n.
origin,children:()=>c(R,{children:[s?c("p",{class:"quiet",children:$.suppressed(T.minimum_cell)}):null,c(be,{label:e,rows:n.rows,columns:n.columns.map((a,u)=>({
name:D(a),of:l=>a0(l[u]),by:l=>l[u],number:n.rows.some(l=>typeof l[u]=="number")}))})]})})]})}function u0({summary:e,origin:t,children:n}){let[r,i]=Q(!1);return c(
"details",{onToggle:o=>i(o.currentTarget.open),children:[c("summary",{children:[e,t?c("span",{class:"quiet",children:[" ",$.from," ",t]}):null]}),r&&n()]})}function ht({
children:e,least:t=260}){let n=Ze(null),[r,i]=Q(0);return _n(()=>{let o=n.current;i(o.clientWidth);let s=new ResizeObserver(()=>i(o.clientWidth));return s.observe(
o),()=>s.disconnect()},[]),c("div",{class:"sized",ref:n,children:r>0&&e(Math.max(r,t))})}function Zt({of:e,two:t}){return c("dl",{class:t?"facts two":"facts",children:e.
filter(([,n])=>n!=null&&n!=="").map(([n,r])=>c("div",{children:[c("dt",{children:n}),c("dd",{children:r})]},n))})}function qe({label:e,value:t,options:n,onChange:r}){
return c("label",{class:"choice",children:[c("span",{children:e}),c("select",{value:t,onChange:i=>r(i.currentTarget.value),children:n.map(([i,o])=>c("option",{value:i,
children:o},i))})]})}function re(e){return e?e.rows.map(t=>Object.fromEntries(e.columns.map((n,r)=>[n,t[r]]))):[]}function Fn({text:e}){return c(R,{children:e.split(
/\n\s*\n/).map((t,n)=>c("p",{children:t.split(/(`[^`]+`)/).map((r,i)=>r.startsWith("`")&&r.length>2?c("code",{children:r.slice(1,-1)},i):r)},n))})}function qr({
of:e}){return e===null?c("span",{class:"quiet",children:$.few(T.minimum_cell)}):c(R,{children:K(e)})}function qu({of:e}){return e===null?c("span",{class:"quiet",
children:oe}):c("span",{class:e===0?"quiet":"",children:Ut(e)})}function Qt(e){return e.split("/").slice(0,-1).join("/")}function zu(){let e=$.models,[t,n]=Q(""),[r,i]=Q(""),o=[...new Set(T.nodes.map(u=>u[2]))],s=t.toLowerCase().
split(/\s+/).filter(Boolean),a=T.nodes.map((u,l)=>({node:u,at:l})).filter(({node:u})=>(!r||u[2]===r)&&s.every(l=>`${u[1]} ${u[4]}`.toLowerCase().includes(l)));return c(
se,{title:e.title,children:[c("div",{class:"filters",children:[c("input",{type:"search",placeholder:e.filter,"aria-label":e.filter,value:t,onInput:u=>n(u.currentTarget.
value)}),c("select",{"aria-label":e.type,value:r,onChange:u=>i(u.currentTarget.value),children:[c("option",{value:"",children:e.all}),o.map(u=>c("option",{value:u,
children:u},u))]}),c("span",{class:"quiet",children:e.shown(a.length,T.nodes.length)})]}),c(be,{label:e.title,rows:a,most:80,columns:[{name:e.name,wide:!0,of:({
node:u,at:l})=>c(R,{children:[c("a",{class:"strong",href:B.node(l),children:u[1]}),c("div",{class:"quiet small",children:Qt(u[4])})]}),by:({node:u})=>u[1]},{name:e.
type,of:({node:u})=>c(R,{children:[u[2],u[5]&&u[5]!==u[2]?c("span",{class:"quiet",children:[" ",u[5]]}):null]}),by:({node:u})=>u[2]},{name:e.rows,number:!0,of:({
node:u})=>K(u[6]),by:({node:u})=>u[6]},{name:e.time,number:!0,of:({node:u})=>Ue(u[7]),by:({node:u})=>u[7]},{name:e.tests,of:({node:u})=>c(Rr,{of:u[9]}),by:({node:u})=>Object.
values(u[9]).reduce((l,f)=>l+f,0),number:!0}]})]})}function Uu({id:e}){let t=bt.get(e),n=Fe(t===void 0?null:`nodes-${Math.floor(t/T.chunk)}`);return t===void 0?
c(se,{title:e,children:c("p",{children:$.notFound})}):c(Re,{of:n,children:r=>c(l0,{position:t,details:r[t%T.chunk]},e)})}function l0({position:e,details:t}){let n=$.
node,r=T.nodes[e],i=T.families.find(o=>o.node===e);return c(se,{title:r[1],lead:t.description?c(Fn,{text:t.description}):c("span",{class:"quiet",children:n.noDescription}),
children:[c(Zt,{of:[[n.type,[r[2],r[5]].filter((o,s,a)=>o&&a.indexOf(o)===s).join(", ")],[n.owner,t.owner],[n.family,i?c("a",{href:B.family(i.name),children:D(i.
name)}):null],[n.relation,t.relation?c("code",{children:t.relation}):null],[n.rowsNow,r[6]===null?null:K(r[6])],[n.lastTime,r[7]===null?null:Ue(r[7])],[n.file,c(
"code",{children:r[4]})],[n.package,r[3]===T.project?null:r[3]],[n.tags,t.tags?.join(", ")],...t.source?f0(t.source):[]]}),c("section",{children:[c("h2",{children:[
n.lineage," ",c("a",{class:"aside",href:B.lineage(e),children:n.whole})]}),c(Wu,{position:e}),c(Zt,{two:!0,of:[[n.reads,c(_o,{of:T.parents[e]})],[n.readBy,c(_o,
{of:vt[e]})]]})]}),t.columns&&c("section",{children:[c("h2",{children:[n.columns," ",c("span",{class:"badge",children:t.columns.length})]}),c(be,{label:n.columns,
rows:t.columns,most:200,columns:[{name:n.column,of:o=>c(R,{children:[T.has_columns?c("a",{href:B.column(e,o.name),children:c("code",{children:o.name})}):c("code",
{children:o.name}),o.personal?c("span",{class:"tag",children:n.personal}):null]}),by:o=>o.name},{name:n.type,of:o=>c("span",{class:"quiet small",children:o.type??
""}),by:o=>o.type},{name:n.meaning,wide:!0,of:o=>o.description??""},{name:n.tests,of:o=>c(Rr,{of:c0(t,o.name)})}]})]}),t.tests&&c("section",{children:[c("h2",{children:[
n.tests," ",c("span",{class:"badge",children:t.tests.length})]}),c(be,{label:n.tests,rows:t.tests,columns:[{name:n.verdict,of:o=>c(Ve,{of:o.verdict}),by:o=>o.verdict},
{name:n.test,wide:!0,of:o=>c(R,{children:[o.name,o.description?c("div",{class:"quiet small",children:o.description}):null]}),by:o=>o.name},{name:n.column,of:o=>o.
column?c("code",{children:o.column}):"",by:o=>o.column},{name:n.failures,number:!0,of:o=>K(o.failures),by:o=>o.failures},{name:n.time,number:!0,of:o=>Ue(o.seconds),
by:o=>o.seconds},{name:n.history,of:o=>c("span",{class:"history",children:(o.history??[]).map(([s,a])=>c(Ve,{of:a,quiet:!0},s))})}]})]}),(t.raw||t.compiled)&&c(
h0,{details:t}),t.runs&&c("section",{children:[c("h2",{children:n.runs}),c(be,{label:n.runs,rows:t.runs,columns:[{name:n.run,of:o=>Ie(o[0])},{name:n.status,of:o=>c(
Ve,{of:o[1]})},{name:n.time,number:!0,of:o=>Ue(o[2])},{name:n.rows,number:!0,of:o=>K(o[3])}]})]})]})}function c0(e,t){let n={};for(let r of e.tests??[])r.column?.
toLowerCase()===t.toLowerCase()&&(n[r.verdict]=(n[r.verdict]??0)+1);return n}function f0(e){let t=$.sources;return[[t.loaded,e.loaded_at?c("code",{children:e.loaded_at}):
null],[t.limit,[e.warn_after&&`${t.warn} ${sr(e.warn_after)}`,e.error_after&&`${t.error} ${sr(e.error_after)}`].filter(Boolean).join(", ")]]}function _o({of:e}){
return e.length?c(R,{children:e.map((t,n)=>c("span",{children:[n?", ":"",c("a",{href:B.node(t),children:T.nodes[t][1]})]},t))}):c("span",{class:"quiet",children:$.
node.nothing})}function h0({details:e}){let t=$.node,n=[];e.raw&&n.push([t.raw,e.raw]),e.compiled&&n.push([t.compiled,e.compiled]);let[r,i]=Q(0),[o,s]=Q(!1),a=n[Math.
min(r,n.length-1)][1].trim();return c("section",{children:[c("h2",{children:e.language==="python"?$.python:t.sql}),c("div",{class:"tabs",children:[n.map(([u],l)=>c(
"button",{"aria-pressed":l===r,onClick:()=>{i(l),s(!1)},children:u},u)),c("button",{class:"aside",onClick:()=>navigator.clipboard?.writeText(a).then(()=>s(!0),()=>{}),
children:o?t.copied:t.copy})]}),c("pre",{tabIndex:0,children:c("code",{children:a})})]})}function ju(){let e=$.sources;return T.sources.length?c(se,{title:e.title,
children:c(be,{label:e.title,rows:T.sources,columns:[{name:e.source,of:t=>c("a",{class:"strong",href:B.node(t.node),children:T.nodes[t.node][1]}),by:t=>T.nodes[t.
node][1]},{name:e.limit,of:t=>t.status?c(Ve,{of:t.status}):c("span",{class:"quiet",children:t.has_freshness?e.never:e.notDeclared}),by:t=>t.status},{name:e.age,
number:!0,of:t=>t.age_seconds===void 0?oe:sr(t.age_seconds),by:t=>t.age_seconds},{name:e.loaded,of:t=>Ie(t.loaded_at),by:t=>t.loaded_at},{name:e.looked,of:t=>Ie(
t.looked_at),by:t=>t.looked_at},{name:e.readers,wide:!0,of:t=>c(_o,{of:vt[t.node]})}]})}):c(se,{title:e.title,children:c("p",{children:e.none})})}function Hu(){
let e=$.runs,t=Fe("runs"),[n,r]=Q(0);return c(se,{title:e.title,children:c(Re,{of:t,children:i=>{if(!i.length)return c("p",{children:e.none});let o=i[Math.min(n,
i.length-1)],s=Math.max(...i.map(a=>a.seconds??0))||1;return c(R,{children:[c(be,{label:e.title,rows:i.map((a,u)=>({each:a,at:u})),columns:[{name:e.at,of:({each:a,
at:u})=>c("button",{class:"link","aria-pressed":u===n,onClick:()=>r(u),children:Ie(a.at)})},{name:e.command,of:({each:a})=>c("code",{children:a.command})},{name:e.
took,of:({each:a})=>c("span",{class:"share",children:[c("span",{class:"share-track","aria-hidden":"true",children:c("span",{style:{width:`${(a.seconds??0)/s*100}\
%`}})}),a.seconds===null?e.notFinished:Ue(a.seconds)]})},{name:e.result,wide:!0,of:({each:a})=>c(Rr,{of:a.counts})},{name:e.published,of:({each:a})=>a.generation===
null?c("span",{class:"quiet",children:e.notPublished}):`${e.generation} ${a.generation}`}]}),c("section",{children:[c("h2",{children:[o.command,", ",Ie(o.at)]}),
o.attention.length>0&&c(R,{children:[c("h3",{children:e.attention}),c(be,{label:e.attention,rows:o.attention,columns:[{name:e.result,of:a=>c(Ve,{of:a[1]})},{name:e.
step,wide:!0,of:a=>c(Yu,{id:a[0]})},{name:$.node.failures,number:!0,of:a=>K(a[2])}]})]}),o.path.length>0&&c(R,{children:[c("h3",{children:e.path}),c(d0,{run:o})]}),
c("h3",{children:e.slowest}),c(Bu,{steps:o.slowest.map(([a,u])=>[a,0,u]),whole:o.slowest[0]?.[1]??1})]})]})}})})}function d0({run:e}){let t=e.seconds??1,n=e.path.
filter(r=>r[2]>=t/100);return c(R,{children:[c("p",{class:"quiet small",children:$.runs.pathNote(e.path.length-n.length)}),c(Bu,{steps:n,whole:t})]})}function Yu({
id:e}){let t=bt.get(e),n=e.split(".").slice(2).join(".");return t===void 0?c("span",{children:n}):c("a",{href:B.node(t),children:n})}function Bu({steps:e,whole:t}){
return c("div",{class:"bars",role:"list",children:e.map(([n,r,i],o)=>c("div",{role:"listitem",class:"bar",children:[c("span",{class:"bar-name",children:c(Yu,{id:n})}),
c("span",{class:"bar-track",children:c("span",{class:"bar-fill",style:{marginLeft:`${Math.min(99,r/t*100)}%`,width:`max(2px, ${Math.min(100,i/t*100)}%)`}})}),c(
"span",{class:"bar-value",children:Ue(i)})]},o))})}var pe=$.lineage,Nt=160,Jt=26;function wo(e,t,n="LR"){let r=new Oi.Graph({multigraph:!0});r.setGraph({rankdir:n,nodesep:n==="LR"?8:20,ranksep:n==="LR"?46:22,marginx:12,
marginy:12}),r.setDefaultEdgeLabel(()=>({}));for(let a of e)r.setNode(a.id,{width:26+Math.min(a.label.length,34)*7.7,height:Jt});for(let[a,u]of t)r.setEdge(a,u);
Ta(r);let i=e.map(a=>{let u=r.node(a.id);return{...a,x:u.x-u.width/2,y:u.y-Jt/2,w:u.width}}),o=r.edges().map(a=>{let u=r.edge(a).points,[l,f]=[u[0],u[u.length-1]],
h=`M${l.x},${l.y}`;for(let m=1;m<u.length;m++){let[d,p]=[u[m-1],u[m]],[g,w]=[(d.x+p.x)/2,(d.y+p.y)/2];h+=n==="LR"?`C${g},${d.y} ${g},${p.y} ${p.x},${p.y}`:`C${d.
x},${w} ${p.x},${w} ${p.x},${p.y}`}return f?h:""}),s=r.graph();return{boxes:i,arrows:o,width:s.width??0,height:s.height??0}}function zr(e,t,n,r){let i=new Set([
e]),o=[e];for(let s=0;s<n&&o.length;s++){let a=new Set;for(let u of o)for(let l of t(u))i.has(l)||a.add(l);if(i.size+a.size>r)return{found:i,isCut:!0};a.forEach(
u=>i.add(u)),o=[...a]}return{found:i,isCut:!1}}function m0(e,t,n){let r=zr(e,o=>T.parents[o],t,Nt/2),i=zr(e,o=>vt[o],n,Nt/2);return{shown:new Set([...r.found,...i.
found]),isCut:r.isCut||i.isCut}}function p0(e,t,n){let r=T.nodes[e],i=["error","fail","interrupted","warn"].find(o=>r[9][o])??r[8];return{id:String(e),label:r[1],
kind:r[2],tone:Dr(i),isFocus:e===t,open:()=>{location.hash=B.node(e).slice(1)},focus:n&&(()=>n(e))}}function jr({drawn:e,label:t,height:n}){let r=Ze(null),i=Ze(
null),o=Ze(void 0);function s(){let[u,l]=[r.current.clientWidth,r.current.clientHeight],f=Math.min(1,u/(e.width||1),l/(e.height||1)),h=e.boxes.find(w=>w.isFocus),
m=f<.45,d=m?.8:f,p=m&&h?u/2-(h.x+h.w/2)*d:(u-e.width*d)/2,g=m&&h?l/2-(h.y+Jt/2)*d:(l-e.height*d)/2;Ce(r.current).call(o.current.transform,Ln.translate(p,g).scale(
d))}zt(()=>{o.current=Du().scaleExtent([.1,2.5]).filter(u=>!u.button&&(u.type!=="wheel"||u.ctrlKey||u.metaKey||document.activeElement===r.current||r.current.contains(
document.activeElement))).on("zoom",u=>i.current?.setAttribute("transform",u.transform.toString())),Ce(r.current).call(o.current).on("dblclick.zoom",null),s()},
[e]);let a=u=>Ce(r.current).call(o.current.scaleBy,u);return c("div",{class:"canvas",style:{height:`${n}px`},children:[c("svg",{ref:r,role:"group","aria-label":t,
tabIndex:0,children:c("g",{ref:i,children:[e.arrows.map((u,l)=>c("path",{class:"arrow",d:u},l)),e.boxes.map(u=>c("g",{class:`box ${u.kind}${u.isFocus?" focus":""}`,
transform:`translate(${u.x},${u.y})`,role:"link",tabIndex:0,"aria-label":`${u.label}, ${u.kind}`,onClick:l=>l.shiftKey&&u.focus?u.focus():u.open(),onKeyDown:l=>{
l.key==="Enter"&&(l.shiftKey&&u.focus?u.focus:u.open)()},children:[c("rect",{width:u.w,height:Jt,rx:"5"}),c("circle",{class:u.tone,cx:"12",cy:Jt/2,r:"3.5"}),c("\
text",{x:"22",y:Jt/2+4,children:u.label.length>34?`${u.label.slice(0,33)}…`:u.label}),c("title",{children:[u.label,u.note?`
${u.note}`:""]})]},u.id))]})}),c("div",{class:"zoom",children:[c("button",{onClick:()=>a(1.3),"aria-label":pe.in,children:"+"}),c("button",{onClick:()=>a(1/1.3),
"aria-label":pe.out,children:"−"}),c("button",{onClick:s,children:pe.fit})]})]})}function Xu(e,t,n,r,i=!1){let{shown:o,isCut:s}=m0(e,t,n),a=[...o].map(l=>p0(l,
e,r)),u=[];for(let l of o)for(let f of T.parents[l])o.has(f)&&(!i||l===e||f===e)&&u.push([String(f),String(l)]);return{drawn:wo(a,u),isCut:s,shown:o}}function Wu({
position:e}){let t=ct(()=>Xu(e,1,1,void 0,!0),[e]),n=Math.max(90,Math.min(420,t.drawn.height+20));return c(jr,{drawn:t.drawn,label:$.node.lineage,height:n})}function Gu({
id:e}){let t=e===void 0?void 0:bt.get(e);return c(se,{title:pe.title,children:t===void 0?c(b0,{}):c(_0,{position:t},e)})}function Zu({id:e,column:t}){let n=bt.get(
e),r=Fe(T.has_columns?"columns":null),i=$.column;return n===void 0||!T.has_columns?c(se,{title:t,children:c("p",{children:$.notFound})}):c(se,{title:t,lead:c(R,
{children:[i.of," ",c("a",{href:B.node(n),children:T.nodes[n][1]})]}),children:c(Re,{of:r,children:o=>c(g0,{position:n,column:t.toLowerCase(),entries:o},`${e} ${t}`)})})}
var Kt;function Vu(e){return Kt||(Kt=new Map,e.forEach((t,n)=>{for(let[r,i]of Object.entries(t))for(let[o,s]of i){let a=`${o} ${s}`;Kt.set(a,[...Kt.get(a)??[],`${n}\
 ${r}`])}}),Kt)}function g0({position:e,column:t,entries:n}){let r=$.column,[i,o]=Q("99"),[s,a]=Q("1"),u=`${e} ${t}`,l=d=>[Number(d.slice(0,d.indexOf(" "))),d.slice(
d.indexOf(" ")+1)],f=d=>{let[p,g]=l(d);return(n[p][g]??[]).map(([w,v])=>`${w} ${v}`)},h=ct(()=>{let d=Vu(n),p=zr(u,f,Number(i),Nt/2),g=zr(u,M=>d.get(M)??[],Number(
s),Nt/2),w=new Set([...p.found,...g.found]),v=[...w].map(M=>{let[k,F]=l(M);return{id:M,label:`${T.nodes[k][1]}.${F}`,kind:T.nodes[k][2],tone:"none",isFocus:M===
u,open:()=>{location.hash=B.column(k,F).slice(1)}}}),x=[...w].flatMap(M=>f(M).filter(k=>w.has(k)).map(k=>[k,M]));return{drawn:wo(v,x),isCut:p.isCut||g.isCut,shown:w}},
[u,i,s]),m=[...h.shown].filter(d=>d!==u&&f(d).length===0);return c(R,{children:[c("p",{class:"quiet",children:r.note}),c("div",{class:"filters",children:[c(qe,{
label:pe.up,value:i,onChange:o,options:Ur}),c(qe,{label:pe.down,value:s,onChange:a,options:Ur})]}),h.isCut&&c("p",{class:"quiet",children:pe.tooMany(Nt)}),h.shown.
size>1?c(jr,{drawn:h.drawn,label:r.title,height:Math.max(200,Math.min(600,h.drawn.height+40))}):c("p",{children:r.alone}),c(yo,{title:r.madeOf,of:f(u).map(l)}),
c(yo,{title:r.usedBy,of:(Vu(n).get(u)??[]).map(l)}),c(yo,{title:r.ends,of:m.map(l)})]})}function yo({title:e,of:t}){return t.length?c("section",{children:[c("h2",
{children:[e," ",c("span",{class:"badge",children:t.length})]}),c("ul",{class:"tests",children:t.map(([n,r])=>c("li",{children:c("a",{href:B.column(n,r),children:[
T.nodes[n][1],".",c("b",{children:r})]})},`${n} ${r}`))})]}):null}var Ur=[["0","0"],["1","1"],["2","2"],["3","3"],["5","5"],["99","∞"]];function _0({position:e}){
let[t,n]=Q("2"),[r,i]=Q("2"),o=a=>{location.hash=B.lineage(a).slice(1)},s=ct(()=>Xu(e,Number(t),Number(r),o),[e,t,r]);return c(R,{children:[c("div",{class:"filt\
ers",children:[c("span",{children:[pe.focus,": ",c("a",{class:"strong",href:B.node(e),children:T.nodes[e][1]})]}),c(qe,{label:pe.up,value:t,onChange:n,options:Ur}),
c(qe,{label:pe.down,value:r,onChange:i,options:Ur}),c("a",{href:"#/lineage",children:pe.project})]}),s.isCut&&c("p",{class:"quiet",children:pe.tooMany(Nt)}),c(jr,
{drawn:s.drawn,label:pe.title,height:Math.max(360,Math.min(640,window.innerHeight-240))}),c("p",{class:"quiet small",children:pe.legend}),c("details",{children:[
c("summary",{children:pe.list}),c(be,{label:pe.list,rows:[...s.shown],columns:[{name:$.models.name,of:a=>c("a",{href:B.node(a),children:T.nodes[a][1]}),by:a=>T.
nodes[a][1]},{name:$.models.type,of:a=>T.nodes[a][2],by:a=>T.nodes[a][2]},{name:$.models.folder,of:a=>Qt(T.nodes[a][4]),by:a=>Qt(T.nodes[a][4])}]})]})]})}var bo=40,
y0=6;function v0(e){let t=new Map;e.forEach(r=>t.set(r,(t.get(r)??0)+1));let n=new Set([...t].sort((r,i)=>i[1]-r[1]).slice(0,bo/2).map(([r])=>r));return e.map(r=>n.
has(r)?r:`${Qt(r)}/…`)}function vo(e){return T.nodes.map(t=>{if(t[2]==="source")return`source ${t[1].split(".")[0]}`;let n=Qt(t[4]).split("/").slice(0,e).join(
"/");return`${t[3]===T.project?"":`${t[3]}: `}${n}`})}function b0(){let[e,t]=Q(null),n=ct(()=>{let i=9,o=vo(i);for(;new Set(o).size>bo&&i>1;)o=vo(--i);new Set(o).
size<y0&&i<9&&(o=v0(vo(i+1)));let s=new Map;o.forEach(h=>s.set(h,(s.get(h)??0)+1));let a=new Map;T.parents.forEach((h,m)=>h.forEach(d=>{if(o[d]===o[m])return;let p=`${o[d]}\
\0${o[m]}`,g=a.get(p)??{ends:[o[d],o[m]],n:0};g.n++,a.set(p,g)}));let u=[...s].sort((h,m)=>m[1]-h[1]).slice(0,bo),l=new Set(u.map(([h])=>h)),f=u.map(([h,m])=>({
id:`in ${h}`,label:`${h||"."} (${m})`,kind:h.startsWith("source ")?"source":"folder",tone:"none",open:()=>t(h)}));return{of:o,drawn:wo(f,[...a.values()].filter(
({ends:[h,m]})=>l.has(h)&&l.has(m)).sort((h,m)=>m.n-h.n).slice(0,Nt).map(({ends:[h,m]})=>[`in ${h}`,`in ${m}`]),"TB")}},[]),r=e===null?[]:T.nodes.map((i,o)=>o).
filter(i=>n.of[i]===e);return c(R,{children:[c("h2",{children:pe.project}),c("p",{class:"quiet",children:pe.projectNote}),c(jr,{drawn:n.drawn,label:pe.project,height:Math.
max(360,Math.min(620,window.innerHeight-280))}),e!==null&&c("section",{children:[c("h2",{children:e}),c(be,{label:e,rows:r,columns:[{name:$.models.name,of:i=>c(
"a",{href:B.lineage(i),children:T.nodes[i][1]}),by:i=>T.nodes[i][1]},{name:$.models.rows,number:!0,of:i=>K(T.nodes[i][6]),by:i=>T.nodes[i][6]}]})]})]})}function Pn(e,t){return e==null||t==null?NaN:e<t?-1:e>t?1:e>=t?0:NaN}function w0(e,t){return e==null||t==null?NaN:t<e?-1:t>e?1:t>=e?0:NaN}function Br(e){let t,n,
r;e.length!==2?(t=Pn,n=(a,u)=>Pn(e(a),u),r=(a,u)=>e(a)-u):(t=e===Pn||e===w0?e:x0,n=e,r=e);function i(a,u,l=0,f=a.length){if(l<f){if(t(u,u)!==0)return f;do{let h=l+
f>>>1;n(a[h],u)<0?l=h+1:f=h}while(l<f)}return l}function o(a,u,l=0,f=a.length){if(l<f){if(t(u,u)!==0)return f;do{let h=l+f>>>1;n(a[h],u)<=0?l=h+1:f=h}while(l<f)}
return l}function s(a,u,l=0,f=a.length){let h=i(a,u,l,f-1);return h>l&&r(a[h-1],u)>-r(a[h],u)?h-1:h}return{left:i,center:s,right:o}}function x0(){return 0}function k0(e){
return e===null?NaN:+e}var Ku=Br(Pn),Ju=Ku.right,nb=Ku.left,rb=Br(k0).center;var ib=el(tl),ob=el(M0);function el(e){return function(t,n,r=n){if(!((n=+n)>=0))throw new RangeError("invalid rx");if(!((r=+r)>=0))throw new RangeError("invalid\
 ry");let{data:i,width:o,height:s}=t;if(!((o=Math.floor(o))>=0))throw new RangeError("invalid width");if(!((s=Math.floor(s!==void 0?s:i.length/o))>=0))throw new RangeError(
"invalid height");if(!o||!s||!n&&!r)return t;let a=n&&e(n),u=r&&e(r),l=i.slice();return a&&u?(en(a,l,i,o,s),en(a,i,l,o,s),en(a,l,i,o,s),tn(u,i,l,o,s),tn(u,l,i,o,
s),tn(u,i,l,o,s)):a?(en(a,i,l,o,s),en(a,l,i,o,s),en(a,i,l,o,s)):u&&(tn(u,i,l,o,s),tn(u,l,i,o,s),tn(u,i,l,o,s)),t}}function en(e,t,n,r,i){for(let o=0,s=r*i;o<s;)
e(t,n,o,o+=r,1)}function tn(e,t,n,r,i){for(let o=0,s=r*i;o<r;++o)e(t,n,o,o+s,r)}function M0(e){let t=tl(e);return(n,r,i,o,s)=>{i<<=2,o<<=2,s<<=2,t(n,r,i+0,o+0,s),
t(n,r,i+1,o+1,s),t(n,r,i+2,o+2,s),t(n,r,i+3,o+3,s)}}function tl(e){let t=Math.floor(e);if(t===e)return E0(e);let n=e-t,r=2*e+1;return(i,o,s,a,u)=>{if(!((a-=u)>=
s))return;let l=t*o[s],f=u*t,h=f+u;for(let m=s,d=s+f;m<d;m+=u)l+=o[Math.min(a,m)];for(let m=s,d=a;m<=d;m+=u)l+=o[Math.min(a,m+f)],i[m]=(l+n*(o[Math.max(s,m-h)]+
o[Math.min(a,m+h)]))/r,l-=o[Math.max(s,m-f)]}}function E0(e){let t=2*e+1;return(n,r,i,o,s)=>{if(!((o-=s)>=i))return;let a=e*r[i],u=s*e;for(let l=i,f=i+u;l<f;l+=
s)a+=r[Math.min(o,l)];for(let l=i,f=o;l<=f;l+=s)a+=r[Math.min(o,l+u)],n[l]=a/t,a-=r[Math.max(i,l-u)]}}function nn(e,t){let n,r;if(t===void 0)for(let i of e)i!=null&&(n===void 0?i>=i&&(n=r=i):(n>i&&(n=i),r<i&&(r=i)));else{let i=-1;for(let o of e)(o=t(o,++i,e))!=null&&
(n===void 0?o>=o&&(n=r=o):(n>o&&(n=o),r<o&&(r=o)))}return[n,r]}var Dn=class extends Map{constructor(t,n=S0){if(super(),Object.defineProperties(this,{_intern:{value:new Map},_key:{value:n}}),t!=null)for(let[r,i]of t)this.set(
r,i)}get(t){return super.get(Qu(this,t))}has(t){return super.has(Qu(this,t))}set(t,n){return super.set(T0(this,t),n)}delete(t){return super.delete(C0(this,t))}};function Qu({_intern:e,_key:t},n){let r=t(n);return e.has(r)?e.get(r):n}function T0({_intern:e,_key:t},n){let r=t(n);return e.has(r)?e.get(r):(e.set(r,n),n)}function C0({
_intern:e,_key:t},n){let r=t(n);return e.has(r)&&(n=e.get(r),e.delete(r)),n}function S0(e){return e!==null&&typeof e=="object"?e.valueOf():e}var N0=Array.prototype,sb=N0.slice;var $0=Math.sqrt(50),O0=Math.sqrt(10),I0=Math.sqrt(2);function Hr(e,t,n){let r=(t-e)/Math.max(0,n),i=Math.floor(Math.log10(r)),o=r/Math.pow(10,i),s=o>=$0?10:o>=
O0?5:o>=I0?2:1,a,u,l;return i<0?(l=Math.pow(10,-i)/s,a=Math.round(e*l),u=Math.round(t*l),a/l<e&&++a,u/l>t&&--u,l=-l):(l=Math.pow(10,i)*s,a=Math.round(e/l),u=Math.
round(t/l),a*l<e&&++a,u*l>t&&--u),u<a&&.5<=n&&n<2?Hr(e,t,n*2):[a,u,l]}function nl(e,t,n){if(t=+t,e=+e,n=+n,!(n>0))return[];if(e===t)return[e];let r=t<e,[i,o,s]=r?
Hr(t,e,n):Hr(e,t,n);if(!(o>=i))return[];let a=o-i+1,u=new Array(a);if(r)if(s<0)for(let l=0;l<a;++l)u[l]=(o-l)/-s;else for(let l=0;l<a;++l)u[l]=(o-l)*s;else if(s<
0)for(let l=0;l<a;++l)u[l]=(i+l)/-s;else for(let l=0;l<a;++l)u[l]=(i+l)*s;return u}function Yr(e,t,n){return t=+t,e=+e,n=+n,Hr(e,t,n)[2]}function Rn(e,t,n){t=+t,
e=+e,n=+n;let r=t<e,i=r?Yr(t,e,n):Yr(e,t,n);return(r?-1:1)*(i<0?1/-i:i)}function $t(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n<r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n<i||n===void 0&&
i>=i)&&(n=i)}return n}function rl(e,t,n){e=+e,t=+t,n=(i=arguments.length)<2?(t=e,e=0,1):i<3?1:+n;for(var r=-1,i=Math.max(0,Math.ceil((t-e)/n))|0,o=new Array(i);++r<i;)o[r]=e+r*n;return o}var ab=A0(Math.random);function A0(e){return function(n,r=0,i=n.length){let o=i-(r=+r);for(;o;){let s=e()*o--|0,a=n[o+r];n[o+r]=n[s+r],n[s+r]=a}return n}}function L0(e){return Math.abs(e=Math.round(e))>=1e21?e.toLocaleString("en").replace(/,/g,""):e.toString(10)}function Vr(e,t){if(!isFinite(e)||e===0)return null;
var n=(e=t?e.toExponential(t-1):e.toExponential()).indexOf("e"),r=e.slice(0,n);return[r.length>1?r[0]+r.slice(2):r,+e.slice(n+1)]}function rn(e){return e=Vr(Math.
abs(e)),e?e[1]:NaN}function F0(e,t){return function(n,r){for(var i=n.length,o=[],s=0,a=e[0],u=0;i>0&&a>0&&(u+a+1>r&&(a=Math.max(1,r-u)),o.push(n.substring(i-=a,
i+a)),!((u+=a+1)>r));)a=e[s=(s+1)%e.length];return o.reverse().join(t)}}function P0(e){return function(t){return t.replace(/[0-9]/g,function(n){return e[+n]})}}
var D0=/^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;function qn(e){if(!(t=D0.exec(e)))throw new Error("invalid format: "+e);var t;
return new xo({fill:t[1],align:t[2],sign:t[3],symbol:t[4],zero:t[5],width:t[6],comma:t[7],precision:t[8]&&t[8].slice(1),trim:t[9],type:t[10]})}qn.prototype=xo.prototype;
function xo(e){this.fill=e.fill===void 0?" ":e.fill+"",this.align=e.align===void 0?">":e.align+"",this.sign=e.sign===void 0?"-":e.sign+"",this.symbol=e.symbol===
void 0?"":e.symbol+"",this.zero=!!e.zero,this.width=e.width===void 0?void 0:+e.width,this.comma=!!e.comma,this.precision=e.precision===void 0?void 0:+e.precision,
this.trim=!!e.trim,this.type=e.type===void 0?"":e.type+""}xo.prototype.toString=function(){return this.fill+this.align+this.sign+this.symbol+(this.zero?"0":"")+
(this.width===void 0?"":Math.max(1,this.width|0))+(this.comma?",":"")+(this.precision===void 0?"":"."+Math.max(0,this.precision|0))+(this.trim?"~":"")+this.type};
function R0(e){e:for(var t=e.length,n=1,r=-1,i;n<t;++n)switch(e[n]){case".":r=i=n;break;case"0":r===0&&(r=n),i=n;break;default:if(!+e[n])break e;r>0&&(r=0);break}
return r>0?e.slice(0,r)+e.slice(i+1):e}var Xr;function q0(e,t){var n=Vr(e,t);if(!n)return Xr=void 0,e.toPrecision(t);var r=n[0],i=n[1],o=i-(Xr=Math.max(-8,Math.
min(8,Math.floor(i/3)))*3)+1,s=r.length;return o===s?r:o>s?r+new Array(o-s+1).join("0"):o>0?r.slice(0,o)+"."+r.slice(o):"0."+new Array(1-o).join("0")+Vr(e,Math.
max(0,t+o-1))[0]}function il(e,t){var n=Vr(e,t);if(!n)return e+"";var r=n[0],i=n[1];return i<0?"0."+new Array(-i).join("0")+r:r.length>i+1?r.slice(0,i+1)+"."+r.
slice(i+1):r+new Array(i-r.length+2).join("0")}var ol={"%":(e,t)=>(e*100).toFixed(t),b:e=>Math.round(e).toString(2),c:e=>e+"",d:L0,e:(e,t)=>e.toExponential(t),f:(e,t)=>e.
toFixed(t),g:(e,t)=>e.toPrecision(t),o:e=>Math.round(e).toString(8),p:(e,t)=>il(e*100,t),r:il,s:q0,X:e=>Math.round(e).toString(16).toUpperCase(),x:e=>Math.round(
e).toString(16)};function sl(e){return e}var al=Array.prototype.map,ul=["y","z","a","f","p","n","µ","m","","k","M","G","T","P","E","Z","Y"];function z0(e){var t=e.
grouping===void 0||e.thousands===void 0?sl:F0(al.call(e.grouping,Number),e.thousands+""),n=e.currency===void 0?"":e.currency[0]+"",r=e.currency===void 0?"":e.currency[1]+
"",i=e.decimal===void 0?".":e.decimal+"",o=e.numerals===void 0?sl:P0(al.call(e.numerals,String)),s=e.percent===void 0?"%":e.percent+"",a=e.minus===void 0?"−":
e.minus+"",u=e.nan===void 0?"NaN":e.nan+"";function l(h,m){h=qn(h);var d=h.fill,p=h.align,g=h.sign,w=h.symbol,v=h.zero,x=h.width,M=h.comma,k=h.precision,F=h.trim,
N=h.type;N==="n"?(M=!0,N="g"):ol[N]||(k===void 0&&(k=12),F=!0,N="g"),(v||d==="0"&&p==="=")&&(v=!0,d="0",p="=");var j=(m&&m.prefix!==void 0?m.prefix:"")+(w==="$"?
n:w==="#"&&/[boxX]/.test(N)?"0"+N.toLowerCase():""),q=(w==="$"?r:/[%p]/.test(N)?s:"")+(m&&m.suffix!==void 0?m.suffix:""),W=ol[N],V=/[defgprs%]/.test(N);k=k===void 0?
6:/[gprs]/.test(N)?Math.max(1,Math.min(21,k)):Math.max(0,Math.min(20,k));function Y(L){var z=j,y=q,_,b,E;if(N==="c")y=W(L)+y,L="";else{L=+L;var S=L<0||1/L<0;if(L=
isNaN(L)?u:W(Math.abs(L),k),F&&(L=R0(L)),S&&+L==0&&g!=="+"&&(S=!1),z=(S?g==="("?g:a:g==="-"||g==="("?"":g)+z,y=(N==="s"&&!isNaN(L)&&Xr!==void 0?ul[8+Xr/3]:"")+y+
(S&&g==="("?")":""),V){for(_=-1,b=L.length;++_<b;)if(E=L.charCodeAt(_),48>E||E>57){y=(E===46?i+L.slice(_+1):L.slice(_))+y,L=L.slice(0,_);break}}}M&&!v&&(L=t(L,1/0));
var C=z.length+L.length+y.length,A=C<x?new Array(x-C+1).join(d):"";switch(M&&v&&(L=t(A+L,A.length?x-y.length:1/0),A=""),p){case"<":L=z+L+y+A;break;case"=":L=z+A+
L+y;break;case"^":L=A.slice(0,C=A.length>>1)+z+L+y+A.slice(C);break;default:L=A+z+L+y;break}return o(L)}return Y.toString=function(){return h+""},Y}function f(h,m){
var d=Math.max(-8,Math.min(8,Math.floor(rn(m)/3)))*3,p=Math.pow(10,-d),g=l((h=qn(h),h.type="f",h),{suffix:ul[8+d/3]});return function(w){return g(p*w)}}return{format:l,
formatPrefix:f}}var Wr,ko,Mo;U0({thousands:",",grouping:[3],currency:["$",""]});function U0(e){return Wr=z0(e),ko=Wr.format,Mo=Wr.formatPrefix,Wr}function ll(e){
return Math.max(0,-rn(Math.abs(e)))}function cl(e,t){return Math.max(0,Math.max(-8,Math.min(8,Math.floor(rn(t)/3)))*3-rn(Math.abs(e)))}function fl(e,t){return e=
Math.abs(e),t=Math.abs(t)-e,Math.max(0,rn(t)-rn(e))+1}var Eo=new Date,To=new Date;function ge(e,t,n,r){function i(o){return e(o=arguments.length===0?new Date:new Date(+o)),o}return i.floor=o=>(e(o=new Date(+o)),o),
i.ceil=o=>(e(o=new Date(o-1)),t(o,1),e(o),o),i.round=o=>{let s=i(o),a=i.ceil(o);return o-s<a-o?s:a},i.offset=(o,s)=>(t(o=new Date(+o),s==null?1:Math.floor(s)),o),
i.range=(o,s,a)=>{let u=[];if(o=i.ceil(o),a=a==null?1:Math.floor(a),!(o<s)||!(a>0))return u;let l;do u.push(l=new Date(+o)),t(o,a),e(o);while(l<o&&o<s);return u},
i.filter=o=>ge(s=>{if(s>=s)for(;e(s),!o(s);)s.setTime(s-1)},(s,a)=>{if(s>=s)if(a<0)for(;++a<=0;)for(;t(s,-1),!o(s););else for(;--a>=0;)for(;t(s,1),!o(s););}),n&&
(i.count=(o,s)=>(Eo.setTime(+o),To.setTime(+s),e(Eo),e(To),Math.floor(n(Eo,To))),i.every=o=>(o=Math.floor(o),!isFinite(o)||!(o>0)?null:o>1?i.filter(r?s=>r(s)%o===
0:s=>i.count(0,s)%o===0):i)),i}var Gr=ge(()=>{},(e,t)=>{e.setTime(+e+t)},(e,t)=>t-e);Gr.every=e=>(e=Math.floor(e),!isFinite(e)||!(e>0)?null:e>1?ge(t=>{t.setTime(
Math.floor(t/e)*e)},(t,n)=>{t.setTime(+t+n*e)},(t,n)=>(n-t)/e):Gr);var fb=Gr.range,it=1e3,Ae=it*60,ot=Ae*60,st=ot*24,So=st*7,hl=st*30,Co=st*365,dt=ge(e=>{e.setTime(
e-e.getMilliseconds())},(e,t)=>{e.setTime(+e+t*it)},(e,t)=>(t-e)/it,e=>e.getUTCSeconds()),hb=dt.range,No=ge(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*it)},
(e,t)=>{e.setTime(+e+t*Ae)},(e,t)=>(t-e)/Ae,e=>e.getMinutes()),db=No.range,Zr=ge(e=>{e.setUTCSeconds(0,0)},(e,t)=>{e.setTime(+e+t*Ae)},(e,t)=>(t-e)/Ae,e=>e.getUTCMinutes()),
mb=Zr.range,$o=ge(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*it-e.getMinutes()*Ae)},(e,t)=>{e.setTime(+e+t*ot)},(e,t)=>(t-e)/ot,e=>e.getHours()),pb=$o.range,
Qr=ge(e=>{e.setUTCMinutes(0,0,0)},(e,t)=>{e.setTime(+e+t*ot)},(e,t)=>(t-e)/ot,e=>e.getUTCHours()),gb=Qr.range,on=ge(e=>e.setHours(0,0,0,0),(e,t)=>e.setDate(e.getDate()+
t),(e,t)=>(t-e-(t.getTimezoneOffset()-e.getTimezoneOffset())*Ae)/st,e=>e.getDate()-1),_b=on.range,sn=ge(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+
t)},(e,t)=>(t-e)/st,e=>e.getUTCDate()-1),yb=sn.range,dl=ge(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t)},(e,t)=>(t-e)/st,e=>Math.floor(e/st)),
vb=dl.range;function Ot(e){return ge(t=>{t.setDate(t.getDate()-(t.getDay()+7-e)%7),t.setHours(0,0,0,0)},(t,n)=>{t.setDate(t.getDate()+n*7)},(t,n)=>(n-t-(n.getTimezoneOffset()-
t.getTimezoneOffset())*Ae)/So)}var zn=Ot(0),Un=Ot(1),j0=Ot(2),H0=Ot(3),It=Ot(4),Y0=Ot(5),B0=Ot(6),bb=zn.range,wb=Un.range,xb=j0.range,kb=H0.range,Mb=It.range,Eb=Y0.
range,Tb=B0.range;function At(e){return ge(t=>{t.setUTCDate(t.getUTCDate()-(t.getUTCDay()+7-e)%7),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCDate(t.getUTCDate()+n*
7)},(t,n)=>(n-t)/So)}var an=At(0),jn=At(1),W0=At(2),V0=At(3),Lt=At(4),X0=At(5),G0=At(6),Cb=an.range,Sb=jn.range,Nb=W0.range,$b=V0.range,Ob=Lt.range,Ib=X0.range,
Ab=G0.range,Oo=ge(e=>{e.setDate(1),e.setHours(0,0,0,0)},(e,t)=>{e.setMonth(e.getMonth()+t)},(e,t)=>t.getMonth()-e.getMonth()+(t.getFullYear()-e.getFullYear())*12,
e=>e.getMonth()),Lb=Oo.range,Kr=ge(e=>{e.setUTCDate(1),e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCMonth(e.getUTCMonth()+t)},(e,t)=>t.getUTCMonth()-e.getUTCMonth()+
(t.getUTCFullYear()-e.getUTCFullYear())*12,e=>e.getUTCMonth()),Fb=Kr.range,Xe=ge(e=>{e.setMonth(0,1),e.setHours(0,0,0,0)},(e,t)=>{e.setFullYear(e.getFullYear()+
t)},(e,t)=>t.getFullYear()-e.getFullYear(),e=>e.getFullYear());Xe.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:ge(t=>{t.setFullYear(Math.floor(t.getFullYear()/
e)*e),t.setMonth(0,1),t.setHours(0,0,0,0)},(t,n)=>{t.setFullYear(t.getFullYear()+n*e)});var Pb=Xe.range,ze=ge(e=>{e.setUTCMonth(0,1),e.setUTCHours(0,0,0,0)},(e,t)=>{
e.setUTCFullYear(e.getUTCFullYear()+t)},(e,t)=>t.getUTCFullYear()-e.getUTCFullYear(),e=>e.getUTCFullYear());ze.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:
ge(t=>{t.setUTCFullYear(Math.floor(t.getUTCFullYear()/e)*e),t.setUTCMonth(0,1),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCFullYear(t.getUTCFullYear()+n*e)});var Db=ze.
range;function ml(e,t,n,r,i,o){let s=[[dt,1,it],[dt,5,5*it],[dt,15,15*it],[dt,30,30*it],[o,1,Ae],[o,5,5*Ae],[o,15,15*Ae],[o,30,30*Ae],[i,1,ot],[i,3,3*ot],[i,6,6*
ot],[i,12,12*ot],[r,1,st],[r,2,2*st],[n,1,So],[t,1,hl],[t,3,3*hl],[e,1,Co]];function a(l,f,h){let m=f<l;m&&([l,f]=[f,l]);let d=h&&typeof h.range=="function"?h:u(
l,f,h),p=d?d.range(l,+f+1):[];return m?p.reverse():p}function u(l,f,h){let m=Math.abs(f-l)/h,d=Br(([,,w])=>w).right(s,m);if(d===s.length)return e.every(Rn(l/Co,
f/Co,h));if(d===0)return Gr.every(Math.max(Rn(l,f,h),1));let[p,g]=s[m/s[d-1][2]<s[d][2]/m?d-1:d];return p.every(g)}return[a,u]}var[pl,gl]=ml(ze,Kr,an,dl,Qr,Zr),
[Z0,Q0]=ml(Xe,Oo,zn,on,$o,No);function Io(e){if(0<=e.y&&e.y<100){var t=new Date(-1,e.m,e.d,e.H,e.M,e.S,e.L);return t.setFullYear(e.y),t}return new Date(e.y,e.m,e.d,e.H,e.M,e.S,e.L)}function Ao(e){
if(0<=e.y&&e.y<100){var t=new Date(Date.UTC(-1,e.m,e.d,e.H,e.M,e.S,e.L));return t.setUTCFullYear(e.y),t}return new Date(Date.UTC(e.y,e.m,e.d,e.H,e.M,e.S,e.L))}function Hn(e,t,n){
return{y:e,m:t,d:n,H:0,M:0,S:0,L:0}}function K0(e){var t=e.dateTime,n=e.date,r=e.time,i=e.periods,o=e.days,s=e.shortDays,a=e.months,u=e.shortMonths,l=Yn(i),f=Bn(
i),h=Yn(o),m=Bn(o),d=Yn(s),p=Bn(s),g=Yn(a),w=Bn(a),v=Yn(u),x=Bn(u),M={a:E,A:S,b:C,B:A,c:null,d:xl,e:xl,f:w_,g:O_,G:A_,H:y_,I:v_,j:b_,L:Cl,m:x_,M:k_,p:U,q:J,Q:El,
s:Tl,S:M_,u:E_,U:T_,V:C_,w:S_,W:N_,x:null,X:null,y:$_,Y:I_,Z:L_,"%":Ml},k={a:ce,A:ie,b:de,B:we,c:null,d:kl,e:kl,f:R_,g:X_,G:Z_,H:F_,I:P_,j:D_,L:Nl,m:q_,M:z_,p:me,
q:Le,Q:El,s:Tl,S:U_,u:j_,U:H_,V:Y_,w:B_,W:W_,x:null,X:null,y:V_,Y:G_,Z:Q_,"%":Ml},F={a:V,A:Y,b:L,B:z,c:y,d:bl,e:bl,f:m_,g:vl,G:yl,H:wl,I:wl,j:c_,L:d_,m:l_,M:f_,
p:W,q:u_,Q:g_,s:__,S:h_,u:r_,U:i_,V:o_,w:n_,W:s_,x:_,X:b,y:vl,Y:yl,Z:a_,"%":p_};M.x=N(n,M),M.X=N(r,M),M.c=N(t,M),k.x=N(n,k),k.X=N(r,k),k.c=N(t,k);function N(P,X){
return function(G){var I=[],xe=-1,ne=0,Me=P.length,Ee,gt,as;for(G instanceof Date||(G=new Date(+G));++xe<Me;)P.charCodeAt(xe)===37&&(I.push(P.slice(ne,xe)),(gt=
_l[Ee=P.charAt(++xe)])!=null?Ee=P.charAt(++xe):gt=Ee==="e"?" ":"0",(as=X[Ee])&&(Ee=as(G,gt)),I.push(Ee),ne=xe+1);return I.push(P.slice(ne,xe)),I.join("")}}function j(P,X){
return function(G){var I=Hn(1900,void 0,1),xe=q(I,P,G+="",0),ne,Me;if(xe!=G.length)return null;if("Q"in I)return new Date(I.Q);if("s"in I)return new Date(I.s*1e3+
("L"in I?I.L:0));if(X&&!("Z"in I)&&(I.Z=0),"p"in I&&(I.H=I.H%12+I.p*12),I.m===void 0&&(I.m="q"in I?I.q:0),"V"in I){if(I.V<1||I.V>53)return null;"w"in I||(I.w=1),
"Z"in I?(ne=Ao(Hn(I.y,0,1)),Me=ne.getUTCDay(),ne=Me>4||Me===0?jn.ceil(ne):jn(ne),ne=sn.offset(ne,(I.V-1)*7),I.y=ne.getUTCFullYear(),I.m=ne.getUTCMonth(),I.d=ne.
getUTCDate()+(I.w+6)%7):(ne=Io(Hn(I.y,0,1)),Me=ne.getDay(),ne=Me>4||Me===0?Un.ceil(ne):Un(ne),ne=on.offset(ne,(I.V-1)*7),I.y=ne.getFullYear(),I.m=ne.getMonth(),
I.d=ne.getDate()+(I.w+6)%7)}else("W"in I||"U"in I)&&("w"in I||(I.w="u"in I?I.u%7:"W"in I?1:0),Me="Z"in I?Ao(Hn(I.y,0,1)).getUTCDay():Io(Hn(I.y,0,1)).getDay(),I.
m=0,I.d="W"in I?(I.w+6)%7+I.W*7-(Me+5)%7:I.w+I.U*7-(Me+6)%7);return"Z"in I?(I.H+=I.Z/100|0,I.M+=I.Z%100,Ao(I)):Io(I)}}function q(P,X,G,I){for(var xe=0,ne=X.length,
Me=G.length,Ee,gt;xe<ne;){if(I>=Me)return-1;if(Ee=X.charCodeAt(xe++),Ee===37){if(Ee=X.charAt(xe++),gt=F[Ee in _l?X.charAt(xe++):Ee],!gt||(I=gt(P,G,I))<0)return-1}else if(Ee!=
G.charCodeAt(I++))return-1}return I}function W(P,X,G){var I=l.exec(X.slice(G));return I?(P.p=f.get(I[0].toLowerCase()),G+I[0].length):-1}function V(P,X,G){var I=d.
exec(X.slice(G));return I?(P.w=p.get(I[0].toLowerCase()),G+I[0].length):-1}function Y(P,X,G){var I=h.exec(X.slice(G));return I?(P.w=m.get(I[0].toLowerCase()),G+
I[0].length):-1}function L(P,X,G){var I=v.exec(X.slice(G));return I?(P.m=x.get(I[0].toLowerCase()),G+I[0].length):-1}function z(P,X,G){var I=g.exec(X.slice(G));
return I?(P.m=w.get(I[0].toLowerCase()),G+I[0].length):-1}function y(P,X,G){return q(P,t,X,G)}function _(P,X,G){return q(P,n,X,G)}function b(P,X,G){return q(P,r,
X,G)}function E(P){return s[P.getDay()]}function S(P){return o[P.getDay()]}function C(P){return u[P.getMonth()]}function A(P){return a[P.getMonth()]}function U(P){
return i[+(P.getHours()>=12)]}function J(P){return 1+~~(P.getMonth()/3)}function ce(P){return s[P.getUTCDay()]}function ie(P){return o[P.getUTCDay()]}function de(P){
return u[P.getUTCMonth()]}function we(P){return a[P.getUTCMonth()]}function me(P){return i[+(P.getUTCHours()>=12)]}function Le(P){return 1+~~(P.getUTCMonth()/3)}
return{format:function(P){var X=N(P+="",M);return X.toString=function(){return P},X},parse:function(P){var X=j(P+="",!1);return X.toString=function(){return P},
X},utcFormat:function(P){var X=N(P+="",k);return X.toString=function(){return P},X},utcParse:function(P){var X=j(P+="",!0);return X.toString=function(){return P},
X}}}var _l={"-":"",_:" ",0:"0"},ve=/^\s*\d+/,J0=/^%/,e_=/[\\^$*+?|[\]().{}]/g;function Z(e,t,n){var r=e<0?"-":"",i=(r?-e:e)+"",o=i.length;return r+(o<n?new Array(
n-o+1).join(t)+i:i)}function t_(e){return e.replace(e_,"\\$&")}function Yn(e){return new RegExp("^(?:"+e.map(t_).join("|")+")","i")}function Bn(e){return new Map(
e.map((t,n)=>[t.toLowerCase(),n]))}function n_(e,t,n){var r=ve.exec(t.slice(n,n+1));return r?(e.w=+r[0],n+r[0].length):-1}function r_(e,t,n){var r=ve.exec(t.slice(
n,n+1));return r?(e.u=+r[0],n+r[0].length):-1}function i_(e,t,n){var r=ve.exec(t.slice(n,n+2));return r?(e.U=+r[0],n+r[0].length):-1}function o_(e,t,n){var r=ve.
exec(t.slice(n,n+2));return r?(e.V=+r[0],n+r[0].length):-1}function s_(e,t,n){var r=ve.exec(t.slice(n,n+2));return r?(e.W=+r[0],n+r[0].length):-1}function yl(e,t,n){
var r=ve.exec(t.slice(n,n+4));return r?(e.y=+r[0],n+r[0].length):-1}function vl(e,t,n){var r=ve.exec(t.slice(n,n+2));return r?(e.y=+r[0]+(+r[0]>68?1900:2e3),n+r[0].
length):-1}function a_(e,t,n){var r=/^(Z)|([+-]\d\d)(?::?(\d\d))?/.exec(t.slice(n,n+6));return r?(e.Z=r[1]?0:-(r[2]+(r[3]||"00")),n+r[0].length):-1}function u_(e,t,n){
var r=ve.exec(t.slice(n,n+1));return r?(e.q=r[0]*3-3,n+r[0].length):-1}function l_(e,t,n){var r=ve.exec(t.slice(n,n+2));return r?(e.m=r[0]-1,n+r[0].length):-1}function bl(e,t,n){
var r=ve.exec(t.slice(n,n+2));return r?(e.d=+r[0],n+r[0].length):-1}function c_(e,t,n){var r=ve.exec(t.slice(n,n+3));return r?(e.m=0,e.d=+r[0],n+r[0].length):-1}
function wl(e,t,n){var r=ve.exec(t.slice(n,n+2));return r?(e.H=+r[0],n+r[0].length):-1}function f_(e,t,n){var r=ve.exec(t.slice(n,n+2));return r?(e.M=+r[0],n+r[0].
length):-1}function h_(e,t,n){var r=ve.exec(t.slice(n,n+2));return r?(e.S=+r[0],n+r[0].length):-1}function d_(e,t,n){var r=ve.exec(t.slice(n,n+3));return r?(e.L=
+r[0],n+r[0].length):-1}function m_(e,t,n){var r=ve.exec(t.slice(n,n+6));return r?(e.L=Math.floor(r[0]/1e3),n+r[0].length):-1}function p_(e,t,n){var r=J0.exec(t.
slice(n,n+1));return r?n+r[0].length:-1}function g_(e,t,n){var r=ve.exec(t.slice(n));return r?(e.Q=+r[0],n+r[0].length):-1}function __(e,t,n){var r=ve.exec(t.slice(
n));return r?(e.s=+r[0],n+r[0].length):-1}function xl(e,t){return Z(e.getDate(),t,2)}function y_(e,t){return Z(e.getHours(),t,2)}function v_(e,t){return Z(e.getHours()%
12||12,t,2)}function b_(e,t){return Z(1+on.count(Xe(e),e),t,3)}function Cl(e,t){return Z(e.getMilliseconds(),t,3)}function w_(e,t){return Cl(e,t)+"000"}function x_(e,t){
return Z(e.getMonth()+1,t,2)}function k_(e,t){return Z(e.getMinutes(),t,2)}function M_(e,t){return Z(e.getSeconds(),t,2)}function E_(e){var t=e.getDay();return t===
0?7:t}function T_(e,t){return Z(zn.count(Xe(e)-1,e),t,2)}function Sl(e){var t=e.getDay();return t>=4||t===0?It(e):It.ceil(e)}function C_(e,t){return e=Sl(e),Z(It.
count(Xe(e),e)+(Xe(e).getDay()===4),t,2)}function S_(e){return e.getDay()}function N_(e,t){return Z(Un.count(Xe(e)-1,e),t,2)}function $_(e,t){return Z(e.getFullYear()%
100,t,2)}function O_(e,t){return e=Sl(e),Z(e.getFullYear()%100,t,2)}function I_(e,t){return Z(e.getFullYear()%1e4,t,4)}function A_(e,t){var n=e.getDay();return e=
n>=4||n===0?It(e):It.ceil(e),Z(e.getFullYear()%1e4,t,4)}function L_(e){var t=e.getTimezoneOffset();return(t>0?"-":(t*=-1,"+"))+Z(t/60|0,"0",2)+Z(t%60,"0",2)}function kl(e,t){
return Z(e.getUTCDate(),t,2)}function F_(e,t){return Z(e.getUTCHours(),t,2)}function P_(e,t){return Z(e.getUTCHours()%12||12,t,2)}function D_(e,t){return Z(1+sn.
count(ze(e),e),t,3)}function Nl(e,t){return Z(e.getUTCMilliseconds(),t,3)}function R_(e,t){return Nl(e,t)+"000"}function q_(e,t){return Z(e.getUTCMonth()+1,t,2)}
function z_(e,t){return Z(e.getUTCMinutes(),t,2)}function U_(e,t){return Z(e.getUTCSeconds(),t,2)}function j_(e){var t=e.getUTCDay();return t===0?7:t}function H_(e,t){
return Z(an.count(ze(e)-1,e),t,2)}function $l(e){var t=e.getUTCDay();return t>=4||t===0?Lt(e):Lt.ceil(e)}function Y_(e,t){return e=$l(e),Z(Lt.count(ze(e),e)+(ze(
e).getUTCDay()===4),t,2)}function B_(e){return e.getUTCDay()}function W_(e,t){return Z(jn.count(ze(e)-1,e),t,2)}function V_(e,t){return Z(e.getUTCFullYear()%100,
t,2)}function X_(e,t){return e=$l(e),Z(e.getUTCFullYear()%100,t,2)}function G_(e,t){return Z(e.getUTCFullYear()%1e4,t,4)}function Z_(e,t){var n=e.getUTCDay();return e=
n>=4||n===0?Lt(e):Lt.ceil(e),Z(e.getUTCFullYear()%1e4,t,4)}function Q_(){return"+0000"}function Ml(){return"%"}function El(e){return+e}function Tl(e){return Math.
floor(+e/1e3)}var un,Ol,K_,Jr,Il;J_({dateTime:"%x, %X",date:"%-m/%-d/%Y",time:"%-I:%M:%S %p",periods:["AM","PM"],days:["Sunday","Monday","Tuesday","Wednesday","\
Thursday","Friday","Saturday"],shortDays:["Sun","Mon","Tue","Wed","Thu","Fri","Sat"],months:["January","February","March","April","May","June","July","August","\
September","October","November","December"],shortMonths:["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"]});function J_(e){return un=K0(
e),Ol=un.format,K_=un.parse,Jr=un.utcFormat,Il=un.utcParse,un}var Al="%Y-%m-%dT%H:%M:%S.%LZ";function ey(e){return e.toISOString()}var zb=Date.prototype.toISOString?
ey:Jr(Al);function ty(e){var t=new Date(e);return isNaN(t)?null:t}var Ub=+new Date("2000-01-01T00:00:00.000Z")?ty:Il(Al);function ei(e,t){switch(arguments.length){case 0:break;case 1:this.range(e);break;default:this.range(t).domain(e);break}return this}var Ll=Symbol("implicit");function Pl(){var e=new Dn,t=[],n=[],r=Ll;function i(o){let s=e.get(o);if(s===void 0){if(r!==Ll)return r;e.set(o,s=t.push(o)-1)}return n[s%
n.length]}return i.domain=function(o){if(!arguments.length)return t.slice();t=[],e=new Dn;for(let s of o)e.has(s)||e.set(s,t.push(s)-1);return i},i.range=function(o){
return arguments.length?(n=Array.from(o),i):n.slice()},i.unknown=function(o){return arguments.length?(r=o,i):r},i.copy=function(){return Pl(t,n).unknown(r)},ei.
apply(i,arguments),i}function Fo(){var e=Pl().unknown(void 0),t=e.domain,n=e.range,r=0,i=1,o,s,a=!1,u=0,l=0,f=.5;delete e.unknown;function h(){var m=t().length,
d=i<r,p=d?i:r,g=d?r:i;o=(g-p)/Math.max(1,m-u+l*2),a&&(o=Math.floor(o)),p+=(g-p-o*(m-u))*f,s=o*(1-u),a&&(p=Math.round(p),s=Math.round(s));var w=rl(m).map(function(v){
return p+o*v});return n(d?w.reverse():w)}return e.domain=function(m){return arguments.length?(t(m),h()):t()},e.range=function(m){return arguments.length?([r,i]=
m,r=+r,i=+i,h()):[r,i]},e.rangeRound=function(m){return[r,i]=m,r=+r,i=+i,a=!0,h()},e.bandwidth=function(){return s},e.step=function(){return o},e.round=function(m){
return arguments.length?(a=!!m,h()):a},e.padding=function(m){return arguments.length?(u=Math.min(1,l=+m),h()):u},e.paddingInner=function(m){return arguments.length?
(u=Math.min(1,m),h()):u},e.paddingOuter=function(m){return arguments.length?(l=+m,h()):l},e.align=function(m){return arguments.length?(f=Math.max(0,Math.min(1,m)),
h()):f},e.copy=function(){return Fo(t(),[r,i]).round(a).paddingInner(u).paddingOuter(l).align(f)},ei.apply(h(),arguments)}function ny(e){return function(){return e}}function ry(e){return+e}var Fl=[0,1];function ln(e){return e}function Lo(e,t){return(t-=e=+e)?function(n){return(n-e)/
t}:ny(isNaN(t)?NaN:.5)}function iy(e,t){var n;return e>t&&(n=e,e=t,t=n),function(r){return Math.max(e,Math.min(t,r))}}function oy(e,t,n){var r=e[0],i=e[1],o=t[0],
s=t[1];return i<r?(r=Lo(i,r),o=n(s,o)):(r=Lo(r,i),o=n(o,s)),function(a){return o(r(a))}}function sy(e,t,n){var r=Math.min(e.length,t.length)-1,i=new Array(r),o=new Array(
r),s=-1;for(e[r]<e[0]&&(e=e.slice().reverse(),t=t.slice().reverse());++s<r;)i[s]=Lo(e[s],e[s+1]),o[s]=n(t[s],t[s+1]);return function(a){var u=Ju(e,a,1,r)-1;return o[u](
i[u](a))}}function Dl(e,t){return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown())}function ay(){var e=Fl,
t=Fl,n=Tr,r,i,o,s=ln,a,u,l;function f(){var m=Math.min(e.length,t.length);return s!==ln&&(s=iy(e[0],e[m-1])),a=m>2?sy:oy,u=l=null,h}function h(m){return m==null||
isNaN(m=+m)?o:(u||(u=a(e.map(r),t,n)))(r(s(m)))}return h.invert=function(m){return s(i((l||(l=a(t,e.map(r),Se)))(m)))},h.domain=function(m){return arguments.length?
(e=Array.from(m,ry),f()):e.slice()},h.range=function(m){return arguments.length?(t=Array.from(m),f()):t.slice()},h.rangeRound=function(m){return t=Array.from(m),
n=gu,f()},h.clamp=function(m){return arguments.length?(s=m?!0:ln,f()):s!==ln},h.interpolate=function(m){return arguments.length?(n=m,f()):n},h.unknown=function(m){
return arguments.length?(o=m,h):o},function(m,d){return r=m,i=d,f()}}function Rl(){return ay()(ln,ln)}function uy(e,t,n,r){var i=Rn(e,t,n),o;switch(r=qn(r??",f"),
r.type){case"s":{var s=Math.max(Math.abs(e),Math.abs(t));return r.precision==null&&!isNaN(o=cl(i,s))&&(r.precision=o),Mo(r,s)}case"":case"e":case"g":case"p":case"\
r":{r.precision==null&&!isNaN(o=fl(i,Math.max(Math.abs(e),Math.abs(t))))&&(r.precision=o-(r.type==="e"));break}case"f":case"%":{r.precision==null&&!isNaN(o=ll(i))&&
(r.precision=o-(r.type==="%")*2);break}}return ko(r)}function ly(e){var t=e.domain;return e.ticks=function(n){var r=t();return nl(r[0],r[r.length-1],n??10)},e.tickFormat=
function(n,r){var i=t();return uy(i[0],i[i.length-1],n??10,r)},e.nice=function(n){n==null&&(n=10);var r=t(),i=0,o=r.length-1,s=r[i],a=r[o],u,l,f=10;for(a<s&&(l=
s,s=a,a=l,l=i,i=o,o=l);f-- >0;){if(l=Yr(s,a,n),l===u)return r[i]=s,r[o]=a,t(r);if(l>0)s=Math.floor(s/l)*l,a=Math.ceil(a/l)*l;else if(l<0)s=Math.ceil(s*l)/l,a=Math.
floor(a*l)/l;else break;u=l}return e},e}function Ne(){var e=Rl();return e.copy=function(){return Dl(e,Ne())},ei.apply(e,arguments),ly(e)}function cy(e,t){e=e.slice();var n=0,r=e.length-1,i=e[n],o=e[r],s;return o<i&&(s=n,n=r,r=s,s=i,i=o,o=s),e[n]=t.floor(i),e[r]=t.ceil(o),e}function fy(e){return new Date(e)}function hy(e){return e instanceof Date?+e:Math.round(e)}function ql(e,t,n,r,i,o,s,a,u,l){var f=Rl(),h=f.invert,m=f.domain,d=l(
".%L"),p=l(":%S"),g=l("%I:%M"),w=l("%I %p"),v=l("%a %d"),x=l("%b %d"),M=l("%B"),k=l("%Y");function F(N){return(u(N)<N?d:a(N)<N?p:s(N)<N?g:o(N)<N?w:r(N)<N?i(N)<N?
v:x:n(N)<N?M:k)(N)}return f.invert=function(N){return new Date(Math.round(h(N)))},f.domain=function(N){return arguments.length?m(Array.from(N,hy)):m().map(fy)},
f.ticks=function(N){var j=m();return e(j[0],j[j.length-1],N??10)},f.tickFormat=function(N,j){return j==null?F:l(j)},f.nice=function(N){var j=m();return(!N||typeof N.
range!="function")&&(N=t(j[0],j[j.length-1],N??10)),N?m(cy(j,N)):f},f.copy=function(){return Dl(f,ql(e,t,n,r,i,o,s,a,u,l))},f}function zl(){return ei.apply(ql(pl,gl,ze,Kr,an,sn,Qr,Zr,dt,Jr).domain([Date.UTC(2e3,0,1),Date.UTC(2e3,0,2)]),arguments)}var Wn=Math.PI,Po=2*Wn,Ft=1e-6,dy=Po-Ft;function Ul(e){this._+=e[0];for(let t=1,n=e.length;t<n;++t)this._+=arguments[t]+e[t]}function my(e){let t=Math.floor(e);
if(!(t>=0))throw new Error(`invalid digits: ${e}`);if(t>15)return Ul;let n=10**t;return function(r){this._+=r[0];for(let i=1,o=r.length;i<o;++i)this._+=Math.round(
arguments[i]*n)/n+r[i]}}function jl(e,t,n,r){return e===n&&t===r}function py(e){let t=Math.floor(e);if(!(t<=15))return jl;let n=10**t,r=function(i){return Math.
round(i*n)};return function(i,o,s,a){return r(i)===r(s)&&r(o)===r(a)}}var cn=class{constructor(t){this._x0=this._y0=this._x1=this._y1=null,this._="",this._append=
t==null?Ul:my(t),this._equal=t==null?jl:py(t)}moveTo(t,n){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}`}closePath(){this._x1!==null&&(this._x1=
this._x0,this._y1=this._y0,this._append`Z`)}lineTo(t,n){this._append`L${this._x1=+t},${this._y1=+n}`}quadraticCurveTo(t,n,r,i){this._append`Q${+t},${+n},${this.
_x1=+r},${this._y1=+i}`}bezierCurveTo(t,n,r,i,o,s){this._append`C${+t},${+n},${+r},${+i},${this._x1=+o},${this._y1=+s}`}arcTo(t,n,r,i,o){if(t=+t,n=+n,r=+r,i=+i,
o=+o,o<0)throw new Error(`negative radius: ${o}`);let s=this._x1,a=this._y1,u=r-t,l=i-n,f=s-t,h=a-n,m=f*f+h*h;if(this._x1===null)this._append`M${this._x1=t},${this.
_y1=n}`;else if(m>Ft)if(!(Math.abs(h*u-l*f)>Ft)||!o)this._append`L${this._x1=t},${this._y1=n}`;else{let d=r-s,p=i-a,g=u*u+l*l,w=d*d+p*p,v=Math.sqrt(g),x=Math.sqrt(
m),M=o*Math.tan((Wn-Math.acos((g+m-w)/(2*v*x)))/2),k=M/x,F=M/v;Math.abs(k-1)>Ft&&this._append`L${t+k*f},${n+k*h}`,this._append`A${o},${o},0,0,${+(h*d>f*p)},${this.
_x1=t+F*u},${this._y1=n+F*l}`}}arc(t,n,r,i,o,s){if(t=+t,n=+n,r=+r,s=!!s,r<0)throw new Error(`negative radius: ${r}`);let a=r*Math.cos(i),u=r*Math.sin(i),l=t+a,f=n+
u,h=1^s,m=s?i-o:o-i;if(this._x1===null?this._append`M${l},${f}`:(Math.abs(this._x1-l)>Ft||Math.abs(this._y1-f)>Ft)&&this._append`L${l},${f}`,!!r){if(m<0&&(m=m%Po+
Po),m>dy)this._append`A${r},${r},0,1,${h},${t-a},${n-u}A${r},${r},0,1,${h},${this._x1=l},${this._y1=f}`;else if(m>Ft){let d=t+r*Math.cos(o),p=n+r*Math.sin(o);if(m>=
Wn&&this._equal(l,f,d,p)){m/=2;let g=i+m;this._append`A${r},${r},0,${+(m>=Wn)},${h},${t+r*Math.cos(g)},${n+r*Math.sin(g)}`}this._append`A${r},${r},0,${+(m>=Wn)},${h},${this.
_x1=d},${this._y1=p}`}}}rect(t,n,r,i){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}h${r=+r}v${+i}h${-r}Z`}toString(){return this._}};function gy(){
return new cn}gy.prototype=cn.prototype;function ue(e){return function(){return e}}var _y=Math.cos;var Ro=Math.sin,fn=Math.sqrt,Hl=1e-12,ti=Math.PI,ew=ti/2,Zl=2*ti;function Ql(e){let t=3;return e.digits=function(n){if(!arguments.length)return t;if(n==null)t=null;else{let r=Math.floor(n);if(!(r>=0))throw new RangeError(`inv\
alid digits: ${n}`);t=r}return e},()=>new cn(t)}var tw=Array.prototype.slice;function qo(e){return typeof e=="object"&&"length"in e?e:Array.from(e)}function Kl(e){this._context=e}Kl.prototype={areaStart:function(){
this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===1)&&this._context.
closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(
e,t);break;case 1:this._point=2;default:this._context.lineTo(e,t);break}}};function zo(e){return new Kl(e)}function Jl(e){return e[0]}function ec(e){return e[1]}
function Pt(e,t){var n=ue(!0),r=null,i=zo,o=null,s=Ql(a);e=typeof e=="function"?e:e===void 0?Jl:ue(e),t=typeof t=="function"?t:t===void 0?ec:ue(t);function a(u){
var l,f=(u=qo(u)).length,h,m=!1,d;for(r==null&&(o=i(d=s())),l=0;l<=f;++l)!(l<f&&n(h=u[l],l,u))===m&&((m=!m)?o.lineStart():o.lineEnd()),m&&o.point(+e(h,l,u),+t(h,
l,u));if(d)return o=null,d+""||null}return a.x=function(u){return arguments.length?(e=typeof u=="function"?u:ue(+u),a):e},a.y=function(u){return arguments.length?
(t=typeof u=="function"?u:ue(+u),a):t},a.defined=function(u){return arguments.length?(n=typeof u=="function"?u:ue(!!u),a):n},a.curve=function(u){return arguments.
length?(i=u,r!=null&&(o=i(r)),a):i},a.context=function(u){return arguments.length?(u==null?r=o=null:o=i(r=u),a):r},a}function tc(e,t,n){var r=null,i=ue(!0),o=null,
s=zo,a=null,u=Ql(l);e=typeof e=="function"?e:e===void 0?Jl:ue(+e),t=typeof t=="function"?t:ue(t===void 0?0:+t),n=typeof n=="function"?n:n===void 0?ec:ue(+n);function l(h){
var m,d,p,g=(h=qo(h)).length,w,v=!1,x,M=new Array(g),k=new Array(g);for(o==null&&(a=s(x=u())),m=0;m<=g;++m){if(!(m<g&&i(w=h[m],m,h))===v)if(v=!v)d=m,a.areaStart(),
a.lineStart();else{for(a.lineEnd(),a.lineStart(),p=m-1;p>=d;--p)a.point(M[p],k[p]);a.lineEnd(),a.areaEnd()}v&&(M[m]=+e(w,m,h),k[m]=+t(w,m,h),a.point(r?+r(w,m,h):
M[m],n?+n(w,m,h):k[m]))}if(x)return a=null,x+""||null}function f(){return Pt().defined(i).curve(s).context(o)}return l.x=function(h){return arguments.length?(e=
typeof h=="function"?h:ue(+h),r=null,l):e},l.x0=function(h){return arguments.length?(e=typeof h=="function"?h:ue(+h),l):e},l.x1=function(h){return arguments.length?
(r=h==null?null:typeof h=="function"?h:ue(+h),l):r},l.y=function(h){return arguments.length?(t=typeof h=="function"?h:ue(+h),n=null,l):t},l.y0=function(h){return arguments.
length?(t=typeof h=="function"?h:ue(+h),l):t},l.y1=function(h){return arguments.length?(n=h==null?null:typeof h=="function"?h:ue(+h),l):n},l.lineX0=l.lineY0=function(){
return f().x(e).y(t)},l.lineY1=function(){return f().x(e).y(n)},l.lineX1=function(){return f().x(r).y(t)},l.defined=function(h){return arguments.length?(i=typeof h==
"function"?h:ue(!!h),l):i},l.curve=function(h){return arguments.length?(s=h,o!=null&&(a=s(o)),l):s},l.context=function(h){return arguments.length?(h==null?o=a=null:
a=s(o=h),l):o},l}var nw=yy(zo);function nc(e){this._curve=e}nc.prototype={areaStart:function(){this._curve.areaStart()},areaEnd:function(){this._curve.areaEnd()},lineStart:function(){
this._curve.lineStart()},lineEnd:function(){this._curve.lineEnd()},point:function(e,t){this._curve.point(t*Math.sin(e),t*-Math.cos(e))}};function yy(e){function t(n){
return new nc(e(n))}return t._curve=e,t}var rw=fn(3);var vy=fn(1/3),iw=vy*2;var rc=Ro(ti/10)/Ro(7*ti/10),ow=Ro(Zl/10)*rc,sw=-_y(Zl/10)*rc;var aw=fn(3);var uw=fn(3);var lw=fn(3)/2,by=1/fn(12),cw=(by/2+1)*3;function mt(){}function ni(e,t,n){e._context.bezierCurveTo((2*e._x0+e._x1)/3,(2*e._y0+e._y1)/3,(e._x0+2*e._x1)/3,(e._y0+2*e._y1)/3,(e._x0+4*e._x1+t)/6,(e._y0+4*
e._y1+n)/6)}function Uo(e){this._context=e}Uo.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this.
_x1=this._y0=this._y1=NaN,this._point=0},lineEnd:function(){switch(this._point){case 3:ni(this,this._x1,this._y1);case 2:this._context.lineTo(this._x1,this._y1);
break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:
this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,this._context.lineTo((5*this.
_x0+this._x1)/6,(5*this._y0+this._y1)/6);default:ni(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function wy(e){this._context=e}wy.prototype={areaStart:mt,areaEnd:mt,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._y0=this._y1=this._y2=
this._y3=this._y4=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x2,this._y2),this._context.closePath();break}case 2:{
this._context.moveTo((this._x2+2*this._x3)/3,(this._y2+2*this._y3)/3),this._context.lineTo((this._x3+2*this._x2)/3,(this._y3+2*this._y2)/3),this._context.closePath();
break}case 3:{this.point(this._x2,this._y2),this.point(this._x3,this._y3),this.point(this._x4,this._y4);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:
this._point=1,this._x2=e,this._y2=t;break;case 1:this._point=2,this._x3=e,this._y3=t;break;case 2:this._point=3,this._x4=e,this._y4=t,this._context.moveTo((this.
_x0+4*this._x1+e)/6,(this._y0+4*this._y1+t)/6);break;default:ni(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function xy(e){this._context=e}xy.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=
this._y1=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){
switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3;var n=(this._x0+4*this._x1+e)/6,r=(this._y0+4*this._y1+
t)/6;this._line?this._context.lineTo(n,r):this._context.moveTo(n,r);break;case 3:this._point=4;default:ni(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=
this._y1,this._y1=t}};function ic(e,t){this._basis=new Uo(e),this._beta=t}ic.prototype={lineStart:function(){this._x=[],this._y=[],this._basis.lineStart()},lineEnd:function(){var e=this.
_x,t=this._y,n=e.length-1;if(n>0)for(var r=e[0],i=t[0],o=e[n]-r,s=t[n]-i,a=-1,u;++a<=n;)u=a/n,this._basis.point(this._beta*e[a]+(1-this._beta)*(r+u*o),this._beta*
t[a]+(1-this._beta)*(i+u*s));this._x=this._y=null,this._basis.lineEnd()},point:function(e,t){this._x.push(+e),this._y.push(+t)}};var fw=(function e(t){function n(r){
return t===1?new Uo(r):new ic(r,t)}return n.beta=function(r){return e(+r)},n})(.85);function ri(e,t,n){e._context.bezierCurveTo(e._x1+e._k*(e._x2-e._x0),e._y1+e.
_k*(e._y2-e._y0),e._x2+e._k*(e._x1-t),e._y2+e._k*(e._y1-n),e._x2,e._y2)}function jo(e,t){this._context=e,this._k=(1-t)/6}jo.prototype={areaStart:function(){this.
_line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){switch(this.
_point){case 2:this._context.lineTo(this._x2,this._y2);break;case 3:ri(this,this._x1,this._y1);break}(this._line||this._line!==0&&this._point===1)&&this._context.
closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(
e,t);break;case 1:this._point=2,this._x1=e,this._y1=t;break;case 2:this._point=3;default:ri(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this.
_y0=this._y1,this._y1=this._y2,this._y2=t}};var hw=(function e(t){function n(r){return new jo(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Ho(e,t){
this._context=e,this._k=(1-t)/6}Ho.prototype={areaStart:mt,areaEnd:mt,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=
this._y2=this._y3=this._y4=this._y5=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();
break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(
this._x5,this._y5);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:this._point=2,this._context.
moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:ri(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this.
_y0=this._y1,this._y1=this._y2,this._y2=t}};var dw=(function e(t){function n(r){return new Ho(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Yo(e,t){
this._context=e,this._k=(1-t)/6}Yo.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this.
_x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this.
_line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(
this._x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:ri(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,
this._y0=this._y1,this._y1=this._y2,this._y2=t}};var mw=(function e(t){function n(r){return new Yo(r,t)}return n.tension=function(r){return e(+r)},n})(0);function Bo(e,t,n){
var r=e._x1,i=e._y1,o=e._x2,s=e._y2;if(e._l01_a>Hl){var a=2*e._l01_2a+3*e._l01_a*e._l12_a+e._l12_2a,u=3*e._l01_a*(e._l01_a+e._l12_a);r=(r*a-e._x0*e._l12_2a+e._x2*
e._l01_2a)/u,i=(i*a-e._y0*e._l12_2a+e._y2*e._l01_2a)/u}if(e._l23_a>Hl){var l=2*e._l23_2a+3*e._l23_a*e._l12_a+e._l12_2a,f=3*e._l23_a*(e._l23_a+e._l12_a);o=(o*l+e.
_x1*e._l23_2a-t*e._l12_2a)/f,s=(s*l+e._y1*e._l23_2a-n*e._l12_2a)/f}e._context.bezierCurveTo(r,i,o,s,e._x2,e._y2)}function oc(e,t){this._context=e,this._alpha=t}
oc.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,
this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this.
_x2,this._y2);break;case 3:this.point(this._x2,this._y2);break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},
point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:
this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3;default:Bo(this,e,t);break}this.
_l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,
this._y1=this._y2,this._y2=t}};var pw=(function e(t){function n(r){return t?new oc(r,t):new jo(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function sc(e,t){
this._context=e,this._alpha=t}sc.prototype={areaStart:mt,areaEnd:mt,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=
this._y2=this._y3=this._y4=this._y5=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this.
_point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();
break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(this._x5,this._y5);break}}},point:function(e,t){if(e=+e,t=+t,this._point){var n=this.
_x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:
this._point=2,this._context.moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:Bo(this,e,t);break}this._l01_a=this._l12_a,
this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this.
_y2=t}};var gw=(function e(t){function n(r){return t?new sc(r,t):new Ho(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function ac(e,t){this._context=e,this.
_alpha=t}ac.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this.
_y2=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===
3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=
Math.pow(n*n+r*r,this._alpha))}switch(this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(this.
_x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:Bo(this,e,t);break}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this.
_l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var _w=(function e(t){
function n(r){return t?new ac(r,t):new Yo(r,0)}return n.alpha=function(r){return e(+r)},n})(.5);function ky(e){this._context=e}ky.prototype={areaStart:mt,areaEnd:mt,
lineStart:function(){this._point=0},lineEnd:function(){this._point&&this._context.closePath()},point:function(e,t){e=+e,t=+t,this._point?this._context.lineTo(e,
t):(this._point=1,this._context.moveTo(e,t))}};function Yl(e){return e<0?-1:1}function Bl(e,t,n){var r=e._x1-e._x0,i=t-e._x1,o=(e._y1-e._y0)/(r||i<0&&-0),s=(n-e._y1)/(i||r<0&&-0),a=(o*i+s*r)/(r+i);return(Yl(
o)+Yl(s))*Math.min(Math.abs(o),Math.abs(s),.5*Math.abs(a))||0}function Wl(e,t){var n=e._x1-e._x0;return n?(3*(e._y1-e._y0)/n-t)/2:t}function Do(e,t,n){var r=e._x0,
i=e._y0,o=e._x1,s=e._y1,a=(o-r)/3;e._context.bezierCurveTo(r+a,i+a*t,o-a,s-a*n,o,s)}function ii(e){this._context=e}ii.prototype={areaStart:function(){this._line=
0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=this._t0=NaN,this._point=0},lineEnd:function(){switch(this._point){case 2:
this._context.lineTo(this._x1,this._y1);break;case 3:Do(this,this._t0,Wl(this,this._t0));break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),
this._line=1-this._line},point:function(e,t){var n=NaN;if(e=+e,t=+t,!(e===this._x1&&t===this._y1)){switch(this._point){case 0:this._point=1,this._line?this._context.
lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,Do(this,Wl(this,n=Bl(this,e,t)),n);break;default:Do(this,this._t0,n=
Bl(this,e,t));break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t,this._t0=n}}};function My(e){this._context=new uc(e)}(My.prototype=Object.create(ii.
prototype)).point=function(e,t){ii.prototype.point.call(this,t,e)};function uc(e){this._context=e}uc.prototype={moveTo:function(e,t){this._context.moveTo(t,e)},
closePath:function(){this._context.closePath()},lineTo:function(e,t){this._context.lineTo(t,e)},bezierCurveTo:function(e,t,n,r,i,o){this._context.bezierCurveTo(
t,e,r,n,o,i)}};function lc(e){return new ii(e)}function Ey(e){this._context=e}Ey.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=[],this._y=[]},lineEnd:function(){
var e=this._x,t=this._y,n=e.length;if(n)if(this._line?this._context.lineTo(e[0],t[0]):this._context.moveTo(e[0],t[0]),n===2)this._context.lineTo(e[1],t[1]);else
for(var r=Vl(e),i=Vl(t),o=0,s=1;s<n;++o,++s)this._context.bezierCurveTo(r[0][o],i[0][o],r[1][o],i[1][o],e[s],t[s]);(this._line||this._line!==0&&n===1)&&this._context.
closePath(),this._line=1-this._line,this._x=this._y=null},point:function(e,t){this._x.push(+e),this._y.push(+t)}};function Vl(e){var t,n=e.length-1,r,i=new Array(
n),o=new Array(n),s=new Array(n);for(i[0]=0,o[0]=2,s[0]=e[0]+2*e[1],t=1;t<n-1;++t)i[t]=1,o[t]=4,s[t]=4*e[t]+2*e[t+1];for(i[n-1]=2,o[n-1]=7,s[n-1]=8*e[n-1]+e[n],
t=1;t<n;++t)r=i[t]/o[t-1],o[t]-=r,s[t]-=r*s[t-1];for(i[n-1]=s[n-1]/o[n-1],t=n-2;t>=0;--t)i[t]=(s[t]-i[t+1])/o[t];for(o[n-1]=(e[n]+i[n-1])/2,t=0;t<n-1;++t)o[t]=2*
e[t+1]-i[t+1];return[i,o]}function Ty(e,t){this._context=e,this._t=t}Ty.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=this.
_y=NaN,this._point=0},lineEnd:function(){0<this._t&&this._t<1&&this._point===2&&this._context.lineTo(this._x,this._y),(this._line||this._line!==0&&this._point===
1)&&this._context.closePath(),this._line>=0&&(this._t=1-this._t,this._line=1-this._line)},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,
this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;default:{if(this._t<=0)this._context.lineTo(this._x,t),this._context.lineTo(
e,t);else{var n=this._x*(1-this._t)+e*this._t;this._context.lineTo(n,this._y),this._context.lineTo(n,t)}break}}this._x=e,this._y=t}};function Xl(e,t){if((s=e.length)>1)for(var n=1,r,i,o=e[t[0]],s,a=o.length;n<s;++n)for(i=o,o=e[t[n]],r=0;r<a;++r)o[r][1]+=o[r][0]=isNaN(i[r][1])?i[r][0]:i[r][1]}
function Gl(e){for(var t=e.length,n=new Array(t);--t>=0;)n[t]=t;return n}function Cy(e,t){return e[t]}function Sy(e){let t=[];return t.key=e,t}function cc(){var e=ue(
[]),t=Gl,n=Xl,r=Cy;function i(o){var s=Array.from(e.apply(this,arguments),Sy),a,u=s.length,l=-1,f;for(let h of o)for(a=0,++l;a<u;++a)(s[a][l]=[0,+r(h,s[a].key,l,
o)]).data=h;for(a=0,f=qo(t(s));a<u;++a)s[f[a]].index=a;return n(s,f),s}return i.keys=function(o){return arguments.length?(e=typeof o=="function"?o:ue(Array.from(
o)),i):e},i.value=function(o){return arguments.length?(r=typeof o=="function"?o:ue(+o),i):r},i.order=function(o){return arguments.length?(t=o==null?Gl:typeof o==
"function"?o:ue(Array.from(o)),i):t},i.offset=function(o){return arguments.length?(n=o??Xl,i):n},i}function fc(e,t){if((u=e.length)>0)for(var n,r=0,i,o,s,a,u,l=e[t[0]].length;r<l;++r)for(s=a=0,n=0;n<u;++n)(o=(i=e[t[n]][r])[1]-i[0])>0?(i[0]=s,i[1]=s+=o):o<0?(i[1]=
a,i[0]=a+=o):(i[0]=0,i[1]=o)}function Vn(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n<r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n<i||n===void 0&&
i>=i)&&(n=i)}return n}function oi(e,t){let n;if(t===void 0)for(let r of e)r!=null&&(n>r||n===void 0&&r>=r)&&(n=r);else{let r=-1;for(let i of e)(i=t(i,++r,e))!=null&&(n>i||n===void 0&&
i>=i)&&(n=i)}return n}function hn(e,t){let n=0;if(t===void 0)for(let r of e)(r=+r)&&(n+=r);else{let r=-1;for(let i of e)(i=+t(i,++r,e))&&(n+=i)}return n}function Wo(e,t){return e.sourceLinks.length?e.depth:t-1}function dn(e){return function(){return e}}function hc(e,t){return si(e.source,t.source)||e.index-t.index}function dc(e,t){return si(e.target,t.target)||e.index-t.index}function si(e,t){return e.y0-t.y0}
function Vo(e){return e.value}function Ny(e){return e.index}function $y(e){return e.nodes}function Oy(e){return e.links}function mc(e,t){let n=e.get(t);if(!n)throw new Error(
"missing: "+t);return n}function pc({nodes:e}){for(let t of e){let n=t.y0,r=n;for(let i of t.sourceLinks)i.y0=n+i.width/2,n+=i.width;for(let i of t.targetLinks)
i.y1=r+i.width/2,r+=i.width}}function ai(){let e=0,t=0,n=1,r=1,i=24,o=8,s,a=Ny,u=Wo,l,f,h=$y,m=Oy,d=6;function p(){let _={nodes:h.apply(null,arguments),links:m.
apply(null,arguments)};return g(_),w(_),v(_),x(_),F(_),pc(_),_}p.update=function(_){return pc(_),_},p.nodeId=function(_){return arguments.length?(a=typeof _=="f\
unction"?_:dn(_),p):a},p.nodeAlign=function(_){return arguments.length?(u=typeof _=="function"?_:dn(_),p):u},p.nodeSort=function(_){return arguments.length?(l=_,
p):l},p.nodeWidth=function(_){return arguments.length?(i=+_,p):i},p.nodePadding=function(_){return arguments.length?(o=s=+_,p):o},p.nodes=function(_){return arguments.
length?(h=typeof _=="function"?_:dn(_),p):h},p.links=function(_){return arguments.length?(m=typeof _=="function"?_:dn(_),p):m},p.linkSort=function(_){return arguments.
length?(f=_,p):f},p.size=function(_){return arguments.length?(e=t=0,n=+_[0],r=+_[1],p):[n-e,r-t]},p.extent=function(_){return arguments.length?(e=+_[0][0],n=+_[1][0],
t=+_[0][1],r=+_[1][1],p):[[e,t],[n,r]]},p.iterations=function(_){return arguments.length?(d=+_,p):d};function g({nodes:_,links:b}){for(let[S,C]of _.entries())C.
index=S,C.sourceLinks=[],C.targetLinks=[];let E=new Map(_.map((S,C)=>[a(S,C,_),S]));for(let[S,C]of b.entries()){C.index=S;let{source:A,target:U}=C;typeof A!="ob\
ject"&&(A=C.source=mc(E,A)),typeof U!="object"&&(U=C.target=mc(E,U)),A.sourceLinks.push(C),U.targetLinks.push(C)}if(f!=null)for(let{sourceLinks:S,targetLinks:C}of _)
S.sort(f),C.sort(f)}function w({nodes:_}){for(let b of _)b.value=b.fixedValue===void 0?Math.max(hn(b.sourceLinks,Vo),hn(b.targetLinks,Vo)):b.fixedValue}function v({
nodes:_}){let b=_.length,E=new Set(_),S=new Set,C=0;for(;E.size;){for(let A of E){A.depth=C;for(let{target:U}of A.sourceLinks)S.add(U)}if(++C>b)throw new Error(
"circular link");E=S,S=new Set}}function x({nodes:_}){let b=_.length,E=new Set(_),S=new Set,C=0;for(;E.size;){for(let A of E){A.height=C;for(let{source:U}of A.targetLinks)
S.add(U)}if(++C>b)throw new Error("circular link");E=S,S=new Set}}function M({nodes:_}){let b=Vn(_,C=>C.depth)+1,E=(n-e-i)/(b-1),S=new Array(b);for(let C of _){
let A=Math.max(0,Math.min(b-1,Math.floor(u.call(null,C,b))));C.layer=A,C.x0=e+A*E,C.x1=C.x0+i,S[A]?S[A].push(C):S[A]=[C]}if(l)for(let C of S)C.sort(l);return S}
function k(_){let b=oi(_,E=>(r-t-(E.length-1)*s)/hn(E,Vo));for(let E of _){let S=t;for(let C of E){C.y0=S,C.y1=S+C.value*b,S=C.y1+s;for(let A of C.sourceLinks)A.
width=A.value*b}S=(r-S+s)/(E.length+1);for(let C=0;C<E.length;++C){let A=E[C];A.y0+=S*(C+1),A.y1+=S*(C+1)}L(E)}}function F(_){let b=M(_);s=Math.min(o,(r-t)/(Vn(
b,E=>E.length)-1)),k(b);for(let E=0;E<d;++E){let S=Math.pow(.99,E),C=Math.max(1-S,(E+1)/d);j(b,S,C),N(b,S,C)}}function N(_,b,E){for(let S=1,C=_.length;S<C;++S){
let A=_[S];for(let U of A){let J=0,ce=0;for(let{source:de,value:we}of U.targetLinks){let me=we*(U.layer-de.layer);J+=z(de,U)*me,ce+=me}if(!(ce>0))continue;let ie=(J/
ce-U.y0)*b;U.y0+=ie,U.y1+=ie,Y(U)}l===void 0&&A.sort(si),q(A,E)}}function j(_,b,E){for(let S=_.length,C=S-2;C>=0;--C){let A=_[C];for(let U of A){let J=0,ce=0;for(let{
target:de,value:we}of U.sourceLinks){let me=we*(de.layer-U.layer);J+=y(U,de)*me,ce+=me}if(!(ce>0))continue;let ie=(J/ce-U.y0)*b;U.y0+=ie,U.y1+=ie,Y(U)}l===void 0&&
A.sort(si),q(A,E)}}function q(_,b){let E=_.length>>1,S=_[E];V(_,S.y0-s,E-1,b),W(_,S.y1+s,E+1,b),V(_,r,_.length-1,b),W(_,t,0,b)}function W(_,b,E,S){for(;E<_.length;++E){
let C=_[E],A=(b-C.y0)*S;A>1e-6&&(C.y0+=A,C.y1+=A),b=C.y1+s}}function V(_,b,E,S){for(;E>=0;--E){let C=_[E],A=(C.y1-b)*S;A>1e-6&&(C.y0-=A,C.y1-=A),b=C.y0-s}}function Y({
sourceLinks:_,targetLinks:b}){if(f===void 0){for(let{source:{sourceLinks:E}}of b)E.sort(dc);for(let{target:{targetLinks:E}}of _)E.sort(hc)}}function L(_){if(f===
void 0)for(let{sourceLinks:b,targetLinks:E}of _)b.sort(dc),E.sort(hc)}function z(_,b){let E=_.y0-(_.sourceLinks.length-1)*s/2;for(let{target:S,width:C}of _.sourceLinks){
if(S===b)break;E+=C+s}for(let{source:S,width:C}of b.targetLinks){if(S===_)break;E-=C}return E}function y(_,b){let E=b.y0-(b.targetLinks.length-1)*s/2;for(let{source:S,
width:C}of b.targetLinks){if(S===_)break;E+=C+s}for(let{target:S,width:C}of _.sourceLinks){if(S===b)break;E-=C}return E}return p}var Xo=Math.PI,Go=2*Xo,Dt=1e-6,Iy=Go-Dt;function Zo(){this._x0=this._y0=this._x1=this._y1=null,this._=""}function gc(){return new Zo}Zo.prototype=gc.prototype={
constructor:Zo,moveTo:function(e,t){this._+="M"+(this._x0=this._x1=+e)+","+(this._y0=this._y1=+t)},closePath:function(){this._x1!==null&&(this._x1=this._x0,this.
_y1=this._y0,this._+="Z")},lineTo:function(e,t){this._+="L"+(this._x1=+e)+","+(this._y1=+t)},quadraticCurveTo:function(e,t,n,r){this._+="Q"+ +e+","+ +t+","+(this.
_x1=+n)+","+(this._y1=+r)},bezierCurveTo:function(e,t,n,r,i,o){this._+="C"+ +e+","+ +t+","+ +n+","+ +r+","+(this._x1=+i)+","+(this._y1=+o)},arcTo:function(e,t,n,r,i){
e=+e,t=+t,n=+n,r=+r,i=+i;var o=this._x1,s=this._y1,a=n-e,u=r-t,l=o-e,f=s-t,h=l*l+f*f;if(i<0)throw new Error("negative radius: "+i);if(this._x1===null)this._+="M"+
(this._x1=e)+","+(this._y1=t);else if(h>Dt)if(!(Math.abs(f*a-u*l)>Dt)||!i)this._+="L"+(this._x1=e)+","+(this._y1=t);else{var m=n-o,d=r-s,p=a*a+u*u,g=m*m+d*d,w=Math.
sqrt(p),v=Math.sqrt(h),x=i*Math.tan((Xo-Math.acos((p+h-g)/(2*w*v)))/2),M=x/v,k=x/w;Math.abs(M-1)>Dt&&(this._+="L"+(e+M*l)+","+(t+M*f)),this._+="A"+i+","+i+",0,0\
,"+ +(f*m>l*d)+","+(this._x1=e+k*a)+","+(this._y1=t+k*u)}},arc:function(e,t,n,r,i,o){e=+e,t=+t,n=+n,o=!!o;var s=n*Math.cos(r),a=n*Math.sin(r),u=e+s,l=t+a,f=1^o,
h=o?r-i:i-r;if(n<0)throw new Error("negative radius: "+n);this._x1===null?this._+="M"+u+","+l:(Math.abs(this._x1-u)>Dt||Math.abs(this._y1-l)>Dt)&&(this._+="L"+u+
","+l),n&&(h<0&&(h=h%Go+Go),h>Iy?this._+="A"+n+","+n+",0,1,"+f+","+(e-s)+","+(t-a)+"A"+n+","+n+",0,1,"+f+","+(this._x1=u)+","+(this._y1=l):h>Dt&&(this._+="A"+n+
","+n+",0,"+ +(h>=Xo)+","+f+","+(this._x1=e+n*Math.cos(i))+","+(this._y1=t+n*Math.sin(i))))},rect:function(e,t,n,r){this._+="M"+(this._x0=this._x1=+e)+","+(this.
_y0=this._y1=+t)+"h"+ +n+"v"+ +r+"h"+-n+"Z"},toString:function(){return this._}};var Qo=gc;function Ko(e){return function(){return e}}function _c(e){return e[0]}function yc(e){return e[1]}var vc=Array.prototype.slice;function Ay(e){return e.source}function Ly(e){return e.target}function Fy(e){var t=Ay,n=Ly,r=_c,i=yc,o=null;function s(){var a,u=vc.call(arguments),l=t.apply(this,
u),f=n.apply(this,u);if(o||(o=a=Qo()),e(o,+r.apply(this,(u[0]=l,u)),+i.apply(this,u),+r.apply(this,(u[0]=f,u)),+i.apply(this,u)),a)return o=null,a+""||null}return s.
source=function(a){return arguments.length?(t=a,s):t},s.target=function(a){return arguments.length?(n=a,s):n},s.x=function(a){return arguments.length?(r=typeof a==
"function"?a:Ko(+a),s):r},s.y=function(a){return arguments.length?(i=typeof a=="function"?a:Ko(+a),s):i},s.context=function(a){return arguments.length?(o=a??null,
s):o},s}function Py(e,t,n,r,i){e.moveTo(t,n),e.bezierCurveTo(t=(t+r)/2,n,t,i,r,i)}function Jo(){return Fy(Py)}function Dy(e){return[e.source.x1,e.y0]}function Ry(e){return[e.target.x0,e.y1]}function es(){return Jo().source(Dy).target(Ry)}var qy=8,at=e=>`var(--c${e%qy})`;function Rt(e){return new Date(`${e.slice(0,10)}T00:00:00Z`)}function bc({values:e,label:t}){let n=e.map((d,p)=>[p,d]).filter(d=>d[1]!==
null);if(n.length<2)return c("span",{class:"quiet",children:oe});let[r,i]=[96,22],o=Ne([0,e.length-1],[2,r-4]),[s,a]=nn(n,d=>d[1]),u=(a-s)*.1||1,l=Ne([s-u,a+u],
[i-2,2]),f=Pt(d=>o(d[0]),d=>l(d[1]))(n),[h,m]=n[n.length-1];return c("svg",{class:"spark",width:r,height:i,role:"img","aria-label":t,children:[c("path",{d:f}),c(
"circle",{cx:o(h),cy:l(m),r:"2"})]})}function zy(e,t,n,r){let i=e.map((a,u)=>[a,u]).sort((a,u)=>a[0]-u[0]);for(let a=1;a<i.length;a++)i[a][0]=Math.max(i[a][0],i[a-
1][0]+t);if((i.length?i[i.length-1][0]-r:0)>0){i[i.length-1][0]=r;for(let a=i.length-2;a>=0;a--)i[a][0]=Math.min(i[a][0],i[a+1][0]-t)}let s=[];for(let[a,u]of i)
s[u]=Math.max(n,a);return s}function ts({series:e,label:t,asShare:n}){let r=[...new Set(e.flatMap(o=>o.values.map(s=>s.day)))].sort();if(r.length<2)return c(jy,
{series:e});let i=n?ae:$e;return c(ht,{children:o=>{let s=$t(e,g=>D(g.name).length)??0,a=Math.min(o*.34,14+s*6.6),u=Math.max(200,Math.min(340,e.length*16+60)),l={
left:46,right:o-a,top:10,bottom:u-24},f=$t(e,g=>$t(g.values,w=>w.value??0))??1,h=zl([Rt(r[0]),Rt(r[r.length-1])],[l.left,l.right]),m=Ne([0,f||1],[l.bottom,l.top]).
nice(4),d=e.map(g=>{let w=g.values.filter(v=>v.value!==null);return m(w.length?w[w.length-1].value:0)}),p=zy(d,14,l.top+4,l.bottom);return c("svg",{width:o,height:u,
role:"group","aria-label":t,children:[c("g",{class:"grid",children:[m.ticks(4).map(g=>c("g",{children:[c("line",{x1:l.left,x2:l.right,y1:m(g),y2:m(g)}),c("text",
{x:l.left-6,y:m(g)+4,"text-anchor":"end",children:i(g)})]},g)),c(Uy,{days:r,x:h,y:u-6,width:l.right-l.left})]}),e.map((g,w)=>c("g",{style:{color:at(w)},children:[
c("path",{class:"line",d:Pt().defined(v=>v.value!==null).x(v=>h(Rt(v.day))).y(v=>m(v.value??0)).curve(lc)(g.values)??""}),g.values.map(v=>v.value!==null&&c("cir\
cle",{class:"dot",cx:h(Rt(v.day)),cy:m(v.value),r:"2.5",children:c("title",{children:`${D(g.name)}, ${Oe(v.day)}: ${n?ae(v.value):K(v.value)}`})},v.day)),c("pat\
h",{class:"leader",d:`M${l.right+2},${d[w]}L${l.right+8},${p[w]}`}),c(wc,{href:g.href,children:c("text",{class:"name",x:l.right+11,y:p[w]+4,children:ns(D(g.name),
a-12)})})]},g.name))]})}})}function ns(e,t){let n=Math.max(4,Math.floor(t/6.4));return e.length>n?`${e.slice(0,n-1)}…`:e}function wc({href:e,children:t}){return e?
c("a",{href:e,children:t}):c(R,{children:t})}function Uy({days:e,x:t,y:n,width:r}){let i=[],o=1/0;for(let s of[...e].reverse())t(Rt(s))>o-Math.min(76,r/2)||(i.unshift(
s),o=t(Rt(s)));return c(R,{children:i.map((s,a)=>c("text",{x:t(Rt(s)),y:n,"text-anchor":a===0&&s===e[0]?"start":"middle",children:Oe(s).replace(/ \d{4}$/,"")},s))})}
function jy({series:e}){let t=e.map(n=>({name:n.name,value:n.values[0]?.value??null,href:n.href}));return c(Xn,{rows:t})}function Xn({rows:e,say:t=K}){let n=$t(
e,r=>r.value??0)||1;return c("div",{class:"bars",role:"list",children:e.map(r=>c("div",{role:"listitem",class:"bar",children:[c("span",{class:"bar-name",children:r.
href?c("a",{href:r.href,children:D(r.name)}):D(r.name)}),c("span",{class:"bar-track",children:c("span",{class:"bar-fill",style:{width:`${(r.value??0)/n*100}%`}})}),
c("span",{class:"bar-value",children:[r.value===null?$.few(T.minimum_cell):t(r.value),r.note&&r.value!==null?c("span",{class:"quiet",children:[" ",r.note]}):null]})]},
r.name))})}function xc({rows:e,keys:t,label:n}){return c(R,{children:[c(kc,{names:t.map(r=>$.causes[r]??D(r))}),c(ht,{children:r=>{let o={left:46,right:r-6,top:8,
bottom:168},s=cc().keys(t.flatMap(m=>[`entry ${m}`,`exit ${m}`])).value((m,d)=>m.parts[d]??0).offset(fc)(e),[a,u]=nn(s.flat(2)),l=Fo(e.map(m=>m.day),[o.left,o.right]).
padding(.25),f=Ne([a,u||1],[o.bottom,o.top]).nice(4),h=Math.ceil(e.length/Math.max(2,Math.floor((o.right-o.left)/80)));return c("svg",{width:r,height:190,role:"\
img","aria-label":n,children:[c("g",{class:"grid",children:[f.ticks(4).map(m=>c("g",{class:m===0?"zero":"",children:[c("line",{x1:o.left,x2:o.right,y1:f(m),y2:f(
m)}),c("text",{x:o.left-6,y:f(m)+4,"text-anchor":"end",children:$e(Math.abs(m))})]},m)),e.map((m,d)=>d%h===0&&c("text",{x:l(m.day)+l.bandwidth()/2,y:185,"text-a\
nchor":"middle",children:Oe(m.day).replace(/ \d{4}$/,"")},m.day))]}),s.map(m=>{let[d,...p]=m.key.split(" "),g=t.indexOf(p.join(" "));return m.map(w=>{let v=Math.
abs(f(w[0])-f(w[1]));return v>0?c("rect",{class:d,x:l(w.data.day),width:Math.min(l.bandwidth(),48),y:f(Math.max(w[0],w[1])),height:v,style:{color:at(g)},children:c(
"title",{children:`${Oe(w.data.day)}, ${$.ways[d]}, ${$.causes[t[g]]??t[g]}: ${K(Math.abs(w[1]-w[0]))}`})},`${m.key} ${w.data.day}`):null})})]})}})]})}function kc({
names:e}){return c("ul",{class:"legend",children:e.map((t,n)=>c("li",{children:[c("i",{style:{background:at(n)},"aria-hidden":"true"}),t]},t))})}function Mc({flows:e,
label:t,order:n}){let r=e.filter(i=>i.value>0);return r.length?c(ht,{children:i=>{let o=[...new Set(r.flatMap(f=>[`0 ${f.from}`,`1 ${f.to}`]))],s=f=>n.indexOf(f.
slice(2));o.sort((f,h)=>s(f)-s(h));let a=Math.max(90,o.length*22),u=Math.min(150,i*.26),l=ai().nodeId(f=>f.id).nodeWidth(8).nodePadding(12).nodeSort((f,h)=>s(f.
id)-s(h.id)).extent([[u,6],[i-u,a-6]])({nodes:o.map(f=>({id:f})),links:r.map(f=>({source:`0 ${f.from}`,target:`1 ${f.to}`,value:f.value}))});return c("svg",{width:i,
height:a,role:"img","aria-label":t,children:[l.links.map((f,h)=>{let[m,d]=[f.source,f.target];return c("path",{class:"flow",d:es()(f)??"","stroke-width":Math.max(
1,f.width??1),style:{color:at(Math.max(0,s(m.id)))},children:c("title",{children:`${D(m.id.slice(2))} → ${D(d.id.slice(2))}: ${K(f.value)}`})},h)}),l.nodes.map(
f=>{let h=f.id.startsWith("0");return c("g",{style:{color:at(Math.max(0,s(f.id)))},children:[c("rect",{class:"flow-end",x:f.x0,y:f.y0,width:8,height:Math.max(1,
f.y1-f.y0)}),c("text",{class:"label",x:h?f.x0-6:f.x1+6,y:(f.y0+f.y1)/2+4,"text-anchor":h?"end":"start",children:[ns(D(f.id.slice(2)),u-46)," ",$e(f.value)]})]},
f.id)})]})}}):c("p",{class:"quiet",children:$.segments.nobodyMoved})}function pt({label:e,corner:t,columns:n,rows:r}){return c("div",{class:"scroll",tabIndex:0,
role:"region","aria-label":e,children:c("table",{class:"heat",children:[c("caption",{class:"hidden",children:e}),c("thead",{children:c("tr",{children:[c("th",{scope:"\
col",children:t}),n.map(i=>c("th",{scope:"col",class:"n",children:i},i))]})}),c("tbody",{children:r.map((i,o)=>c("tr",{children:[c("th",{scope:"row",children:i.
name}),i.cells.map((s,a)=>s===null?c("td",{},a):c("td",{class:"cell",title:s.title,style:s.part?{"--part":String(Math.round(Math.min(1,s.part)*100))}:void 0,children:s.
text},a))]},o))})]})})}function ui({rows:e,label:t,reference:n,say:r=$e,isLog:i}){let o=l=>i?Math.log(Math.max(l,1)):l,s=e.flatMap(l=>[l.low,l.high,l.value]).filter(
l=>l!==null).map(l=>o(l));n!==void 0&&s.push(o(n));let[a,u]=nn(s);return a===void 0?null:c(ht,{children:l=>{let f=Math.min(260,l*.4),h=26,m=e.length*h+22,d=Ne([
a,u===a?a+1:u],[f+8,l-64]),p=i?[3,6,12,25,50,100,200,400,800,1600].filter(g=>o(g)>=a&&o(g)<=u):d.ticks(Math.max(2,Math.floor((l-f)/110)));return c("svg",{width:l,
height:m,role:"group","aria-label":t,children:[c("g",{class:"grid",children:[p.map(g=>c("g",{class:g===n?"zero":"",children:[c("line",{x1:d(o(g)),x2:d(o(g)),y1:0,
y2:m-18}),c("text",{x:d(o(g)),y:m-4,"text-anchor":"middle",children:r(g)})]},g)),n!==void 0&&!p.includes(n)&&c("g",{class:"zero",children:c("line",{x1:d(o(n)),x2:d(
o(n)),y1:0,y2:m-18})})]}),e.map((g,w)=>{let v=w*h+h/2;return c("g",{children:[c(wc,{href:g.href,children:c("text",{class:"label",x:0,y:v+4,children:[ns(g.name,f),
c("title",{children:g.name})]})}),g.low!==null&&g.high!==null&&c("line",{class:"whisker",x1:d(o(g.low)),x2:d(o(g.high)),y1:v,y2:v}),g.value!==null&&c("circle",{
class:"point",cx:d(o(g.value)),cy:v,r:"4",children:c("title",{children:`${g.name}: ${g.text}${g.note?`, ${g.note}`:""}`})}),c("text",{class:"label number",x:l,y:v+
4,"text-anchor":"end",children:g.text})]},w)})]})}})}function Ec({points:e,label:t}){return c(ht,{children:n=>{let r=Math.min(n,460),i=Math.min(r*.72,320),o={left:46,
right:r-10,top:8,bottom:i-38},s=Ne([0,1],[o.left,o.right]),a=Math.min(0,...e.map(l=>l[1])),u=Ne([a,1],[o.bottom,o.top]);return c("svg",{width:r,height:i,role:"i\
mg","aria-label":t,children:[c("g",{class:"grid",children:[[0,.25,.5,.75,1].map(l=>c("g",{children:[c("line",{x1:o.left,x2:o.right,y1:u(l),y2:u(l)}),c("text",{x:o.
left-6,y:u(l)+4,"text-anchor":"end",children:ae(l)}),c("text",{x:s(l),y:o.bottom+16,"text-anchor":"middle",children:ae(l)})]},l)),c("text",{x:(o.left+o.right)/2,
y:i-4,"text-anchor":"middle",children:$.customers.shareOfCustomers})]}),c("path",{class:"area",style:{color:at(0)},d:tc(l=>s(l[0]),l=>u(l[0]),l=>u(l[1]))(e)??""}),
c("path",{class:"leader",d:`M${s(0)},${u(0)}L${s(1)},${u(1)}`}),c("path",{class:"line",style:{color:at(0)},d:Pt(l=>s(l[0]),l=>u(l[1]))(e)??""})]})}})}function Tc({
rows:e,names:t,label:n,axis:r}){return c(R,{children:[c(kc,{names:t}),c(ht,{children:i=>{let o=Math.min(i,560),s=230,a={left:52,right:o-12,top:8,bottom:s-38},u=Ne(
nn(e,f=>f.at),[a.left+8,a.right]),l=Ne([0,$t(e,f=>Math.max(...f.values))||1],[a.bottom,a.top]).nice(4);return c("svg",{width:o,height:s,role:"img","aria-label":n,
children:[c("g",{class:"grid",children:[l.ticks(4).map(f=>c("g",{children:[c("line",{x1:a.left,x2:a.right,y1:l(f),y2:l(f)}),c("text",{x:a.left-6,y:l(f)+4,"text-\
anchor":"end",children:$e(f)})]},f)),e.map(f=>c("text",{x:u(f.at),y:a.bottom+16,"text-anchor":"middle",children:f.at},f.at)),c("text",{x:(a.left+a.right)/2,y:s-
4,"text-anchor":"middle",children:r})]}),t.map((f,h)=>c("g",{style:{color:at(h)},children:[c("path",{class:"line",d:Pt(m=>u(m.at),m=>l(m.values[h]))(e)??""}),e.
map(m=>c("circle",{class:"dot",cx:u(m.at),cy:l(m.values[h]),r:"3",children:c("title",{children:`${f}, ${m.at}: ${_e(m.values[h])}`})},m.at))]},f))]})}})]})}function Cc({
points:e,today:t,label:n,axis:r}){return c(ht,{children:i=>{let o=Math.min(i,520),s=190,a={left:46,right:o-12,top:14,bottom:s-36},u=Ne(nn(e,h=>h.at),[a.left,a.right]),
l=Ne([0,$t(e,h=>h.value??0)||1],[a.bottom,a.top]).nice(4),f=e.filter(h=>h.value!==null);return c("svg",{width:o,height:s,role:"img","aria-label":n,children:[c("\
g",{class:"grid",children:[l.ticks(4).map(h=>c("g",{children:[c("line",{x1:a.left,x2:a.right,y1:l(h),y2:l(h)}),c("text",{x:a.left-6,y:l(h)+4,"text-anchor":"end",
children:$e(h)})]},h)),u.ticks(Math.max(2,Math.floor((a.right-a.left)/70))).map(h=>c("text",{x:u(h),y:a.bottom+15,"text-anchor":"middle",children:_e(h)},h)),c("\
text",{x:(a.left+a.right)/2,y:s-4,"text-anchor":"middle",children:r}),c("g",{class:"zero",children:c("line",{x1:u(t),x2:u(t),y1:a.top,y2:a.bottom})}),c("text",{
x:u(t),y:a.top-3,"text-anchor":"middle",children:_e(t)})]}),c("g",{style:{color:at(0)},children:[c("path",{class:"line",d:Pt(h=>u(h.at),h=>l(h.value??0)).defined(
h=>h.value!==null)(e)??""}),f.map(h=>c("circle",{class:"dot",cx:u(h.at),cy:l(h.value),r:h.at===t?4.5:h.isCliff?4:2.5,children:c("title",{children:`${_e(h.at)}: ${K(
h.value)}`})},h.at))]})]})}})}var H=$.front;function Hy(){let{as_of:e,generation:t}=T.front,n=[],r="none";if(e&&t){let s=Ps(e,t.published_at);n.push(H.freshDay(s)),r=s<=1?"good":s<=7?"look":
"bad"}let i=T.sources.filter(s=>s.status),o=i.filter(s=>s.status!=="pass"&&s.status!=="success");return o.length?(n.push(H.sourcesOld(o.length)),r=o.some(s=>s.status!==
"warn")?"bad":r==="bad"?r:"look"):i.length&&(n.push(H.sourcesGood(i.length)),r==="none"&&(r="good")),n.length||n.push(H.notMeasured),{tone:r,says:n}}function Yy(){
let e={};for(let r of T.nodes)for(let[i,o]of Object.entries(r[9]))e[i]=(e[i]??0)+o;let[t,n]=[(e.fail??0)+(e.error??0)+(e.interrupted??0),e.warn??0];return Object.
keys(e).length?{tone:t?"bad":n?"look":"good",says:[H.verdicts(e.pass??0,n,t)]}:{tone:"none",says:[H.untested]}}function By(){let e=T.last_run;return e?{tone:e.finished&&
!e.not_published?"good":"bad",says:[`${e.command}, ${Ie(e.at)}, ${Ue(e.seconds)}`,H.nodes(T.nodes.length)]}:{tone:"none",says:[$.runs.none]}}function Wy(){let e=T.
families.filter(o=>o.is_built);if(!T.families.length)return{tone:"none",says:[$.segments.none]};let t=[H.builtOf(e.length,T.families.length)],n=e.filter(o=>o.mode===
"exclusive"&&o.everyone&&o.segments.every(s=>s.members!==null)),r=n.filter(o=>o.segments.reduce((s,a)=>s+a.members,0)>=o.everyone);return n.length&&t.push(H.everyone(
r.length,n.length)),{tone:e.length===T.families.length&&r.length===n.length?"good":e.length?"look":"bad",says:t}}function Vy(){let e=T.front.figures,t=T.measures_stability,
n=T.front.decisions.filter(r=>r.kind==="unstable_families"||r.kind==="drifted_features");return!t||!e?{tone:"none",says:[H.notMeasured]}:{tone:n.length?"look":"\
good",says:[H.flagged(n.length)]}}function Xy(){let e=re(T.front.figures.main_channels),t=T.families.find(i=>i.name===T.front.main_family);if(!e.length||!t||t.mode!==
"exclusive")return{tone:"none",says:[H.notMeasured]};let n=new Map;for(let i of e){let o=n.get(i.channel)??[0,0];n.set(i.channel,[o[0]+(i.reachable??0),o[1]+i.members])}
let r=[...n].map(([i,[o,s]])=>[i,s?o/s:0]).sort((i,o)=>o[1]-i[1]);return{tone:r[0][1]>=.5?"good":r[0][1]>=.2?"look":"bad",says:[H.reached(ae(r[0][1]),r[0][0]),r.
slice(1,4).map(([i,o])=>`${i} ${ae(o)}`).join(", ")].filter(Boolean)}}var Gy={good:H.good,look:H.look,bad:H.bad,none:H.unknown},Zy={good:"✓",look:"!",bad:"✕",
none:"·"};function mn({title:e,of:t}){return c("section",{class:`card ${t.tone}`,children:[c("h2",{children:e}),c("p",{class:"verdict",children:[c("span",{"ari\
a-hidden":"true",children:Zy[t.tone]})," ",Gy[t.tone]]}),t.says.map(n=>c("p",{children:n},n))]})}function Qy(e){switch(e.kind){case"test":{let t=e.verdict==="wa\
rn"?H.warning(e.failures):e.verdict==="fail"?H.failing(e.failures):H.other;return c(R,{children:[c(Ve,{of:e.verdict,quiet:!0})," ",c("a",{href:B.node(e.node),children:e.
name})," ",t,e.description?`. ${e.description}`:""]})}case"review":return c(R,{children:[c("a",{href:B.family(e.family),children:D(e.family)})," ",e.days<0?H.overdue(
-e.days):H.due(e.days),e.owner?` (${e.owner})`:""]});case"unstable_families":return c(R,{children:[c("a",{href:B.family(e.family),children:D(e.family)})," ",H.drifted]});case"\
drifted_features":return c(R,{children:[c("code",{children:e.feature})," ",H.drifted]});case"fairness_alarms":return c(R,{children:[c("a",{href:B.segment(e.family,
e.segment),children:[D(e.family),": ",D(e.segment)]})," ",H.alarm(`${e.trait} ${e.trait_group}`)]});default:return c(R,{children:[H.notBuilt," ",e.families.map(
D).join(", ")]})}}function Ky(){let[e,t]=Q(!1),n=T.front.decisions;if(!n.length)return c("p",{class:"quiet",children:H.nothing});let r=e?n:n.slice(0,8);return c(
R,{children:[c("ul",{class:"decisions",children:r.map((i,o)=>c("li",{children:[c("span",{class:"kind",children:H.kinds[i.kind]??i.kind}),c("span",{children:Qy(i)})]},
o))}),r.length<n.length&&c("button",{class:"more",onClick:()=>t(!0),children:H.more(n.length-r.length)})]})}function rs(e,t=T.front.figures.main_sizes){let n=re(
t),r=[...new Set(n.map(i=>i.as_of_date))].sort();return new Map(e.segments.map(i=>{let o=new Map(n.filter(s=>s.segment===i.name).map(s=>[s.as_of_date,s.members]));
return[i.name,r.map(s=>o.has(s)?o.get(s):null)]}))}function is({family:e,trends:t}){let n=$.segments;return c(be,{label:D(e.name),rows:e.segments,columns:[{name:n.
segment,wide:!0,of:r=>c(R,{children:[c("a",{class:"strong",href:B.segment(e.name,r.name),children:D(r.name)}),c("div",{class:"quiet small",children:r.description})]}),
by:r=>r.name},{name:n.members,number:!0,of:r=>c(qr,{of:r.members}),by:r=>r.members},{name:n.share,number:!0,of:r=>c(Jy,{of:r.share}),by:r=>r.share},{name:n.change,
number:!0,of:r=>c(qu,{of:r.change}),by:r=>r.change},{name:n.trend,of:r=>c(bc,{values:t.get(r.name)??[],label:`${D(r.name)}: ${n.trend}`})}]})}function Jy({of:e}){
return e===null?c("span",{class:"quiet",children:oe}):c("span",{class:"share",children:[c("span",{class:"share-track","aria-hidden":"true",children:c("span",{style:{
width:`${Math.min(100,e*100)}%`}})}),ae(e)]})}function Sc(){let{as_of:e,generation:t,moved:n}=T.front,r=T.families.find(o=>o.name===T.front.main_family),i=T.last_run;
return c(se,{title:D(T.project),lead:t?c(R,{children:[e?c(R,{children:[H.asOf," ",c("b",{children:Oe(e)})," · "]}):null,H.published," ",Ie(t.published_at)," · ",
H.generation," ",t.number]}):H.neverBuilt,children:[c("div",{class:"cards",children:[c(mn,{title:H.fresh,of:Hy()}),T.families.length>0?c(R,{children:[c(mn,{title:H.
complete,of:Wy()}),c(mn,{title:H.stable,of:Vy()}),c(mn,{title:H.reachable,of:Xy()})]}):c(R,{children:[c(mn,{title:H.tests,of:Yy()}),c(mn,{title:H.lastRun,of:By()})]})]}),
c("div",{class:"columns",children:[c("section",{children:[c("h2",{children:[H.decide," ",c("span",{class:"badge",children:T.front.decisions.length})]}),c(Ky,{})]}),
c("section",{children:[c("h2",{children:T.families.length?H.moved:H.lastRun}),T.families.length?n.length?c("ul",{class:"moved",children:n.slice(0,8).map(([o,s,a,
u])=>c("li",{children:[c("a",{href:B.segment(o,s),children:D(s)}),c("span",{class:"quiet",children:[" ",D(o)]}),c("span",{class:"n",children:Ut(u)}),c("span",{class:"\
n quiet",children:K(a)})]},`${o}.${s}`))}):c("p",{class:"quiet",children:H.movedNone}):null,i&&c("p",{class:"last-run",children:[H.lastRun,": ",c("a",{href:"#/r\
uns",children:[i.command,", ",Ie(i.at)]}),", ",Ue(i.seconds),"."," ",Object.entries(i.counts).map(([o,s])=>`${s} ${$.status[o]??o}`).join(", ")]})]})]}),r&&c("s\
ection",{children:[c("h2",{children:[H.main,": ",c("a",{href:B.family(r.name),children:D(r.name)})]}),c("p",{class:"quiet",children:r.purpose??r.description}),c(
is,{family:r,trends:rs(r)})]}),T.front.left_out.length>0&&c("details",{children:[c("summary",{children:H.leftOut}),c("ul",{children:T.front.left_out.map(o=>c("l\
i",{children:o},o))})]})]})}var O=$.segments;function Nc(){return T.families.length?c(se,{title:O.title,lead:O.intro,children:c(be,{label:O.title,rows:T.families,columns:[{name:O.family,wide:!0,
of:e=>c(R,{children:[c("a",{class:"strong",href:B.family(e.name),children:D(e.name)}),c("div",{class:"quiet small",children:e.purpose??e.description.split(`
`)[0]})]}),by:e=>e.name},{name:O.segmentCount,number:!0,of:e=>e.segments.length,by:e=>e.segments.length},{name:O.largest,of:e=>c(e1,{family:e})},{name:O.owner,of:e=>e.
owner??oe,by:e=>e.owner},{name:O.review,of:e=>c($c,{of:e}),by:e=>e.review_by}]})}):c(se,{title:O.title,children:c("p",{children:O.none})})}function e1({family:e}){
let t=e.segments.filter(n=>n.members!==null).sort((n,r)=>r.members-n.members);return t.length?c(R,{children:[D(t[0].name)," ",c("span",{class:"quiet",children:ae(
t[0].share)})]}):c(R,{children:oe})}function $c({of:e}){return e.review_by?c(R,{children:[Oe(e.review_by),e.is_overdue?c("span",{class:"status look",children:["\
 ! ",O.overdue]}):null]}):c(R,{children:oe})}function Oc({family:e}){let t=T.nodes[T.parents[e.node][0]];return c(Zt,{of:[[O.purpose,e.purpose],[O.owner,e.owner],
[O.review,e.review_by?c($c,{of:e}):null],[O.mode,e.mode==="exclusive"?O.exclusive:O.overlapping],[O.everyone,t?c(R,{children:[c("a",{href:B.node(T.parents[e.node][0]),
children:t[1]}),e.everyone?` (${K(e.everyone)})`:""]}):null],[O.asOf,e.as_of?Oe(e.as_of):null],[O.table,c("a",{href:B.node(e.node),children:T.nodes[e.node][1]})]]})}
function Ic({name:e,segment:t}){let n=T.families.findIndex(s=>s.name===e),r=T.families[n],i=Fe(r?`family-${n}`:null);if(!r)return c(se,{title:e,children:c("p",{
children:$.notFound})});let o=t===void 0?void 0:r.segments.find(s=>s.name===t);return t!==void 0&&!o?c(se,{title:t,children:c("p",{children:$.notFound})}):c(Re,
{of:i,children:s=>o?c(r1,{family:r,page:s,line:o}):c(t1,{family:r,page:s})})}function Ac(e,t,n){let r=re(t);return e.segments.filter(i=>!n||i.name===n).map(i=>({
name:i.name,href:n?void 0:B.segment(e.name,i.name),values:r.filter(o=>o.segment===i.name).map(o=>({day:o.as_of_date,value:o.members}))})).filter(i=>i.values.length)}
function Ge(e,t,n="segment"){if(!e)return;let r=e.columns.indexOf(n);return{...e,rows:e.rows.filter(i=>i[r]===t)}}function t1({family:e,page:t}){let n=t.figures,
r=e.segments.map(i=>i.name);return c(se,{title:D(e.name),lead:e.description?c(Fn,{text:e.description}):void 0,children:[c(Oc,{family:e}),c(is,{family:e,trends:rs(
e,n.sizes)}),n.sizes&&new Set(re(n.sizes).map(i=>i.as_of_date)).size>1&&c(he,{title:O.compare,figures:n.sizes,hidesPeople:!0,children:c(ts,{series:Ac(e,n.sizes),
label:O.compare})}),n.moves&&c(Pc,{figures:n.moves,order:r}),n.migrations&&c(os,{figures:n.migrations,order:r,title:O.flows}),n.overlaps&&c(o1,{family:e,figures:n.
overlaps}),n.values&&c(he,{title:O.value,note:n.values.meanings.value,figures:n.values,children:c(ui,{label:O.value,rows:n1(n.values,r).map(i=>({name:D(i.segment),
value:i.value,low:i.value_low,high:i.value_high,text:$e(i.value),href:B.segment(e.name,i.segment)})),reference:0})}),n.channels&&c(u1,{family:e,figures:n.channels}),
n.priorities&&c(Dc,{figures:n.priorities,withSegment:!0}),n.experiments&&c(Rc,{figures:n.experiments,withSegment:!0}),c("section",{children:[c("h2",{children:O.
rule}),c("p",{class:"quiet",children:e.mode==="exclusive"?O.firstWins:""}),t.segments.map(i=>c("div",{class:"rule",children:[c("h3",{children:c("a",{href:B.segment(
e.name,i.name),children:D(i.name)})}),c(Lc,{of:i,family:e})]},i.name))]}),c(qc,{of:t.tests,node:e.node})]})}function n1(e,t){return re(e).sort((n,r)=>t.indexOf(
n.segment)-t.indexOf(r.segment))}function r1({family:e,page:t,line:n}){let r=t.figures,i=t.segments.find(u=>u.name===n.name),o=re(Ge(r.personas,n.name))[0],s=re(
Ge(r.values,n.name))[0],a=Ge(r.sizes,n.name);return c(se,{title:D(n.name),lead:c(R,{children:[c("p",{children:c("a",{href:B.family(e.name),children:D(e.name)})}),
c(Fn,{text:n.description})]}),children:[c("div",{class:"numbers",children:[c(li,{name:O.members,value:c(qr,{of:n.members})}),c(li,{name:O.share,value:ae(n.share)}),
c(li,{name:O.change,value:Ut(n.change)}),s&&c(li,{name:O.worth,value:$e(s.value),note:`${$e(s.value_low)} – ${$e(s.value_high)}`})]}),c("section",{children:[c(
"h2",{children:O.rule}),e.mode==="exclusive"&&e.segments[0].name!==n.name&&i.tree?c("p",{class:"quiet",children:O.firstWins}):null,c(Lc,{of:i,family:e}),c("p",{
class:"quiet small",children:[O.version," ",c("code",{children:i.version})]})]}),c(Oc,{family:e}),c(Zt,{of:[[O.lists,i.channels?O.listed(i.channels.join(", "),i.
priority?`${O.priorityWord} ${i.priority}`:""):O.listsNone]]}),o?.description&&c("section",{class:"persona",children:[c("h2",{children:[O.persona,": ",o.persona_name]}),
c("p",{children:o.description})]}),a&&new Set(re(a).map(u=>u.as_of_date)).size>1&&c(he,{title:O.compare,figures:a,hidesPeople:!0,children:c(ts,{series:Ac(e,a,n.
name),label:O.compare})}),r.moves&&c(Pc,{figures:Ge(r.moves,n.name),order:[n.name]}),r.curves&&c(i1,{figures:Ge(r.curves,n.name)}),r.profiles&&c(a1,{figures:Ge(
r.profiles,n.name)}),r.overlaps&&c(s1,{figures:Ge(r.overlaps,n.name)}),r.channels&&c(l1,{figures:Ge(r.channels,n.name)}),r.priorities&&c(Dc,{figures:Ge(r.priorities,
n.name)}),r.experiments&&c(Rc,{figures:Ge(r.experiments,n.name)}),c(qc,{of:t.tests.filter(u=>u[0].split("_").join(" ").includes(n.name.split("_").join(" "))||!u[0].
startsWith("segment_")),node:e.node})]})}function li({name:e,value:t,note:n}){return c("div",{children:[c("div",{class:"quiet small",children:e}),c("div",{class:"\
big",children:t}),n&&c("div",{class:"quiet small",children:n})]})}function Lc({of:e,family:t}){return e.tree?c("div",{class:"tree",children:c(Fc,{of:e.tree,on:T.
parents[t.node][0]})}):c("p",{children:O.otherwise})}function Fc({of:e,on:t}){if(e.word){let i={and:O.all,or:O.any,not:O.not}[e.word];return c(R,{children:[c("s\
pan",{class:"word",children:i}),c("ul",{children:e.parts.map((o,s)=>c("li",{children:c(Fc,{of:o,on:t})},s))})]})}let n=e.asks?.length===1&&/^in_segment\('[^']*'\)$/.
test(e.text)?e.asks[0]:null;if(n){let[i,o]=n.split(".");return c("a",{href:B.segment(i,o),children:[D(i)," = ",D(o)]})}let r=[...new Set((e.compares??[]).map(i=>i[0]))];
return c(R,{children:[c("code",{children:e.text}),T.has_columns&&t!==void 0&&r.map(i=>c("a",{class:"aside",href:B.column(t,i),"aria-label":`${$.column.title}: ${i}`,
children:O.comesFrom},i))]})}function Pc({figures:e,order:t}){let[n,r]=Q(""),i=re(e).filter(u=>!n||u.segment===n),o=[...new Set(re(e).map(u=>u.cause))].filter(u=>u!==
"start"&&u!==null).sort(),a=[...new Set(i.filter(u=>u.cause!=="start").map(u=>u.day))].sort().map(u=>{let l={};for(let f of i){if(f.day!==u||f.people===null||f.
cause==="start")continue;let h=`${f.direction} ${f.cause}`;l[h]=(l[h]??0)+(f.direction==="exit"?-f.people:f.people)}return{day:u,parts:l}});return c(he,{title:O.
moves,note:c(R,{children:[O.movesNote," ",O.start]}),figures:e,hidesPeople:!0,children:[t.length>1&&c(qe,{label:O.segment,value:n,onChange:r,options:[["",O.allSegments],
...t.map(u=>[u,D(u)])]}),a.some(u=>Object.keys(u.parts).length)?c(xc,{rows:a,keys:o,label:O.moves}):c("p",{class:"quiet",children:O.nobodyMoved})]})}function i1({
figures:e}){let t=re(e);if(!t.length)return null;let n=new Map;for(let r of t){let i=`${r.condition}\0${r.number}`;n.set(i,[...n.get(i)??[],r])}return c(he,{title:O.
curves,note:O.curvesNote,figures:e,hidesPeople:!0,children:c("div",{class:"curves",children:[...n.values()].map((r,i)=>c(Cc,{label:`${O.curves}: ${r[0].condition}`,
axis:r[0].condition,today:r[0].number,points:r.map(o=>({at:o.threshold,value:o.members,isCliff:o.is_cliff}))},i))})})}function os({figures:e,order:t,title:n}){let r=re(
e),i=[...new Set(r.map(d=>d.as_of_date))].sort().reverse(),[o,s]=Q(i.find(d=>r.some(p=>p.as_of_date===d&&p.from_segment!==p.to_segment&&p.customers))??i[0]),a=r.
filter(d=>d.as_of_date===o),u=[...t,...new Set(a.flatMap(d=>[d.from_segment,d.to_segment]).filter(d=>!t.includes(d)))],l=a.filter(d=>d.from_segment!==d.to_segment).
map(d=>({from:d.from_segment,to:d.to_segment,value:d.customers??0})),f=u.filter(d=>a.some(p=>p.from_segment===d)),h=u.filter(d=>a.some(p=>p.to_segment===d)),m=(d,p)=>a.
find(g=>g.from_segment===d&&g.to_segment===p);return c(he,{title:n,figures:e,hidesPeople:!0,children:[i.length>1&&c(qe,{label:O.day,value:o,onChange:s,options:i.
map(d=>[d,Oe(d)])}),c(Mc,{flows:l,label:n,order:u}),c("h3",{children:O.matrix}),c("p",{class:"quiet small",children:O.matrixNote}),c(pt,{label:O.matrix,corner:"",
columns:h.map(D),rows:f.map(d=>{let p=a.filter(g=>g.from_segment===d).reduce((g,w)=>g+(w.customers??0),0);return{name:D(d),cells:h.map(g=>{let w=m(d,g);if(!w)return null;
let v=w.customers===null||!p?null:w.customers/p;return{text:w.customers===null?$.few(T.minimum_cell):K(w.customers),part:v,title:`${D(d)} → ${D(g)}: ${ae(v)}`}})}})})]})}
function o1({family:e,figures:t}){let n=re(t),r=[...new Set(n.map(h=>h.other_family))].sort(),o=[T.front.main_family,T.front.lifecycle].filter(h=>h!==e.name&&r.
includes(h??""))[0]??r[0],[s,a]=Q(o),u=n.filter(h=>h.other_family===s),l=T.families.find(h=>h.name===s)?.segments.map(h=>h.name)??[],f=[...new Set(u.map(h=>h.other_segment))].
sort((h,m)=>l.indexOf(h)-l.indexOf(m));return c(he,{title:O.overlap,note:O.overlapNote,figures:t,hidesPeople:!0,children:[c(qe,{label:O.against,value:s,onChange:a,
options:r.map(h=>[h,D(h)])}),c(pt,{label:O.overlap,corner:"",columns:f.map(D),rows:e.segments.map(h=>({name:c("a",{href:B.segment(e.name,h.name),children:D(h.name)}),
cells:f.map(m=>{let d=u.find(g=>g.segment===h.name&&g.other_segment===m);if(!d)return null;let p=d.shared_members===null?null:d.shared_members/d.members;return{
text:p===null?"·":ae(p),part:p,title:d.shared_members===null?$.few(T.minimum_cell):`${K(d.shared_members)} / ${K(d.members)}`}})}))})]})}function s1({figures:e}){
let t=re(e).filter(n=>n.lift!==null&&n.shared_members).sort((n,r)=>r.lift-n.lift).slice(0,12);return t.length?c(he,{title:O.overlapOf,note:O.overlapOfNote,figures:e,
hidesPeople:!0,children:c(Xn,{say:n=>`${_e(n)}×`,rows:t.map(n=>({name:`${n.other_family}: ${n.other_segment.replace(/_/g," ")}`,value:n.lift,href:B.segment(n.other_family,
n.other_segment),note:ae(n.shared_members/n.members)}))})}):null}function a1({figures:e}){let t=r=>Math.abs(Math.log(Math.max(r.trait_index,1)/100)),n=re(e).filter(
r=>r.is_distinct&&r.trait_index!==null).sort((r,i)=>t(i)-t(r)).slice(0,16);return n.sort((r,i)=>i.trait_index-r.trait_index),c(he,{title:O.profile,note:n.length?
O.profileNote:O.profileNone,figures:e,children:n.length>0&&c(ui,{label:O.profile,reference:100,isLog:!0,say:_e,rows:n.map(r=>({name:`${r.feature.replace(/_/g," ")}\
: ${r.level}`,value:r.trait_index,low:r.index_low,high:r.index_high,text:_e(r.trait_index),note:`${ae(r.share_in_segment)} / ${ae(r.share_in_all)}`}))})})}function u1({
family:e,figures:t}){let n=re(t),r=[...new Set(n.map(i=>i.channel))].sort();return c(he,{title:O.channels,note:O.channelsNote,figures:t,hidesPeople:!0,children:c(
pt,{label:O.channels,corner:"",columns:r.map(D),rows:e.segments.map(i=>({name:c("a",{href:B.segment(e.name,i.name),children:D(i.name)}),cells:r.map(o=>{let s=n.
find(u=>u.segment===i.name&&u.channel===o);if(!s)return null;let a=s.reachable===null?null:s.reachable/s.members;return{text:a===null?"·":ae(a),part:a,title:`${s.
reachable===null?$.few(T.minimum_cell):K(s.reachable)} / ${K(s.members)}`}})}))})})}function l1({figures:e}){let t=re(e);if(!t.length)return null;let n=e.columns.
filter(i=>i.startsWith("blocked_by_")),r=[O.reachable,...n.map(i=>$.blocked[i]??D(i.slice(11)).toLowerCase())];return c(he,{title:O.channels,note:O.channelsNote,
figures:e,hidesPeople:!0,children:c(pt,{label:O.channels,corner:"",columns:r,rows:t.map(i=>({name:D(i.channel),cells:["reachable",...n].map(o=>{let s=i[o]===null?
null:i[o]/i.members;return{text:s===null?"·":ae(s),part:s,title:i[o]===null?$.few(T.minimum_cell):K(i[o])}})}))})})}function Dc({figures:e,withSegment:t}){let n=re(
e).slice(0,14);return n.length?c(he,{title:O.priorities,note:O.prioritiesNote,figures:e,children:c(ui,{label:O.priorities,reference:0,rows:n.map(r=>({name:`${t?
`${D(r.segment)}, `:""}${t?r.channel:D(r.channel)}`,note:r.finding,value:r.value_per_contact,low:r.value_low,high:r.value_high,text:_e(r.value_per_contact)}))})}):
null}function Rc({figures:e,withSegment:t}){let n=re(e);if(!n.length)return null;let r=i=>i.segment?D(i.segment):O.everybody;return c(he,{title:O.experiments,note:O.
experimentsNote,figures:e,children:c(be,{label:O.experiments,rows:n,columns:[{name:O.experiment,of:i=>c(R,{children:[D(i.experiment),c("div",{class:"quiet small",
children:[i.arm,t?`, ${r(i)}`:""]})]}),by:i=>i.experiment},{name:O.metric,of:i=>D(i.metric),by:i=>i.metric},{name:O.difference,number:!0,of:i=>_e(i.difference),
by:i=>i.difference},{name:O.interval,of:i=>c(c1,{low:i.interval_low,high:i.interval_high,value:i.difference})},{name:O.verdict,wide:!0,of:i=>i.verdict??oe,by:i=>i.
verdict},{name:O.decided,of:i=>Oe(i.decided_on),by:i=>i.decided_on}]})})}function c1({low:e,high:t,value:n}){if(e===null||t===null)return c("span",{class:"quiet",
children:oe});let r=Math.max(Math.abs(e),Math.abs(t))||1,i=o=>60+o/r*54;return c("svg",{width:"120",height:"20",role:"img","aria-label":`${_e(e)} – ${_e(t)}`,
children:[c("g",{class:"grid",children:c("g",{class:"zero",children:c("line",{x1:"60",x2:"60",y1:"2",y2:"18"})})}),c("line",{class:"whisker",x1:i(e),x2:i(t),y1:"\
10",y2:"10"}),n!==null&&c("circle",{class:"point",cx:i(n),cy:"10",r:"3.5"}),c("title",{children:`${_e(e)} – ${_e(t)}`})]})}function qc({of:e,node:t}){return e.
length?c("section",{children:[c("h2",{children:O.tests}),c("ul",{class:"tests",children:e.map(([n,,r])=>c("li",{children:[c(Ve,{of:r,quiet:!0})," ",c("a",{href:B.
node(t),children:n})]},n))})]}):null}var te=$.customers;function zc(){let e=Fe(T.has_customers?"customers":null),t=T.families.find(r=>r.name===T.front.lifecycle);return!T.has_customers&&!t?c(se,{title:te.
title,children:c("p",{children:te.none})}):c(se,{title:te.title,children:[t&&c(he,{title:te.lifecycle,note:te.lifecycleNote,children:c(Xn,{rows:t.segments.map(r=>({
name:r.name,value:r.members,note:ae(r.share),href:B.segment(t.name,r.name)}))})}),T.has_customers&&c(Re,{of:e,children:r=>c(R,{children:[r.rfm&&c(f1,{figures:r.
rfm}),t&&r.lifecycle&&c(os,{figures:r.lifecycle,order:t.segments.map(i=>i.name),title:te.lifecycleFlows}),r.concentration&&c(h1,{figures:r.concentration}),r.retention&&
c(m1,{figures:r.retention}),r.predictions&&c(p1,{figures:r.predictions})]})})]})}function f1({figures:e}){let t=re(e),n=[...new Set(t.map(o=>o.recency_score))].
sort((o,s)=>s-o),r=[...new Set(t.map(o=>o.frequency_score))].sort((o,s)=>o-s),i=Math.max(...t.map(o=>o.customers??0));return c(he,{title:te.rfm,note:te.rfmNote,
figures:e,hidesPeople:!0,children:c(pt,{label:te.rfm,corner:`${te.recency} ↓  ${te.frequency} →`,columns:r.map(String),rows:n.map(o=>({name:String(o),cells:r.
map(s=>{let a=t.find(u=>u.recency_score===o&&u.frequency_score===s);return a?a.customers===null?{text:$.few(T.minimum_cell),part:null}:{text:K(a.customers),part:a.
customers/i,title:`${te.monetary}: ${K(a.monetary)}`}:null})}))})})}function h1({figures:e}){let t=re(e),[n,r]=[t.reduce((u,l)=>u+l.customers,0),t.reduce((u,l)=>u+
l.value,0)],i=[[0,0]],[o,s]=[0,0];for(let u of t)o+=u.customers/n,s+=r?u.value/r:0,i.push([o,s]);let a=i.reduce((u,l)=>l[0]<=.8+1e-9?l:u,i[0]);return c(he,{title:te.
concentration,note:te.concentrationNote(ae(1-a[1])),figures:e,children:c(Ec,{points:i,label:te.concentration})})}function d1(e){return $.quarter(Math.floor(e/4),
e%4+1)}function m1({figures:e}){let t=re(e),n=[...new Set(t.map(o=>o.cohort))].sort((o,s)=>o-s).slice(-16),r=[...new Set(t.filter(o=>n.includes(o.cohort)).map(o=>o.
since))].sort((o,s)=>o-s),i=(o,s)=>t.find(a=>a.cohort===o&&a.since===s);return c(he,{title:te.retention,note:te.retentionNote,figures:e,hidesPeople:!0,children:c(
pt,{label:te.retention,corner:te.cohort,columns:[te.size,...r.slice(1).map(o=>`+${o}`)],rows:n.map(o=>{let s=i(o,0)?.customers??null;return{name:d1(o),cells:r.map(
a=>{let u=i(o,a);if(a===0)return{text:K(s),part:null};if(!u)return null;let l=u.customers===null||!s?null:u.customers/s;return{text:l===null?"·":ae(l),part:l,title:u.
customers===null?$.few(T.minimum_cell):K(u.customers)}})}})})})}function p1({figures:e}){let t=re(e),n=[...new Set(t.map(o=>o.model))],[r,i]=Q(n[0]);return c(he,
{title:te.predictions,note:te.predictionsNote,figures:e,children:[n.length>1&&c(qe,{label:te.model,value:r,onChange:i,options:n.map(o=>[o,o])}),c(Tc,{label:te.predictions,
axis:te.decile,names:[te.predicted,te.actual],rows:t.filter(o=>o.model===r).map(o=>({at:o.decile,values:[o.expected_orders,o.actual_orders]}))})]})}var Uc=[8,4,2,1];function g1(e,t){let n=e.toLowerCase().indexOf(t);if(n<0)return e.slice(0,140);let r=Math.max(0,n-60);return`${r?"…":""}${e.slice(r,n+100).replace(
/\s+/g," ")}`}function _1(e,t){let n=e.toLowerCase().split(/\s+/).filter(Boolean);if(!n.length)return[];let r=[];for(let i of T.families){let o=[[i.name,i.description+
(i.purpose??""),B.family(i.name),$.segments.family],...i.segments.map(s=>[s.name,s.description,B.segment(i.name,s.name),`${$.segments.segment}, ${D(i.name)}`])];
for(let[s,a,u,l]of o){let[f,h]=[D(s),`${s} ${D(s)} ${a}`.toLowerCase()];if(n.every(m=>h.includes(m))){let m=n.every(d=>`${s} ${f}`.toLowerCase().includes(d));r.
push({title:f,kind:l,link:u,excerpt:a.slice(0,140),score:m?60-s.length/10:5})}}}return T.nodes.forEach((i,o)=>{let s=i[1].toLowerCase(),a=t[o].map(h=>h.toLowerCase()),
u=0,l=-1;for(let h of n){let m=s.includes(h)?20+(s===h?30:0):0;if(a.forEach((d,p)=>{d.includes(h)&&(m<Uc[p]&&(l=p),m=Math.max(m,Uc[p]))}),!m)return;u+=m}let f=l>=
0?g1(t[o][l],n.find(h=>a[l].includes(h))):t[o][0].slice(0,140);r.push({title:i[1],kind:i[2],link:B.node(o),excerpt:f,score:u-s.length/100})}),r.sort((i,o)=>o.score-
i.score)}function jc({query:e}){let t=Fe("search");return c(se,{title:$.search,children:c(Re,{of:t,children:n=>c(y1,{query:e,entries:n})})})}function y1({query:e,
entries:t}){let n=ct(()=>_1(e,t),[e,t]);return c(R,{children:[c("p",{class:"quiet","aria-live":"polite",children:e?n.length?$.found(n.length,e):$.searchEmpty:$.
searchHint}),c("ol",{class:"hits",children:n.slice(0,60).map((r,i)=>c("li",{children:[c("a",{class:"strong",href:r.link,children:r.title})," ",c("span",{class:"\
quiet small",children:r.kind}),c("div",{class:"small",children:r.excerpt})]},i))})]})}window.seg={put:As};function ss(){return location.hash.replace(/^#\/?/,"").split("/").map(decodeURIComponent)}function v1({at:e}){switch(e[0]){case"":return c(Sc,
{});case"segments":return c(Nc,{});case"family":return c(Ic,{name:e[1],segment:e[2]},e.slice(1).join("."));case"customers":return c(zc,{});case"models":return c(
zu,{});case"node":return c(Uu,{id:e.slice(1).join("/")});case"sources":return c(ju,{});case"lineage":return c(Gu,{id:e[1]});case"column":return c(Zu,{id:e[1],column:e[2]??
""},e.slice(1).join("/"));case"runs":return c(Hu,{});case"search":return c(jc,{query:e.slice(1).join("/")});default:return c("p",{children:$.notFound})}}function b1(){
let e={segments:T.families.length>0,customers:T.has_customers||T.front.lifecycle!==null,sources:T.sources.length>0};return Object.entries($.nav).filter(([t])=>e[t]??
!0).map(([t,n])=>[t==="overview"?"":t,n])}function w1(){let[e,t]=Q(ss()),[n,r]=Q(!1),i=Ze(null),o=Ze(null);zt(()=>{let a=()=>{t(ss()),r(!1),location.hash.startsWith(
"#/search")||i.current?.focus({preventScroll:!0}),window.scrollTo(0,0)},u=l=>{let f=l.target instanceof HTMLElement&&/input|select|textarea/i.test(l.target.tagName);
l.key==="/"&&!f&&!l.ctrlKey&&!l.metaKey&&(l.preventDefault(),o.current?.focus())};return addEventListener("hashchange",a),addEventListener("keydown",u),()=>{removeEventListener(
"hashchange",a),removeEventListener("keydown",u)}},[]),zt(()=>{let a=i.current?.querySelector("h1")?.textContent;document.title=a&&a!==D(T.project)?`${a} · ${D(
T.project)}`:D(T.project)});let s=e[0]==="family"?"segments":e[0]==="node"||e[0]==="column"?"models":e[0];return c(R,{children:[c("a",{class:"skip",href:"#main",
onClick:a=>{a.preventDefault(),i.current?.focus()},children:$.skip}),c("header",{children:[c("a",{class:"name",href:"#/",children:D(T.project)}),c("form",{role:"\
search",onSubmit:a=>a.preventDefault(),children:c("input",{ref:o,type:"search","aria-label":$.search,placeholder:`${$.searchHint}  /`,value:e[0]==="search"?e.slice(
1).join("/"):void 0,onInput:a=>{history.replaceState(null,"",`#/search/${encodeURIComponent(a.currentTarget.value)}`),t(ss())}})}),c("button",{class:"menu","ari\
a-expanded":n,onClick:()=>r(!n),children:$.menu})]}),c("nav",{"aria-label":$.menu,class:n?"open":"",children:[c("ul",{children:b1().map(([a,u])=>c("li",{children:c(
"a",{href:`#/${a}`,"aria-current":s===a?"page":void 0,children:u})},a))}),s==="segments"&&c("ul",{class:"sub",children:T.families.map(a=>c("li",{children:c("a",
{href:`#/family/${encodeURIComponent(a.name)}`,"aria-current":e[1]===a.name?"page":void 0,children:D(a.name)})},a.name))}),c(x1,{}),c("p",{class:"quiet small",children:[
T.target," · ",$.madeAt," ",Ie(T.made_at)," · seg ",T.version]})]}),c("main",{id:"main",ref:i,tabIndex:-1,children:c(v1,{at:e})})]})}function x1(){let[e,t]=Q(
k1());return zt(()=>{e?document.documentElement.dataset.theme=e:delete document.documentElement.dataset.theme;try{localStorage.setItem("seg-theme",e)}catch{}},[
e]),c("label",{class:"theme small",children:[c("span",{class:"quiet",children:$.themeLabel}),c("select",{value:e,onChange:n=>t(n.currentTarget.value),children:[
c("option",{value:"",children:$.theme.auto}),c("option",{value:"light",children:$.theme.light}),c("option",{value:"dark",children:$.theme.dark})]})]})}function k1(){
try{return localStorage.getItem("seg-theme")??""}catch{return""}}Ls("site").then(e=>{Fs(e),bs(c(w1,{}),document.getElementById("app")),ki()});})();
