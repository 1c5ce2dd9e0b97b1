using System.Globalization;
using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>A georeferenced scene of any size, read window by window as the input of a network. One thread at a time may use it.</summary>
public sealed class RasterScene : IDisposable
{
    // Pixels of 10 m are equally fine in two reference systems, whose scales differ a little.
    private const double EquallyFine = 1.01;

    private readonly List<RasterFile> _files = [];
    private readonly Preprocessing _form;

    private GdalGrid _whole = new(0, 0, null, string.Empty);
    private GdalWindow _part;
    private (float Factor, float Summand)[]? _lines;

    private RasterScene(string name, Preprocessing form) => (Name, _form) = (name, form);

    /// <summary>What the user called the scene.</summary>
    public string Name { get; }

    /// <summary>Its pixels on the ground; of a part of it that part's.</summary>
    public GdalGrid Grid => _whole.Part(_part);

    /// <summary>Columns.</summary>
    public int Width => _part.Width;

    /// <summary>Rows.</summary>
    public int Height => _part.Height;

    /// <summary>Channels of the network that the scene feeds.</summary>
    public int Channels => _form.Bands.Count;

    /// <summary>Whether pixels may be missing.</summary>
    public bool HasGaps => _files.Exists(f => f.HasGaps);

    /// <summary>The files that are read.</summary>
    public IReadOnlyList<string> Files => [.. _files.Select(f => f.Raster.Path)];

    /// <summary>Ground control points that place the scene where nothing else does; 0 where a geotransform does, or nothing.</summary>
    public int ControlPoints => _files.Max(f => f.ControlPoints);

    /// <summary>By which factor and summand the files mean each channel's raw values to be read; they are read without, in training as here.</summary>
    public IReadOnlyList<(double Scale, double Offset)> Meant { get; private set; } = [];

    /// <summary>Pixel type of the files.</summary>
    public GdalDataType DataType { get; private set; }

    /// <summary>
    /// All that these files consist of: they themselves, what virtual rasters read, and what lies beside them and says where they lie or what is missing.
    /// </summary>
    public IReadOnlyList<string> Parts { get; private set; } = [];

    /// <summary>What each file says of itself, or what lies beside it says: its place, its bands, and what is missing in them.</summary>
    public IReadOnlyList<string> Statements { get; private set; } = [];

    /// <summary>Bytes of the rows that one band of tiles reads, for GDAL's cache.</summary>
    /// <param name="rows">Rows of a tile.</param>
    public long BytesOfRows(int rows) =>
        _files.Sum(f => (long)f.Raster.Width * (rows + f.Raster.Bands[0].BlockHeight) * f.Raster.BandCount * GdalPixelType.Size(f.Raster.DataType));

    /// <summary>Opens a scene.</summary>
    /// <param name="place">What <see cref="RasterFiles.Of"/> understands.</param>
    /// <param name="options">Bands and their normalisation, the grid to bring it onto.</param>
    /// <returns>The scene; dispose it.</returns>
    /// <exception cref="ArgumentException">The part lies outside the scene.</exception>
    /// <exception cref="FileNotFoundException">There is nothing.</exception>
    /// <exception cref="InvalidDataException">Bands are missing, the pixel type is not supported, or the scene cannot be brought onto the grid.</exception>
    /// <exception cref="GdalException">A file is damaged or no raster.</exception>
    public static RasterScene Open(string place, RasterSceneOptions options)
    {
        var scene = new RasterScene(place, options.Preprocessing);
        try
        {
            scene.OpenBands(RasterFiles.Of(place, options.Say), options);
            var whole = options.Over?._whole ?? scene.FinestGrid();
            scene._whole = whole;
            scene._part = options.Over?._part ?? options.Bounds?.On(whole, place) ?? new GdalWindow(0, 0, whole.Width, whole.Height);
            foreach (var file in scene._files)
            {
                Placement.Place(file, whole, whole.Part(scene._part), options);
            }

            if (options.Preprocessing.Matched is not null)
            {
                options.Say?.Invoke($"'{place}' is brought to the mean and deviation of the training images, as the model learnt");
            }

            return scene;
        }
        catch
        {
            scene.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads a window, matched where the preprocessing says so and normalised: (raw · scale − mean) / standard deviation, and 0 where a pixel is missing.
    /// </summary>
    /// <param name="window">Where; inside the scene, or the part of it.</param>
    /// <param name="pixels">Channels × height × width elements.</param>
    /// <param name="valid">Height × width elements; becomes 1 where at least one band has a value, else 0.</param>
    /// <exception cref="GdalException">A file is damaged.</exception>
    public void Read(GdalWindow window, Span<float> pixels, Span<byte> valid)
    {
        // Measured when it is needed first: many a scene is opened only to see whether it can be.
        _lines ??= _form.Matched is { } target ? LinesTo(target) : null;
        ReadWhole(window with { X = window.X + _part.X, Y = window.Y + _part.Y }, pixels, valid);
    }

    private void ReadWhole(GdalWindow window, Span<float> pixels, Span<byte> valid)
    {
        valid[..(window.Width * window.Height)].Clear();
        foreach (var file in _files)
        {
            file.Read(window, pixels, valid, _form, _lines);
        }
    }

    // By the whole scene, so that every part of it is mapped as in the map of all.
    private (float Factor, float Summand)[] LinesTo(ImageMoments target)
    {
        var (means, deviations) = (_form.Mean, _form.StandardDeviation);
        var own = ImageMoments.Of(_whole.Width, _whole.Height, Channels, (window, pixels, valid) =>
        {
            ReadWhole(window, pixels, valid);
            for (var c = 0; c < Channels; c++)
            {
                foreach (ref var value in pixels.Slice(c * valid.Length, valid.Length))
                {
                    value = (value * deviations[c]) + means[c];
                }
            }
        });
        // The line of scaled values, written for those that are normalised already.
        var (factor, summand) = own.To(target);
        return [.. Enumerable.Range(0, Channels).Select(c => (factor, ((means[c] * (factor - 1)) + summand) / deviations[c]))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private void OpenBands(IReadOnlyList<(string Path, string? Band)> places, RasterSceneOptions options)
    {
        var files = places.Select(p => new RasterFile(GdalDataset.Open(p.Path))).ToArray();
        try
        {
            // Later they may be views of themselves on another grid.
            Parts = [.. files.SelectMany(f => f.Raster.Files.Prepend(f.Raster.Path)).Distinct()];
            Statements = [.. files.Select(f => RasterStatement.Of(f.Raster))];
            var bands = RasterBandNames.Of(files, [.. places.Select(p => p.Band)]);
            GdalBand Of((int File, int Number, string Name) band) => files[band.File].Raster.Bands[band.Number - 1];
            // Before names are looked for: a colour table has none of the colours' names, and other bands would be advised in vain.
            if (options.Bands is null && bands.Count > 0 && bands.All(b => IsPalette(Of(b))))
            {
                throw NoColors(files[0]);
            }

            var meant = new (double Scale, double Offset)[options.Preprocessing.Bands.Count];
            var isFallback = false;
            foreach (var (channel, place) in RasterBandNames.Find([.. bands.Select(b => b.Name)], options, Name).Index())
            {
                var file = files[bands[place].File];
                var band = Of(bands[place]);
                if (band.DataType == GdalDataType.Unknown)
                {
                    throw new InvalidDataException(
                        $"Band {band.Number} of '{file.Raster.Path}' is of a pixel type that is not read: "
                        + "complex numbers, integers of 64 bits or of 8 with a sign. Convert it first ('gdal_translate -ot Int16', UInt16 or Float32).");
                }

                if (IsPalette(band))
                {
                    Allow(file, options);
                }

                file.Bands.Add(band.Number);
                file.Channels.Add(channel);
                file.NoData.Add(Missing(band.NoData ?? options.NoData ?? options.Preprocessing.NoData));
                isFallback |= (band.NoData ?? options.NoData) is null && options.Preprocessing.NoData is not null;
                (meant[channel], DataType) = ((band.Scale, band.Offset), band.DataType);
            }

            Meant = meant;
            if (isFallback)
            {
                options.Say?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{Name}' names no value of missing pixels: {options.Preprocessing.NoData} counts as missing, "
                    + $"as in the model's training (--nodata none takes such pixels as they are)"));
            }
        }
        finally
        {
            _files.AddRange(files.Where(f => f.Bands.Count > 0));
            foreach (var unused in files.Where(f => f.Bands.Count == 0))
            {
                unused.Dispose();
            }
        }
    }

    private static bool IsPalette(GdalBand band) => band.ColorInterpretation == GdalColorInterpretation.Palette;

    private static void Allow(RasterFile file, RasterSceneOptions options)
    {
        if (options.Bands is null)
        {
            throw NoColors(file);
        }

        if (file.Bands.Count == 0)
        {
            options.Say?.Invoke($"warning: '{file.Raster.Path}' stores numbers of a colour table, which are taken as they are because --bands chose them; "
                + "if its colours are wanted, convert it first ('gdal_translate -expand rgb')");
        }
    }

    private static InvalidDataException NoColors(RasterFile file) => new(
        $"'{file.Raster.Path}' stores numbers of a colour table instead of colours. "
        + "Convert it first ('gdal_translate -expand rgb'); if the numbers themselves are wanted, choose the band with --bands.");

    // GDAL clamps what a float cannot hold.
    private static float Missing(double? noData) => noData is { } value ? (float)Math.Clamp(value, -float.MaxValue, float.MaxValue) : float.NaN;

    // One that lies on the ground before one that does not. Within one reference system its own
    // units compare, for a pixel's area on the ground differs from place to place.
    private static double PixelArea(GdalGrid grid, bool onGround) => grid.GeoTransform is not { } map ? double.PositiveInfinity
        : (onGround ? GroundArea.OfMiddle(grid) : null)
            ?? Math.Abs((map.PixelWidth * map.PixelHeight) - (map.RowRotation * map.ColumnRotation));

    // Of equally fine grids the one with most pixels.
    private GdalGrid FinestGrid()
    {
        var grids = _files.Select(f => GdalGrid.Of(f.Raster)).ToArray();
        var isMixed = grids.Any(g => g.Projection != grids[0].Projection);
        double[] areas = [.. grids.Select(g => PixelArea(g, isMixed))];
        return grids.Where((_, i) => areas[i] <= areas.Min() * EquallyFine).MaxBy(g => (long)g.Width * g.Height)
            ?? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{Name}' has no band."));
    }
}
