using System.Globalization;
using Skylite.Workbench.Results;

namespace Skylite.Cli;

/// <summary>Shows how two maps agree.</summary>
internal static class ComparisonConsole
{
    private const int MostValues = 12;

    /// <summary>Prints the comparison.</summary>
    public static void Show(Terminal terminal, MapComparison comparison)
    {
        terminal.Say($"{comparison.Map} against {comparison.Against}, whose classes count as the actual ones");
        QualityTable.Show(terminal, "pixels with a class in both", comparison.Classes, comparison.Figures);
        string[] missing =
        [
            .. Left(comparison.OnlyInMap, $"without a class in {comparison.Against} only"),
            .. Left(comparison.OnlyInAgainst, $"without a class in {comparison.Map} only"),
            .. Left(comparison.InNeither, "without a class in both"),
            .. Left(comparison.UnknownValues.Values.Sum(), $"of values of {comparison.Against} that the map has no class for ({Values(comparison)})"),
        ];
        if (missing.Length > 0)
        {
            terminal.Say($"left out: {string.Join(", ", missing)}");
        }

        terminal.SayAll("note", comparison.Notes);
    }

    private static string[] Left(long pixels, string why) => pixels == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{pixels} pixels {why}")];

    private static string Values(MapComparison comparison)
    {
        var most = comparison.UnknownValues.OrderByDescending(v => v.Value).Take(MostValues);
        var values = string.Join(", ", most.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}: {v.Value}")));
        return comparison.UnknownValues.Count > MostValues ? $"{values}, …" : values;
    }
}
