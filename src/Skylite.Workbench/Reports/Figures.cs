using System.Globalization;

namespace Skylite.Workbench.Reports;

/// <summary>Figures as people read them, with the exact value at hand.</summary>
internal static class Figures
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A count with a unit prefix, the exact count as title.</summary>
    public static Markup Count(long count) => Markup.Of($"<span title=\"{count:N0}\">{Short(count, 1000, ["", " k", " M", " G", " T"])}</span>");

    public static Markup Bytes(long bytes) => Markup.Of($"<span title=\"{bytes:N0} bytes\">{Short(bytes, 1000, [" B", " kB", " MB", " GB", " TB"])}</span>");

    /// <summary>before ÷ after; a dash where that says nothing.</summary>
    public static Markup Ratio(double before, double after) =>
        before > 0 && after > 0 ? Markup.Of($"{Significant(before / after)}×") : Missing;

    /// <summary>A text with a capital letter at its beginning.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static Markup Percent(Score? score) => score switch
    {
        null => Missing,
        { Seeds: > 1 } => Markup.Of($"{100 * score.Mean:0.00} <small>± {100 * score.Deviation:0.00} %</small>"),
        _ => Markup.Of($"{100 * score.Mean:0.00} <small>%</small>"),
    };

    /// <summary>A share in percent, without the sign.</summary>
    public static Markup Percent(double? share) => share is { } value ? Markup.Of($"{100 * value:0.00}") : Missing;

    public static Markup Plain(Score? score) => score switch
    {
        null => Missing,
        { Seeds: > 1 } => Markup.Of($"{score.Mean:0.000} <small>± {score.Deviation:0.000}</small>"),
        _ => Markup.Of($"{score.Mean:0.000}"),
    };

    public static Markup Missing { get; } = new("<span class=\"missing\" aria-label=\"not measured\">–</span>");

    /// <summary>Three significant digits without an exponent.</summary>
    public static string Significant(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 0.001 => value.ToString("0.0e+0", Culture),
        < 0.9995 => value.ToString("0.000", Culture),
        < 9.995 => value.ToString("0.00", Culture),
        < 99.95 => value.ToString("0.0", Culture),
        _ => value.ToString("N0", Culture),
    };

    private static string Short(long count, int step, string[] units)
    {
        double value = count;
        var unit = 0;
        while (value >= step && unit < units.Length - 1)
        {
            value /= step;
            unit++;
        }

        return (unit == 0 ? count.ToString(Culture) : Significant(value)) + units[unit];
    }
}
