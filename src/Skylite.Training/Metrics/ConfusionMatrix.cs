namespace Skylite.Training.Metrics;

/// <summary>Counts of predictions by actual and predicted class, and every figure that follows from them.</summary>
/// <remarks>Sources: overall accuracy and kappa as Congalton (1991, eqs. 1–3); precision, recall, F1 and intersection over union as commonly defined.</remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Makes an empty matrix.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        _counts = new long[classes * classes];
    }

    /// <summary>Makes a matrix of counts, as <see cref="ToRows"/> gives them.</summary>
    /// <param name="rows">Rows of actual classes and columns of predicted ones.</param>
    /// <param name="leftOutOfMeans">As <see cref="LeftOutOfMeans"/>; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The rows are no square.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<long[]> rows, IReadOnlyList<int>? leftOutOfMeans = null)
    {
        var matrix = new ConfusionMatrix(rows.Count) { LeftOutOfMeans = leftOutOfMeans ?? [] };
        foreach (var (actual, row) in rows.Index())
        {
            if (row.Length != rows.Count)
            {
                throw new ArgumentException($"Row {actual} of a matrix of {rows.Count} classes has {row.Length} counts.", nameof(rows));
            }

            row.CopyTo(matrix._counts.AsSpan(actual * rows.Count));
        }

        return matrix;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Classes over which no mean is taken, as the ISPRS benchmarks do with clutter; their samples count in all other figures.</summary>
    public IReadOnlyList<int> LeftOutOfMeans { get; init; } = [];

    /// <summary>How often class <paramref name="actual"/> was taken for class <paramref name="predicted"/>.</summary>
    public long this[int actual, int predicted] => _counts[Index(actual, predicted)];

    /// <summary>Number of samples counted.</summary>
    public long Total => _counts.Sum();

    /// <summary>Number of samples predicted rightly.</summary>
    public long Correct => Enumerable.Range(0, Classes).Sum(c => this[c, c]);

    /// <summary>Share of right predictions, 0 to 1; 0 when nothing was counted.</summary>
    public double OverallAccuracy => Ratio(Correct, Total);

    /// <summary>Cohen's kappa: agreement beyond chance, −1 to 1 (Cohen, 1960).</summary>
    public double Kappa
    {
        get
        {
            double total = Total;
            if (total == 0)
            {
                return 0;
            }

            var chance = Enumerable.Range(0, Classes).Sum(c => ActualCount(c) / total * (PredictedCount(c) / total));
            return chance >= 1 ? 0 : (OverallAccuracy - chance) / (1 - chance);
        }
    }

    /// <summary>Mean of the F1 scores of all classes that occur as actual or predicted, without <see cref="LeftOutOfMeans"/>.</summary>
    public double MeanF1 => MeanOver(F1);

    /// <summary>Mean intersection over union of all classes that occur as actual or predicted, without <see cref="LeftOutOfMeans"/>.</summary>
    public double MeanIntersectionOverUnion => MeanOver(IntersectionOverUnion);

    /// <summary>Counts one sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A class lies outside the matrix.</exception>
    public void Add(int actual, int predicted) => _counts[Index(actual, predicted)]++;

    /// <summary>Counts a batch of samples.</summary>
    /// <exception cref="ArgumentException">The two lists differ in length.</exception>
    public void Add(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        if (actual.Length != predicted.Length)
        {
            throw new ArgumentException($"{actual.Length} actual classes do not match {predicted.Length} predicted ones.");
        }

        for (var i = 0; i < actual.Length; i++)
        {
            Add(actual[i], predicted[i]);
        }
    }

    /// <summary>Counts those of a batch that have a label: negative ones have none.</summary>
    /// <exception cref="ArgumentException">The two lists differ in length.</exception>
    public void AddLabelled(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        if (actual.Length != predicted.Length)
        {
            throw new ArgumentException($"{actual.Length} actual classes do not match {predicted.Length} predicted ones.");
        }

        for (var i = 0; i < actual.Length; i++)
        {
            if (actual[i] >= 0)
            {
                Add(actual[i], predicted[i]);
            }
        }
    }

    /// <summary>Adds another matrix of the same size.</summary>
    public void Add(ConfusionMatrix other)
    {
        if (other.Classes != Classes)
        {
            throw new ArgumentException($"A matrix of {other.Classes} classes cannot be added to one of {Classes}.");
        }

        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>Number of samples whose actual class it is.</summary>
    public long ActualCount(int label) => Enumerable.Range(0, Classes).Sum(p => this[label, p]);

    /// <summary>Number of samples that were predicted to be of the class.</summary>
    public long PredictedCount(int label) => Enumerable.Range(0, Classes).Sum(a => this[a, label]);

    /// <summary>Share of right ones among the predictions of a class; 0 when there are none.</summary>
    public double Precision(int label) => Ratio(this[label, label], PredictedCount(label));

    /// <summary>Share of right ones among the samples of a class; 0 when there are none.</summary>
    public double Recall(int label) => Ratio(this[label, label], ActualCount(label));

    /// <summary>Harmonic mean of precision and recall of a class; 0 when the class does not occur.</summary>
    public double F1(int label) => Ratio(2 * this[label, label], ActualCount(label) + PredictedCount(label));

    /// <summary>Right predictions of a class over all samples that are of it or were predicted to be; 0 when the class does not occur.</summary>
    public double IntersectionOverUnion(int label) =>
        Ratio(this[label, label], ActualCount(label) + PredictedCount(label) - this[label, label]);

    /// <summary>The counts as rows of actual classes and columns of predicted ones.</summary>
    public long[][] ToRows() => [.. Enumerable.Range(0, Classes).Select(a => _counts.AsSpan(a * Classes, Classes).ToArray())];

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private double MeanOver(Func<int, double> figure) =>
        Enumerable.Range(0, Classes)
            .Where(c => ActualCount(c) + PredictedCount(c) > 0 && !LeftOutOfMeans.Contains(c))
            .Select(figure)
            .DefaultIfEmpty(0)
            .Average();

    private int Index(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
        return (actual * Classes) + predicted;
    }
}
