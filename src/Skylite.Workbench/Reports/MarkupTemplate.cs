using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Skylite.Workbench.Reports;

/// <summary>What the compiler turns <c>Markup.Of($"…")</c> into: text of the template stays, text from holes is escaped.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupTemplate
{
    private readonly StringBuilder _html;

    public MarkupTemplate(int literalLength, int holes) => _html = new StringBuilder(literalLength + (holes * 16));

    public void AppendLiteral(string text) => _html.Append(text);

    public void AppendFormatted(Markup markup) => _html.Append(markup.Html);

    public void AppendFormatted(string? text) => _html.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => _html.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

    public string Finish() => _html.ToString();
}
