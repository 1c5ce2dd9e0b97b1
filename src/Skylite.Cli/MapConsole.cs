using System.Globalization;
using Skylite.Inference.Augmentation;
using Skylite.Workbench.Results;
using Spectre.Console;

namespace Skylite.Cli;

/// <summary>Shows what maps were made.</summary>
internal static class MapConsole
{
    private const int LongestTable = 24;
    private const double SquareMetresOfHectare = 1e4;
    private const double SquareMetresOfKilometre = 1e6;

    /// <summary>Prints the result.</summary>
    public static void Show(Terminal terminal, InferFigures figures)
    {
        foreach (var map in figures.Maps.Where(m => !m.WasThere))
        {
            var (metres, unit) = AreaUnit(map.Classes);
            var table = new Table().AddColumns("value", "class", "pixels", "share %");
            if (unit is not null)
            {
                table.AddColumn(unit);
            }

            foreach (var row in map.Classes.Where(c => map.Classes.Count <= LongestTable || c.Pixels > 0))
            {
                string[] cells =
                [
                    row.Value.ToString(CultureInfo.InvariantCulture), row.Name.EscapeMarkup(), JobConsole.Count(row.Pixels), JobConsole.Percent(row.Share),
                ];
                table.AddRow(unit is null ? cells : [.. cells, (row.SquareMetres / metres)?.ToString("#,0.00", CultureInfo.InvariantCulture) ?? string.Empty]);
            }

            terminal.Show(table);
            var polygons = map.Files.Any(f => f.EndsWith(".gpkg", StringComparison.OrdinalIgnoreCase))
                ? string.Create(CultureInfo.InvariantCulture, $"; {map.Polygons} polygons")
                : string.Empty;
            var augmentation = map.TestTimeAugmentation is { } views ? $", test-time augmentation: {TestTimeAugmentation.Named(views)}," : string.Empty;
            var threshold = map.Threshold is { } least
                ? string.Create(CultureInfo.InvariantCulture, $", '{map.Classes[1].Name}' from a probability of {least},")
                : string.Empty;
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", map.Files)}: {map.Width} × {map.Height} pixels, {JobConsole.Count(map.NoDataPixels)} without data{polygons}; "
                + $"{map.Tiles} tiles of {map.Tile[0]} × {map.Tile[1]} ({map.Window}, overlap {100 * map.Overlap:0.#} %){augmentation}{threshold} "
                + $"in {map.TileSeconds:0.0} s, of which the model ran {map.ModelSeconds:0.0} s: {map.MegapixelsPerSecond:0.00} megapixels/s; "
                + $"at most {JobConsole.Bytes(map.PeakMemory)} of memory"));
        }
    }

    // The unit in which the classes together are some hundreds at most.
    private static (double Metres, string? Unit) AreaUnit(IReadOnlyList<MapClassFigures> classes) => classes.Sum(c => c.SquareMetres ?? double.NaN) switch
    {
        double.NaN => (1, null),
        < SquareMetresOfHectare => (1, "m²"),
        < SquareMetresOfKilometre => (SquareMetresOfHectare, "ha"),
        _ => (SquareMetresOfKilometre, "km²"),
    };
}
