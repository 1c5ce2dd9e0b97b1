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

    /// <summary>Raw value that marks missing pixels, or null.</summary>
    public double? NoData { get; init; }

    /// <summary>What a user should know about the sample, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Opens the files of a sample.</summary>
    /// <exception cref="InvalidDataException">A file cannot be read, or the rasters are not of one size; the message names the file.</exception>
    public static DenseSampleLook Of(DenseSample sample)
    {
        using var mask = Opened(sample.Mask);
        var (width, height) = (mask.Width, mask.Height);
        List<string>? bands = null;
        GdalDataType? type = null;
        GdalGrid? grid = null;
        double? noData = null;
        foreach (var date in sample.Dates)
        {
            List<string> ofDate = [];
            foreach (var file in date.Files)
            {
                using var image = Opened(file);
                if (Differ(image.Width, mask.Width) || Differ(image.Height, mask.Height))
                {
                    throw new InvalidDataException($"'{file}' has {image.Width} × {image.Height} pixels, its mask '{sample.Mask}' {mask.Width} × {mask.Height}. Bring them onto one grid (gdalwarp), or remove the pair.");
                }

                if (image.Bands.Any(b => b.ColorInterpretation == GdalColorInterpretation.Palette))
                {
                    throw new InvalidDataException($"'{file}' stores numbers of a colour table instead of colours. Convert the images first ('gdal_translate -expand rgb').");
                }

                (width, height) = (Math.Min(width, image.Width), Math.Min(height, image.Height));
                ofDate.AddRange(BandNames.Of(image).Where(name => name != "alpha"));
                var held = PixelConversion.StorageType(image.DataType);
                type = type is { } other ? Wider(other, held) : held;
                noData ??= image.Bands[0].NoData;
                grid ??= GdalGrid.Of(image);
            }

            if (bands is not null && bands.Count != ofDate.Count)
            {
                throw new InvalidDataException($"'{date}' has {ofDate.Count} bands, the other date of '{sample.Name}' {bands.Count}.");
            }

            bands ??= ofDate;
        }

        var window = sample.Window ?? new GdalWindow(0, 0, width, height);
        window = window with { Width = Math.Min(window.Width, width - window.X), Height = Math.Min(window.Height, height - window.Y) };
        return new DenseSampleLook(sample with { Window = window }, bands ?? [], type ?? GdalDataType.Byte, grid ?? GdalGrid.Of(mask))
        {
            NoData = noData,
            Note = (width, height) == (mask.Width, mask.Height)
                ? null
                : FormattableString.Invariant($"'{sample.Name}': its rasters differ in size; the upper left {width} × {height} pixels that all have are used"),
        };
    }

    /// <summary>The type that holds the values of both.</summary>
    internal static GdalDataType Wider(GdalDataType a, GdalDataType b) =>
        a == b ? a : a == GdalDataType.Byte ? b : b == GdalDataType.Byte ? a : GdalDataType.Float32;

    private static bool Differ(int length, int ofMask) => Math.Abs(length - ofMask) > Math.Max(FewPixels, SizeTolerance * ofMask);

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
