using System.Globalization;
using System.Xml.Linq;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>Writes a map strip by strip beside its final name, and in the end as cloud-optimised GeoTIFF, with polygons if wanted.</summary>
public sealed class MapWriter : IDisposable
{
    private readonly MapWriterOptions _options;
    private readonly RawRaster _classes;
    private readonly RawRaster? _probabilities;

    /// <summary>
    /// Takes the files that hold the map until it is complete for this writer alone. Unless they are kept, call <see cref="Begin"/> before the first row.
    /// </summary>
    /// <param name="options">What to write.</param>
    /// <exception cref="IOException">The folder cannot be written to, or another run writes the same map.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public MapWriter(MapWriterOptions options)
    {
        _options = options;
        var grid = options.Grid;
        if (Path.GetDirectoryName(Path.GetFullPath(options.Out)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        ProbabilityBands = options.Probability == MapProbability.All ? options.Legend.Names.Count
            : options.Probability == MapProbability.Winner || options.Polygons is not null ? 1
            : 0;
        _classes = new RawRaster(Partial("classes"), grid.Width, grid.Height, 1, options.Keep);
        try
        {
            _probabilities = ProbabilityBands > 0 ? new RawRaster(Partial("probabilities"), grid.Width, grid.Height, ProbabilityBands, options.Keep) : null;
        }
        catch
        {
            _classes.Dispose();
            throw;
        }
    }

    /// <summary>Bands of probabilities that strips must bring.</summary>
    public int ProbabilityBands { get; }

    /// <summary>Whether probabilities are those of all classes rather than of the winner.</summary>
    public bool WantsAll => _options.Probability == MapProbability.All;

    /// <summary>The file that holds finished rows until the map is complete.</summary>
    /// <param name="output">The map.</param>
    /// <param name="what">What it holds.</param>
    public static string PartialFile(string output, string what) => $"{output}.partial.{what}";

    /// <summary>Whether a writer is at work on a map.</summary>
    /// <param name="output">The map.</param>
    public static bool IsWriting(string output) => RawRaster.IsHeld(PartialFile(output, "classes"));

    /// <summary>The GeoTIFF of probabilities beside a map.</summary>
    /// <param name="output">The map.</param>
    public static string ProbabilityFile(string output) => Path.ChangeExtension(output, ".probability.tif");

    /// <summary>Empties the rows that an earlier writer left.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Begin()
    {
        _classes.Clear();
        _probabilities?.Clear();
    }

    /// <summary>Writes finished rows.</summary>
    /// <param name="strip">The rows; places of classes in them become pixel values.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Write(MapStrip strip)
    {
        if (!_options.Legend.CountsFromZero)
        {
            Number(strip.Classes);
        }

        _classes.Write(strip.X, strip.Y, strip.Width, strip.Rows, strip.Classes);
        _probabilities?.Write(strip.X, strip.Y, strip.Width, strip.Rows, strip.Probabilities);
    }

    /// <summary>Waits until the rows that were written lie on the disk, where a loss of power leaves them.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Flush()
    {
        _classes.FlushToDisk();
        _probabilities?.FlushToDisk();
    }

    /// <summary>Completes the map: files appear under their names, and what was beside them goes.</summary>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops; finished rows stay.</param>
    /// <returns>What is in the map.</returns>
    /// <exception cref="GdalException">A file cannot be written.</exception>
    public MapSummary Complete(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var (grid, legend) = (_options.Grid, _options.Legend);
        using var sieved = _options.Sieve > 0 ? MapSieve.Run(_options, _classes, cancellationToken) : null;
        var classes = sieved ?? _classes;
        var counts = MapStatistics.Of(classes, 0, (grid.Width, grid.Height), GroundArea.OfRow(grid), cancellationToken);
        var files = new List<string> { _options.Out };
        long polygons = 0;
        var view = Partial("vrt");
        try
        {
            Describe(view, classes, counts);
            if (_options.Polygons is { } wanted)
            {
                polygons = MapPolygons.Write(_options, classes, _probabilities!, wanted, cancellationToken);
                files.Add(wanted.Out);
            }

            Copy(view, _options.Out, "MODE", progress, cancellationToken);
            if (_options.Probability != MapProbability.None)
            {
                var output = ProbabilityFile(_options.Out);
                DescribeProbabilities(view, cancellationToken);
                Copy(view, output, "AVERAGE", null, cancellationToken);
                files.Add(output);
            }
        }
        finally
        {
            File.Delete(view);
            sieved?.Dispose();
            File.Delete(Partial("sieved"));
        }

        Dispose();
        File.Delete(_classes.Path);
        File.Delete(Partial("probabilities"));
        return new MapSummary(
            [.. legend.Values.Select(v => counts.Counts[v])],
            counts.Areas is { } areas ? [.. legend.Values.Select(v => areas[v])] : null,
            counts.Counts[MapLegend.NoData],
            polygons,
            files);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _classes.Dispose();
        _probabilities?.Dispose();
    }

    private void Number(Span<byte> classes)
    {
        Span<byte> values = stackalloc byte[MapLegend.NoData + 1];
        values.Fill(MapLegend.NoData);
        foreach (var (index, value) in _options.Legend.Values.Index())
        {
            values[index] = value;
        }

        foreach (ref var pixel in classes)
        {
            pixel = values[pixel];
        }
    }

    private string Partial(string what) => PartialFile(_options.Out, what);

    private void Describe(string view, RawRaster classes, MapStatistics counts)
    {
        var legend = _options.Legend;
        var metadata = new Dictionary<string, string>(_options.Metadata)
        {
            ["AREA_OR_POINT"] = "Area",
            ["CLASSES"] = string.Join(", ", legend.Values.Zip(legend.Names, (value, name) => string.Create(CultureInfo.InvariantCulture, $"{value}={name}"))),
        };
        IEnumerable<XElement> band =
        [
            new("Description", "class"),
            RawRasterView.Metadata(counts.Metadata(MapLegend.NoData)),
            RawRasterView.NoData(MapLegend.NoData),
            new("ColorInterp", "Palette"),
            RawRasterView.Palette(legend),
            RawRasterView.Categories(legend),
        ];
        RawRasterView.Write(view, Path.GetFileName(classes.Path), _options.Grid, metadata, [band]);
    }

    private void DescribeProbabilities(string view, CancellationToken cancellationToken)
    {
        var raw = _probabilities!;
        var names = WantsAll ? _options.Legend.Names : ["probability of the class"];
        RawRasterView.Write(
            view,
            Path.GetFileName(raw.Path),
            _options.Grid,
            new Dictionary<string, string>(_options.Metadata) { ["AREA_OR_POINT"] = "Area" },
            [.. names.Select((name, b) => (IEnumerable<XElement>)
            [
                new("Description", name),
                RawRasterView.Metadata(MapStatistics.Of(raw, b, (_options.Grid.Width, _options.Grid.Height), null, cancellationToken).Metadata(0)),
                RawRasterView.NoData(0),
                new("Offset", 0),
                new("Scale", (1 / 255.0).ToString("R", CultureInfo.InvariantCulture)),
            ])]);
    }

    private static void Copy(string view, string output, string resampling, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var raster = GdalDataset.Open(view, sidecars: false);
        var options = new GdalWriteOptions
        {
            Driver = "COG",
            Extra = ["COMPRESS=DEFLATE", "LEVEL=6", "BLOCKSIZE=512", $"OVERVIEW_RESAMPLING={resampling}", "NUM_THREADS=ALL_CPUS", "BIGTIFF=IF_SAFER"],
        };
        raster.SaveAs(output, options, progress, cancellationToken);
    }
}
