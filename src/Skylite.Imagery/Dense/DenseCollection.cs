using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>A data set of pixel labels as it lies on disk, looked through: bands, pixel type, sizes, and what is wrong with it.</summary>
public sealed class DenseCollection
{
    // Enough to tell what most have; each asks GDAL about its projection.
    private const int GroundSamples = 25;

    private DenseCollection(string root, DenseLayout layout, DenseFacts facts)
    {
        (Root, Layout) = (root, layout);
        (Samples, Bands, DataType, NoData, GroundSize) = (facts.Samples, facts.Bands, facts.DataType, facts.NoData, facts.GroundSize);
        Notes = [.. layout.EmptyParts.Select(p => $"a folder stands for a part, but gives no sample: {p}"), .. layout.Notes, .. facts.Notes];
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

    /// <summary>Side of a pixel on the ground in metres, as most of the first samples have it; null where they do not lie anywhere.</summary>
    public double? GroundSize { get; }

    /// <summary>The classes in the order of their indices.</summary>
    public IReadOnlyList<DenseClass> Classes => Layout.Labels.Classes;

    /// <summary>What a user should know about the data.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Recognises a folder and looks through its files.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="wanted">
    /// Names of the bands that will be read, which choose among imagery of several kinds; <see langword="null"/> where any will do.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder is not a usable data set; the message names the file and says why.</exception>
    public static DenseCollection Open(string directory, IReadOnlyList<string>? wanted = null)
    {
        var layout = DenseDatasets.Recognise(directory).Having(wanted);
        if (layout.Labels.Classes.Count < 2)
        {
            throw new InvalidDataException(
                $"The masks below '{directory}', such as '{layout.Samples[0].Mask}', tell of {layout.Labels.Classes.Count} classes, "
                + $"and with fewer than two there is nothing to learn. Name every value and its class in '{ClassTable.FileName}' beside the data.");
        }

        List<string> notes = [];
        List<DenseSample> samples = [];
        List<GdalGrid> grids = [];
        IReadOnlyList<string>? bands = null;
        var type = GdalDataType.Byte;
        HashSet<GdalDataType> types = [];
        double? noData = null;
        var silent = 0;
        foreach (var sample in layout.Samples)
        {
            var look = DenseSampleLook.Of(sample);
            bands ??= layout.Bands ?? look.Bands;
            if (samples.Count > 0 && DenseSampleLook.AreOfOtherScales(type, look.DataType))
            {
                throw new InvalidDataException(
                    $"'{sample.Dates[0]}' holds values of type {look.DataType}, '{samples[0].Dates[0]}' {type}. {DenseSampleLook.OneType}");
            }

            types.Add(look.DataType);
            type = samples.Count == 0 ? look.DataType : DenseSampleLook.Wider(type, look.DataType);
            noData ??= look.NoData;
            silent += look.NoData is null ? 1 : 0;
            if (look.Note is { } note)
            {
                notes.Add(note);
            }

            if (look.Bands.Count != bands.Count)
            {
                throw new InvalidDataException(
                    $"'{sample.Dates[0]}' has {look.Bands.Count} bands; the other images of '{directory}' have {bands.Count} ({string.Join(", ", bands)}).");
            }

            if (layout.Bands is null && !look.Bands.SequenceEqual(bands, StringComparer.OrdinalIgnoreCase))
            {
                throw new InvalidDataException(
                    $"'{sample.Dates[0]}' has the bands {string.Join(", ", look.Bands)}; the other images of '{directory}' have {string.Join(", ", bands)}. "
                    + "Bring all into one order (gdal_translate -b), with one set of names.");
            }

            if (look.NoData is { } missing && noData is { } usual && missing != usual && !(double.IsNaN(missing) && double.IsNaN(usual)))
            {
                notes.Add(Invariant($"'{sample.Dates[0]}' says {missing} for missing pixels; {usual} is taken as in the first image"));
            }

            samples.Add(look.Sample);
            if (grids.Count < GroundSamples)
            {
                grids.Add(look.Grid);
            }
        }

        if (noData is { } stands && silent > 0)
        {
            notes.Add(Invariant($"{silent} of {samples.Count} samples do not say by which value pixels are missing; ")
                + Invariant($"{stands}, which others say, counts as missing in them too. ")
                + "If it is a value like any other there, take it off those others (gdal_edit.py -unsetnodata)");
        }

        if (types.Count > 1)
        {
            notes.Add($"the images are of several types ({string.Join(", ", types.Order())}) and are all read as {type}");
        }

        return new DenseCollection(directory, layout, new DenseFacts(samples, bands!, type, noData, GroundArea.SideOf(grids), notes));
    }

    private sealed record DenseFacts(
        IReadOnlyList<DenseSample> Samples, IReadOnlyList<string> Bands, GdalDataType DataType, double? NoData, double? GroundSize,
        IReadOnlyList<string> Notes);
}
