using Skylite.Imagery.Loading;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>A data set of pixel labels as it lies on disk, looked through: bands, pixel type, sizes, and what is wrong with it.</summary>
public sealed class DenseCollection
{
    // Dates and masks of published sets differ by a few rows or columns; more than this share is no rounding.
    private const double SizeTolerance = 0.02;
    private const int FewPixels = 4;

    private DenseCollection(string root, DenseLayout layout, DenseFacts facts)
    {
        (Root, Layout) = (root, layout);
        (Samples, Bands, DataType, NoData) = (facts.Samples, facts.Bands, facts.DataType, facts.NoData);
        Notes = [.. layout.Notes, .. facts.Notes];
    }

    /// <summary>The folder that the names of the samples start from.</summary>
    public string Root { get; }

    /// <summary>What the folder was found to be.</summary>
    public DenseLayout Layout { get; }

    /// <summary>The samples, each with the window that all its rasters cover.</summary>
    public IReadOnlyList<DenseSample> Samples { get; }

    /// <summary>Names of the bands of a date, in file order.</summary>
    public IReadOnlyList<string> Bands { get; }

    /// <summary>The widest pixel type among the samples.</summary>
    public GdalDataType DataType { get; }

    /// <summary>Raw value of missing pixels, or null.</summary>
    public double? NoData { get; }

    /// <summary>The classes in the order of their indices.</summary>
    public IReadOnlyList<DenseClass> Classes => Layout.Labels.Classes;

    /// <summary>What a user should know about the data.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Recognises a folder and looks through its files.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder is not a usable data set; the message names the file and says why.</exception>
    public static DenseCollection Open(string directory)
    {
        var layout = DenseDatasets.Recognise(directory);
        List<string> notes = [];
        List<DenseSample> samples = [];
        IReadOnlyList<string>? bands = null;
        var type = GdalDataType.Byte;
        double? noData = null;
        foreach (var sample in layout.Samples)
        {
            var (named, cut) = Look(sample, notes, ref type, ref noData);
            bands ??= layout.Bands ?? named;
            if (named.Count != bands.Count)
            {
                throw new InvalidDataException($"'{sample.Dates[0]}' has {named.Count} bands; the other images of '{directory}' have {bands.Count} ({string.Join(", ", bands)}).");
            }

            samples.Add(cut);
        }

        return new DenseCollection(directory, layout, new DenseFacts(samples, bands!, type, noData, notes));
    }

    private static (IReadOnlyList<string> Bands, DenseSample Sample) Look(DenseSample sample, List<string> notes, ref GdalDataType type, ref double? noData)
    {
        using var mask = Opened(sample.Mask);
        var (width, height) = (mask.Width, mask.Height);
        List<string>? bands = null;
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

                (width, height) = (Math.Min(width, image.Width), Math.Min(height, image.Height));
                ofDate.AddRange(BandNames.Of(image).Where(name => name != "alpha"));
                type = Wider(type, PixelConversion.StorageType(image.DataType));
                noData ??= image.Bands[0].NoData;
            }

            if (bands is not null && bands.Count != ofDate.Count)
            {
                throw new InvalidDataException($"'{date}' has {ofDate.Count} bands, the other date of '{sample.Name}' {bands.Count}.");
            }

            bands ??= ofDate;
        }

        if ((width, height) != (mask.Width, mask.Height))
        {
            notes.Add(FormattableString.Invariant($"'{sample.Name}': its rasters differ in size; the upper left {width} × {height} pixels that all have are used"));
        }

        var window = sample.Window ?? new GdalWindow(0, 0, width, height);
        window = window with { Width = Math.Min(window.Width, width - window.X), Height = Math.Min(window.Height, height - window.Y) };
        return (bands ?? [], sample with { Window = window });
    }

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

    private static GdalDataType Wider(GdalDataType a, GdalDataType b) =>
        a == b ? a : a == GdalDataType.Byte ? b : b == GdalDataType.Byte ? a : GdalDataType.Float32;

    private sealed record DenseFacts(
        IReadOnlyList<DenseSample> Samples, IReadOnlyList<string> Bands, GdalDataType DataType, double? NoData, IReadOnlyList<string> Notes);
}
