// plotly.js writes style attributes with setAttribute, which the content security policy (style-src 'self')
// refuses; the same text through the style object is allowed. Must run before plotly.js.
{
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style" && this.style) this.style.cssText = value;
    else set.call(this, name, value);
  };
}
