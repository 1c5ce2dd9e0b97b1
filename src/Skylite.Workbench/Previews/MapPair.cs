using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Training.Metrics;
using Skylite.Workbench.Results;

namespace Skylite.Workbench.Previews;

/// <summary>Two maps of classes on one grid: the second is taken for right.</summary>
internal sealed class MapPair : IDisposable
{
    private readonly GdalDataset _first;
    private readonly GdalDataset _second;
    private readonly string _map;
    private readonly string _against;
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<string> _namesOfAgainst;
    private readonly IReadOnlyList<string> _colors;

    /// <summary>Opens two maps.</summary>
    /// <param name="map">The map.</param>
    /// <param name="against">The other; it is laid onto the grid of the first.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">One is no map of classes, or nothing says how they lie to each other.</exception>
    public MapPair(string map, string against, CancellationToken cancellation = default)
    {
        (_map, _against) = (map, against);
        _first = Open(map);
        int? white;
        try
        {
            (_names, _colors) = Legend(_first, map);
            // A view on another grid has lost names and colours.
            using (var original = Open(against))
            {
                white = White(original, cancellation);
                (_namesOfAgainst, var colors) = Legend(original, against);
                _colors = _colors.Count > 0 ? _colors : colors;
            }

            _second = OnGridOf(_first, against);
        }
        catch
        {
            _first.Dispose();
            throw;
        }

        Grid = GdalGrid.Of(_first);
        (First, Second) = (new MapPixels(_first, map), new MapPixels(_second, against) { White = white });
    }

    /// <summary>The pixels of both.</summary>
    public GdalGrid Grid { get; }

    /// <summary>The map.</summary>
    public MapPixels First { get; }

    /// <summary>The other.</summary>
    public MapPixels Second { get; }

    /// <summary>Compares all pixels.</summary>
    /// <param name="cancellation">Stops between strips.</param>
    /// <exception cref="InvalidDataException">A value is no class, or no pixel has a class in both.</exception>
    public MapComparison Compare(CancellationToken cancellation)
    {
        var pairs = ValuePairs.Of(First, Second, Grid, cancellation);
        // What a map does not name may still be on it.
        var known = pairs.First.Concat(_names.Count == 0 ? pairs.Second : Enumerable.Range(0, _names.Count).Where(v => _names[v].Length > 0)).ToHashSet();
        var unknown = pairs.Second.Where(v => !known.Contains(v)).ToDictionary(v => v, v => pairs.First.Sum(f => pairs[f, v]));
        int[] right = [.. pairs.Second.Where(known.Contains)];
        int[] values = [.. pairs.First.Where(f => right.Any(s => pairs[f, s] > 0)).Union(right.Where(s => pairs.First.Any(f => pairs[f, s] > 0))).Order()];
        if (values.Length == 0)
        {
            var why = unknown.Count > 0 ? $" Its values {string.Join(", ", unknown.Keys)} are none of the map's classes." : string.Empty;
            throw new InvalidDataException(
                $"'{_against}' has no pixel with a class where '{_map}' has one: nothing can be compared.{why} Give two maps of the same place.");
        }

        return new MapComparison
        {
            Map = _map,
            Against = _against,
            Classes = [.. values.Select(NameOf)],
            ClassValues = values,
            Figures = ClassificationFigures.OfPixels(
                ConfusionMatrix.Of([.. values.Select(actual => values.Select(predicted => pairs[predicted, actual]).ToArray())])),
            OnlyInMap = pairs.First.Sum(f => pairs[f, MapPixels.None]),
            OnlyInAgainst = pairs.Second.Sum(s => pairs[MapPixels.None, s]),
            InNeither = pairs[MapPixels.None, MapPixels.None],
            UnknownValues = unknown,
            Notes = [.. Doubts(values, pairs)],
        };
    }

    /// <summary>The colour of each class: that of the map, or else of the other, or else one of its own.</summary>
    /// <param name="comparison">The classes.</param>
    public IReadOnlyList<Rgb> ColorsOf(MapComparison comparison)
    {
        string[] known = comparison.ClassValues.All(v => v < _colors.Count) ? [.. comparison.ClassValues.Select(v => _colors[v])] : [];
        return [.. new MapLegend(comparison.Classes, known).Colors.Select(Rgb.Parse)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private static GdalDataset Open(string path)
    {
        var map = GdalDataset.Open(path);
        var bands = map.Bands.Count(b => b.ColorInterpretation != GdalColorInterpretation.Alpha);
        if (bands == 1)
        {
            return map;
        }

        map.Dispose();
        throw new InvalidDataException(
            $"'{path}' is no map of classes: it has {bands} bands, not one. Give maps as 'infer' writes them, or masks of class numbers.");
    }

    // What the file itself says, else the table of classes beside it.
    private static (IReadOnlyList<string> Names, IReadOnlyList<string> Colors) Legend(GdalDataset map, string path)
    {
        var (names, colors) = (map.CategoryNames(1), map.ColorTable(1));
        if (names.Count > 0 || ClassTable.Find(Path.GetDirectoryName(Path.GetFullPath(path))!, path) is not { } table)
        {
            return (names, colors);
        }

        var byValue = table.Classes.ToDictionary(c => c.Value);
        var values = Enumerable.Range(0, byValue.Keys.Max() + 1).Select(byValue.GetValueOrDefault).ToArray();
        return (
            [.. values.Select(c => c?.Name ?? string.Empty)],
            table.Classes.All(c => c.Color is not null) ? [.. values.Select(c => c?.Color ?? "#000000")] : colors);
    }

    private static GdalDataset OnGridOf(GdalDataset first, string against)
    {
        var second = Open(against);
        var (grid, own) = (GdalGrid.Of(first), GdalGrid.Of(second));
        if (own.IsSameAs(grid))
        {
            return second;
        }

        if (grid is { GeoTransform: not null, IsNorthUp: true } && own.GeoTransform is not null
            && (grid.Projection.Length == 0) == (own.Projection.Length == 0))
        {
            return second.WarpTo(grid, GdalResampling.Nearest, []);
        }

        second.Dispose();
        throw new InvalidDataException(
            $"'{against}' has {own.Width} × {own.Height} pixels on another grid than '{first.Path}' ({grid.Width} × {grid.Height}), "
            + "and nothing says how they lie to each other. Compare maps of one grid, or georeference both.");
    }

    private static string? Find(IReadOnlyList<string> names, int value) => value < names.Count && names[value].Length > 0 ? names[value] : null;

    private static long Alike(ValuePairs pairs, int shift) => pairs.First.Where(v => pairs.Second.Contains(v + shift)).Sum(v => pairs[v, v + shift]);

    // Masks of two classes are usually black and white, and the map counts from 0.
    private int? White(GdalDataset against, CancellationToken cancellation)
    {
        int[] named = [.. Enumerable.Range(0, _names.Count).Where(v => _names[v].Length > 0)];
        return named is [0, var second] && MapPixels.AreBlackAndWhite(against, cancellation) ? second : null;
    }

    private string NameOf(int value) => Find(_names, value) ?? Find(_namesOfAgainst, value) ?? Invariant($"class {value}");

    // Classes are told by numbers: labels often count from 1 where maps count from 0.
    private IEnumerable<string> Doubts(int[] values, ValuePairs pairs)
    {
        if (Second.White is { } white)
        {
            yield return $"{Path.GetFileName(_against)} holds 0 and 255: 255 is taken for '{NameOf(white)}'";
            yield break;
        }

        foreach (var (file, names) in new[] { (_map, _names), (_against, _namesOfAgainst) }.Where(m => m.Item2.Count == 0))
        {
            yield return $"{Path.GetFileName(file)} names no classes: equal numbers are taken for equal classes";
        }

        string[] others = [.. values.Select(v => (Value: v, One: Find(_names, v), Other: Find(_namesOfAgainst, v)))
            .Where(v => v is { One: not null, Other: not null } && !v.One.Equals(v.Other, StringComparison.OrdinalIgnoreCase))
            .Select(v => Invariant($"{v.Value} is '{v.One}' and '{v.Other}'"))];
        if (others.Length > 0)
        {
            yield return $"the two name classes differently, equal numbers are taken for equal classes: {string.Join(", ", others)}";
        }

        var (alike, later) = (Alike(pairs, 0), Alike(pairs, 1));
        if (later > alike && (_names.Count == 0 || _namesOfAgainst.Count == 0))
        {
            yield return Invariant($"{later} pixels would be alike, not {alike}, if the classes of {Path.GetFileName(_against)} were ")
                + Invariant($"numbered one lower: do they count from 1 where those of {Path.GetFileName(_map)} count from 0?");
        }
    }
}
