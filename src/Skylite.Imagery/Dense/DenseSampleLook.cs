using Skylite.Imagery.Loading;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>What the files of a sample say about themselves, without their pixels.</summary>
/// <param name="Sample">The sample with the window that all its rasters cover.</param>
/// <param name="Bands">Names of the bands of a date, in file order.</param>
/// <param name="DataType">Pixel type in which the bands are held.</param>
/// <param name="Grid">Where the first date's first raster lies.</param>
public sealed record DenseSampleLook(DenseSample Sample, IReadOnlyList<string> Bands, GdalDataType DataType, GdalGrid Grid)
{
    // Dates and masks of published sets differ by a few rows or columns; more than this share is no rounding.
    private const double SizeTolerance = 0.02;
    private const int FewPixels = 4;

    /// <summary>What to do with images of types that are of other scales.</summary>
    internal const string OneType = "Bytes and larger numbers are of other scales, and one of them would be learnt wrongly: "
        + "convert all to one type and scale (gdal_translate -ot, -scale), or move the odd ones away.";

    /// <summary>Raw value that marks missing pixels, or null.</summary>
    public double? NoData { get; init; }

    /// <summary>What a user should know about the sample, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Opens the files of a sample.</summary>
    /// <exception cref="InvalidDataException">A file cannot be read, or the rasters are not of one size; the message names the file.</exception>
    public static DenseSampleLook Of(DenseSample sample)
    {
        using var mask = Opened(sample.Mask);
        var (width, height, isUneven) = (mask.Width, mask.Height, false);
        List<string>? bands = null;
        GdalDataType? type = null;
        (string File, GdalGrid Grid)? placed = GdalGrid.Of(mask) is { GeoTransform: not null } own ? (sample.Mask, own) : null;
        GdalGrid? grid = null;
        double? noData = null;
        List<string> notes = [];
        foreach (var date in sample.Dates)
        {
            List<string> ofDate = [];
            string? beside = null;
            foreach (var file in date.Files)
            {
                using var image = Opened(file);
                if (Differ(image.Width, mask.Width) || Differ(image.Height, mask.Height))
                {
                    throw new InvalidDataException(
                        $"'{file}' has {image.Width} × {image.Height} pixels, its mask '{sample.Mask}' {mask.Width} × {mask.Height}. "
                        + "Bring them onto one grid (gdalwarp), or remove the pair.");
                }

                if (image.Bands.Any(b => b.ColorInterpretation == GdalColorInterpretation.Palette))
                {
                    throw new InvalidDataException(
                        $"'{file}' stores numbers of a colour table instead of colours. Convert the images first ('gdal_translate -expand rgb').");
                }

                isUneven |= (image.Width, image.Height) != (mask.Width, mask.Height);
                (width, height) = (Math.Min(width, image.Width), Math.Min(height, image.Height));
                var names = BandNames.Of(image);
                ofDate.AddRange(date.BandsOf(image).Select(b => names[b.Number - 1]));
                var held = PixelConversion.StorageType(image.DataType);
                if (type is { } before && AreOfOtherScales(before, held))
                {
                    throw new InvalidDataException($"'{file}' holds values of type {held}, the other images of '{sample.Name}' {before}. {OneType}");
                }

                type = type is { } other ? Wider(other, held) : held;
                foreach (var missing in date.BandsOf(image).Select(b => b.NoData).OfType<double>())
                {
                    if (noData is { } usual && !usual.Equals(missing))
                    {
                        throw new InvalidDataException(
                            Invariant($"'{file}' marks missing pixels by {missing}, another band or date of '{sample.Name}' by {usual}. ")
                            + "Bring them to one value (gdalwarp -dstnodata).");
                    }

                    noData = missing;
                }

                var here = GdalGrid.Of(image);
                grid ??= here;
                if (here.GeoTransform is not null)
                {
                    placed ??= (file, here);
                    beside ??= Beside(placed.Value, (file, here));
                }
            }

            notes.AddRange(beside is null ? [] : [beside]);
            notes.AddRange(bands is not null && Disagreement(sample, bands, (date, ofDate)) is { } doubt ? [doubt] : []);
            bands ??= ofDate;
        }

        var window = sample.Window ?? new GdalWindow(0, 0, width, height);
        window = window with { Width = Math.Min(window.Width, width - window.X), Height = Math.Min(window.Height, height - window.Y) };
        if (isUneven)
        {
            notes.Add(Invariant(
                $"'{sample.Name}': its rasters differ in size; the upper left {width} × {height} pixels that all have are used"));
        }

        return new DenseSampleLook(sample with { Window = window }, bands ?? [], type ?? GdalDataType.Byte, grid ?? GdalGrid.Of(mask))
        {
            NoData = noData,
            Note = notes.Count == 0 ? null : string.Join("; ", notes),
        };
    }

    /// <summary>The type that holds the values of both.</summary>
    internal static GdalDataType Wider(GdalDataType a, GdalDataType b) =>
        a == b ? a : a == GdalDataType.Byte ? b : b == GdalDataType.Byte ? a : GdalDataType.Float32;

    /// <summary>Whether one of two types holds bytes and the other larger numbers.</summary>
    internal static bool AreOfOtherScales(GdalDataType a, GdalDataType b) => (a == GdalDataType.Byte) != (b == GdalDataType.Byte);

    private static bool Differ(int length, int ofMask) => Math.Abs(length - ofMask) > Math.Max(FewPixels, SizeTolerance * ofMask);

    // Bands of both dates are read by the places that they have in the first.
    private static string? Disagreement(DenseSample sample, List<string> bands, (DenseImage Date, List<string> Bands) second)
    {
        if (bands.Count != second.Bands.Count)
        {
            throw new InvalidDataException($"'{second.Date}' has {second.Bands.Count} bands, the other date of '{sample.Name}' {bands.Count}.");
        }

        var places = second.Bands.Select(b => BandNames.PlaceOf(bands, b)).ToArray();
        // Several files are told apart by their own names, which the layout has read.
        if (sample.Dates.Any(d => d.Files.Count > 1) || SayNothing(bands) || SayNothing(second.Bands) || places.Index().All(p => p.Item == p.Index))
        {
            return null;
        }

        var said = $"'{second.Date}' has the bands {string.Join(", ", second.Bands)}, the other date '{sample.Dates[0]}' has {string.Join(", ", bands)}";
        // Names that have a date or a number of the image in them share none with those of another.
        return places.All(p => p is null)
            ? $"{said}: they are taken for the same bands in the same order"
            : throw new InvalidDataException($"{said}. Bring both into one order (gdal_translate -b), with one set of names.");
    }

    private static bool SayNothing(List<string> bands) => BandNames.AreCounted(bands) || bands is ["gray"];

    // Pixels are paired by row and column, so what lies elsewhere on the ground must not pass in silence.
    private static string? Beside((string File, GdalGrid Grid) first, (string File, GdalGrid Grid) other)
    {
        if (first.Grid.Projection.Length > 0 && other.Grid.Projection.Length > 0 && !GdalSpatialReference.AreSame(first.Grid.Projection, other.Grid.Projection))
        {
            throw new InvalidDataException(
                $"'{other.File}' is in {GdalSpatialReference.Describe(other.Grid.Projection).Name}, "
                + $"'{first.File}' in {GdalSpatialReference.Describe(first.Grid.Projection).Name}. Bring them onto one grid (gdalwarp).");
        }

        var (mine, theirs) = (first.Grid.GeoTransform!.Value, other.Grid.GeoTransform!.Value);
        var (width, height) = (first.Grid.Width, first.Grid.Height);
        var pixel = Math.Sqrt(Math.Abs((mine.PixelWidth * mine.PixelHeight) - (mine.RowRotation * mine.ColumnRotation)));
        double Apart(int x, int y)
        {
            var (a, b) = (mine.Apply(x, y), theirs.Apply(x, y));
            return Math.Max(Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y)) / pixel;
        }

        // Pixels are counted from the upper left: an offset there is the same everywhere,
        // while pixels of slightly other sizes drift apart towards the other corners.
        var offset = Apart(0, 0);
        var apart = Math.Max(Math.Max(offset, Apart(width, 0)), Math.Max(Apart(0, height), Apart(width, height)));
        return offset > FewPixels || apart > Math.Max(FewPixels, SizeTolerance * Math.Max(width, height))
            ? throw new InvalidDataException(
                Invariant($"'{other.File}' lies {(offset > FewPixels ? offset : apart):0.#} pixels beside '{first.File}' on the ground. ")
                + "Bring them onto one grid (gdalwarp), or remove the sample.")
            : apart > 1 ? Invariant(
                $"'{other.File}' lies up to {apart:0.#} pixels beside '{first.File}' on the ground, and is laid over it pixel by pixel")
            : null;
    }

    private static GdalDataset Opened(string file)
    {
        try
        {
            return GdalDataset.Open(file);
        }
        catch (GdalException e)
        {
            throw new InvalidDataException($"'{file}' cannot be read: {e.Message}", e);
        }
    }
}
