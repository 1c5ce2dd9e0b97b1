using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Datasets;

/// <summary>The labelled images of a data set as they lie on disk.</summary>
public sealed class SceneCollection
{
    private SceneCollection(SceneTree tree, ImageSurvey survey)
    {
        (Dataset, Root, Classes, Samples, Parts) = (tree.Dataset, tree.Root, tree.Classes, tree.Samples, tree.Parts);
        // What the files say themselves comes first: others have written the known sets anew, with their bands in another order.
        Bands = Dataset.Facts.Bands.Count == survey.Bands.Count && BandNames.AreCounted(survey.Bands) ? Dataset.Facts.Bands : survey.Bands;
        DataType = survey.DataType;
        Height = survey.Height;
        Width = survey.Width;
        NoData = survey.NoData;
        Notes = survey.Notes;
    }

    /// <summary>The data set that was recognised.</summary>
    public ISceneDataset Dataset { get; }

    /// <summary>The folder that names of images start from: the one whose subfolders are the classes, or the parts of a divided tree.</summary>
    public string Root { get; }

    /// <summary>Class names in the order of their indices, sorted without regard to case.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>All images, class after class, sorted by name.</summary>
    public IReadOnlyList<SceneSample> Samples { get; }

    /// <summary>The part of each image where folders named train, val and test divide the tree already; null where they do not.</summary>
    public IReadOnlyList<SplitPart>? Parts { get; }

    /// <summary>Names of the bands in file order.</summary>
    public IReadOnlyList<string> Bands { get; }

    /// <summary>Pixel type of the images.</summary>
    public GdalDataType DataType { get; }

    /// <summary>Rows of a typical image (the most frequent size).</summary>
    public int Height { get; }

    /// <summary>Columns of a typical image (the most frequent size).</summary>
    public int Width { get; }

    /// <summary>The value that marks missing pixels, or null.</summary>
    public double? NoData { get; }

    /// <summary>What a user should know about the images, one sentence each; usually empty.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The bands that a network gets when none are named: all but opacity.</summary>
    public IReadOnlyList<string> DefaultBands => [.. Bands.Where(b => b != "alpha")];

    // Statistics of the files as they were published say nothing about files of another type.
    private BandStatistics? Published => DataType == Dataset.Facts.DataType ? Dataset.Facts.Statistics : null;

    /// <summary>Finds the labelled images of a folder. A sample of up to 16 images of each class is looked at for bands, type and size.</summary>
    /// <param name="directory">
    /// A folder that <see cref="SceneDatasets"/> recognises, one that is divided into train, val and test, or one with images named by class and number.
    /// </param>
    /// <returns>The collection.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">
    /// The folder holds no images, a class is empty, there is one class only, or the images differ in their bands; the message names the folder or image.
    /// </exception>
    public static SceneCollection Open(string directory)
    {
        var tree = SceneTree.Find(directory);
        if (tree.Classes.Count < 2)
        {
            throw new InvalidDataException($"'{tree.Root}' holds one class only ('{tree.Classes[0]}'); a classifier needs at least two classes.");
        }

        string[] surveyed = [.. tree.Samples.GroupBy(sample => sample.Label).SelectMany(c => ImageSurvey.Choose([.. c.Select(sample => sample.Path)]))];
        return new SceneCollection(tree, ImageSurvey.Of(surveyed));
    }

    /// <summary>Places of bands in the files, for <see cref="Loading.ImageStoreOptions"/>.</summary>
    /// <param name="names">Names of bands; null means <see cref="DefaultBands"/>.</param>
    /// <returns>Places from 0, in the order of the names.</returns>
    /// <exception cref="ArgumentException">A name is unknown; the message suggests the nearest.</exception>
    public IReadOnlyList<int> FindBands(IReadOnlyList<string>? names = null) => BandNames.Find(Bands, names ?? DefaultBands);

    /// <summary>Published units, scale and statistics of bands of this data set.</summary>
    /// <param name="names">Names of bands; null means <see cref="DefaultBands"/>.</param>
    /// <returns>The statistics, or null where none are published: compute them from the training images then.</returns>
    /// <exception cref="ArgumentException">A name is unknown; the message suggests the nearest.</exception>
    public BandStatistics? PublishedStatistics(IReadOnlyList<string>? names = null)
    {
        if (Published is not { } all || all.Mean.Count != Bands.Count)
        {
            return null;
        }

        string[] wanted = [.. FindBands(names).Select(place => Bands[place])];
        if (wanted.Any(name => !Dataset.Facts.Bands.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        var places = BandNames.Find(Dataset.Facts.Bands, wanted);
        return all with { Mean = [.. places.Select(p => all.Mean[p])], StandardDeviation = [.. places.Select(p => all.StandardDeviation[p])] };
    }

    /// <summary>Units and scale of the images: published ones, else 0 to 1 for bytes, else the numbers as they are.</summary>
    /// <returns>The name of the units and the factor to them.</returns>
    public (string Units, float Scale) Units() =>
        Published is { } published ? (published.Units, published.Scale)
        : DataType == GdalDataType.Byte ? ("unit-interval", 1f / 255f)
        : ("digital-number", 1f);
}
