using System.Text.Json.Serialization;
using Skylite.Training.Metrics;

namespace Skylite.Workbench.Results;

/// <summary>How well a model classifies some images, computed by ONNX Runtime on the file that a user would deploy.</summary>
/// <param name="OverallAccuracy">Share of images, or of pixels, classified rightly, 0 to 1.</param>
/// <param name="Kappa">Cohen's kappa: agreement beyond chance, at most 1.</param>
/// <param name="MeanF1">Mean of the classes' F1, 0 to 1.</param>
/// <param name="F1">F1 of each class, 0 to 1.</param>
/// <param name="Confusion">Images, or pixels, by actual class (row) and predicted class (column).</param>
public sealed record ClassificationFigures(
    double OverallAccuracy, double Kappa, double MeanF1, IReadOnlyList<double> F1, IReadOnlyList<long[]> Confusion)
{
    /// <summary>Number of images; where each pixel has a class <see langword="null"/>, but the number of pixels in results of earlier versions.</summary>
    public long? Images { get; init; }

    /// <summary>Number of pixels that have a class, of all images together; <see langword="null"/> where images as wholes are classified.</summary>
    public long? Pixels { get; init; }

    /// <summary>How many images, or pixels, were counted.</summary>
    [JsonIgnore]
    public long Counted => Pixels ?? Images ?? 0;

    /// <summary>Mean intersection over union of the classes, 0 to 1; <see langword="null"/> in results of earlier versions.</summary>
    public double? MeanIntersectionOverUnion { get; init; }

    /// <summary>Intersection over union of each class.</summary>
    public IReadOnlyList<double> IntersectionOverUnion { get; init; } = [];

    /// <summary>Precision of each class.</summary>
    public IReadOnlyList<double> Precision { get; init; } = [];

    /// <summary>Recall of each class.</summary>
    public IReadOnlyList<double> Recall { get; init; } = [];

    /// <summary>Id of the test-time augmentation: probabilities of several views of each sample were averaged. <see langword="null"/> for none.</summary>
    public string? TestTimeAugmentation { get; init; }

    /// <summary>Of two classes, how probable the second had to be at least to be taken; <see langword="null"/> if the most probable was.</summary>
    public double? Threshold { get; init; }

    /// <summary>
    /// Share of a tile that its neighbour covered too, where probabilities were blended; <see langword="null"/> where tiles lay side by side.
    /// </summary>
    public double? Overlap { get; init; }

    /// <summary>Side of the tiles in pixels where it was stated; <see langword="null"/> for the one that the model learnt with.</summary>
    public int? Tile { get; init; }

    /// <summary>Places of the classes over which no mean is taken; <see langword="null"/> or empty where means are over all.</summary>
    public IReadOnlyList<int>? LeftOutOfMeans { get; init; }

    /// <summary>
    /// How figures are taken, in a sentence: on what masks, over which classes; <see langword="null"/>
    /// where there is one kind of masks and means are over all classes that occur or are predicted.
    /// </summary>
    public string? Convention { get; init; }

    /// <summary>A figure by which models are chosen, 0 to 1.</summary>
    public double By(SelectionFigure figure) => figure.Of(ConfusionMatrix.Of(Confusion, LeftOutOfMeans));

    /// <summary>The figures of one class; those that say nothing are left out.</summary>
    /// <param name="c">Its place.</param>
    public ClassFigures OfClass(int c)
    {
        var (occurs, isSaid) = (Confusion[c].Any(n => n > 0), Confusion.Any(row => row[c] > 0));
        double? At(IReadOnlyList<double> figures, bool means) => means && c < figures.Count ? figures[c] : null;
        return new ClassFigures(At(Precision, isSaid), At(Recall, occurs), At(F1, occurs || isSaid), At(IntersectionOverUnion, occurs || isSaid));
    }

    /// <summary>The figures of a matrix of images.</summary>
    public static ClassificationFigures OfImages(ConfusionMatrix matrix) => Of(matrix) with { Images = matrix.Total };

    /// <summary>The figures of a matrix of pixels, pooled over all images.</summary>
    public static ClassificationFigures OfPixels(ConfusionMatrix matrix) => Of(matrix) with { Pixels = matrix.Total };

    private static ClassificationFigures Of(ConfusionMatrix matrix)
    {
        int[] classes = [.. Enumerable.Range(0, matrix.Classes)];
        return new ClassificationFigures(matrix.OverallAccuracy, matrix.Kappa, matrix.MeanF1, [.. classes.Select(matrix.F1)], matrix.ToRows())
        {
            MeanIntersectionOverUnion = matrix.MeanIntersectionOverUnion,
            LeftOutOfMeans = matrix.LeftOutOfMeans.Count > 0 ? matrix.LeftOutOfMeans : null,
            IntersectionOverUnion = [.. classes.Select(matrix.IntersectionOverUnion)],
            Precision = [.. classes.Select(matrix.Precision)],
            Recall = [.. classes.Select(matrix.Recall)],
        };
    }
}
