using System.Globalization;
using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>Shows two maps of classes and where they differ.</summary>
internal static class MapPreview
{
    private const int Side = 640;
    private const int Strip = 256;

    // 254 would be a class too many, and 255 marks pixels without data.
    private const int HighestClass = MapLegend.NoData - 2;

    public static (ContactSheet Sheet, IReadOnlyList<string> Shown, double? Agreement) Make(string map, string against, PreviewOptions options, CancellationToken cancellation)
    {
        using var first = Open(map);
        using var second = OnGridOf(first, against);
        var legend = Legend(first, second, map, against);
        var (alike, both) = Compare(first, second, cancellation);
        if (both == 0)
        {
            throw new InvalidDataException($"'{against}' has no pixel with a class where '{map}' has one: nothing can be compared. Give two maps of the same place.");
        }

        var agreement = (double)alike / both;
        var side = Math.Max(Side, options.Side);
        var scale = Math.Min(1.0, (double)side / Math.Max(first.Width, first.Height));
        var (width, height) = (Math.Max(1, (int)(first.Width * scale)), Math.Max(1, (int)(first.Height * scale)));
        var (one, other) = (Read(first, width, height), Read(second, width, height));
        Rgb[] colors = [.. legend.Colors.Select(Rgb.Parse)];
        var difference = new Rgb[one.Length];
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = one[i] < 0 && other[i] < 0 ? Rgb.Nothing
                : one[i] == other[i] ? (one[i] < colors.Length ? colors[one[i]] : Rgb.Gray).Mixed(Rgb.White, 0.75f)
                : one[i] < 0 || other[i] < 0 ? Rgb.Missed
                : Rgb.Different;
        }

        var present = one.Concat(other).Where(c => c >= 0).ToHashSet();
        var sheet = new ContactSheet(
            string.Create(CultureInfo.InvariantCulture, $"{100 * agreement:0.000} % of {both} pixels alike{Doubt(map, against)}"),
            [Path.GetFileName(map), Path.GetFileName(against), "difference"],
            [new SheetRow(string.Empty, [Tile.OfClasses(width, height, one, colors), Tile.OfClasses(width, height, other, colors), new Tile(width, height, difference) { IsMap = true }])],
            [.. legend.Names.Zip(colors).Where((_, i) => present.Contains(i)), ("different", Rgb.Different), ("in one map only", Rgb.Missed), ("no data", Rgb.Nothing)])
        {
            Side = side,
        };
        return (sheet, [map, against], agreement);
    }

    private static GdalDataset Open(string path)
    {
        var map = GdalDataset.Open(path);
        var bands = map.Bands.Count(b => b.ColorInterpretation != GdalColorInterpretation.Alpha);
        if (bands == 1 && map.DataType == GdalDataType.Byte)
        {
            return map;
        }

        var found = bands == 1 ? $"its pixels are {map.DataType}, not bytes" : $"it has {bands} bands, not one";
        map.Dispose();
        throw new InvalidDataException($"'{path}' is no map of classes: {found}. Give maps as 'infer' writes them.");
    }

    private static GdalDataset OnGridOf(GdalDataset first, string against)
    {
        var second = Open(against);
        var (grid, own) = (GdalGrid.Of(first), GdalGrid.Of(second));
        if (own.IsSameAs(grid))
        {
            return second;
        }

        if (grid is { GeoTransform: not null, IsNorthUp: true } && own.GeoTransform is not null && (grid.Projection.Length == 0) == (own.Projection.Length == 0))
        {
            return second.WarpTo(grid, GdalResampling.Nearest, []);
        }

        second.Dispose();
        throw new InvalidDataException(
            $"'{against}' has {own.Width} × {own.Height} pixels on another grid than '{first.Path}' ({grid.Width} × {grid.Height}), and nothing says how they lie to each other. Compare maps of one grid, or georeference both.");
    }

    private static MapLegend Legend(GdalDataset first, GdalDataset second, string map, string against)
    {
        // A view on another grid has lost the names.
        using var original = GdalDataset.Open(against);
        var names = first.CategoryNames(1) is { Count: > 0 } own ? own : original.CategoryNames(1);
        var colors = first.ColorTable(1) is { Count: > 0 } table ? table : original.ColorTable(1);
        var highest = Math.Max(Highest(first, map), Highest(second, against));
        var count = Math.Max(names.Count, highest + 1);
        string[] all = [.. Enumerable.Range(0, count).Select(i => i < names.Count && names[i].Length > 0 ? names[i] : FormattableString.Invariant($"class {i}"))];
        return new MapLegend(all, colors.Count >= count ? [.. colors.Take(count)] : []);
    }

    // Labels often count from 1 where maps count from 0.
    private static string Doubt(string map, string against)
    {
        foreach (var file in new[] { map, against })
        {
            using var raster = GdalDataset.Open(file);
            if (raster.CategoryNames(1).Count == 0)
            {
                return $"; {Path.GetFileName(file)} names no classes, its numbers are taken to count from 0";
            }
        }

        return string.Empty;
    }

    private static int Highest(GdalDataset map, string name)
    {
        var highest = Read(map, Math.Min(map.Width, Side), Math.Min(map.Height, Side)).Max();
        return highest <= HighestClass ? highest
            : throw new InvalidDataException($"'{name}' is no map of classes: it holds the value {highest}, and classes are 0 to {HighestClass}. Give maps as 'infer' writes them.");
    }

    private static int[] Read(GdalDataset map, int width, int height)
    {
        var (values, mask) = (new byte[width * height], new byte[width * height]);
        map.Read(values.AsSpan(), new GdalReadOptions { Width = width, Height = height, Bands = [1] });
        return Classes(map, new GdalWindow(0, 0, map.Width, map.Height), values, mask, width, height);
    }

    private static int[] Classes(GdalDataset map, GdalWindow window, byte[] values, byte[] mask, int width, int height)
    {
        var noData = map.Bands[0].NoData ?? MapLegend.NoData;
        if (map.HasMask(1))
        {
            map.ReadMask(1, window, mask, width, height);
        }
        else
        {
            Array.Fill(mask, (byte)255);
        }

        return [.. values.Zip(mask, (v, m) => m == 0 || v == noData ? -1 : v)];
    }

    private static (long Alike, long Both) Compare(GdalDataset first, GdalDataset second, CancellationToken cancellation)
    {
        var (alike, both) = (0L, 0L);
        for (var y = 0; y < first.Height; y += Strip)
        {
            cancellation.ThrowIfCancellationRequested();
            var window = new GdalWindow(0, y, first.Width, Math.Min(Strip, first.Height - y));
            int[] Of(GdalDataset map)
            {
                var values = new byte[window.Width * window.Height];
                map.Read(values.AsSpan(), new GdalReadOptions { Window = window, Bands = [1] });
                return Classes(map, window, values, new byte[values.Length], window.Width, window.Height);
            }

            foreach (var (a, b) in Of(first).Zip(Of(second)))
            {
                both += a >= 0 && b >= 0 ? 1 : 0;
                alike += a >= 0 && a == b ? 1 : 0;
            }
        }

        return (alike, both);
    }
}
