using Skylite.Training.Metrics;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>Over which classes means are taken.</summary>
public sealed class ClassMeansTests
{
    [Fact]
    public void Clutter_is_left_out_of_the_means_of_the_ISPRS_benchmarks_and_that_is_said()
    {
        using var folder = new SmallRasters();
        foreach (var tile in (string[])["2_10", "2_11", "2_12", "2_13"])
        {
            folder.Write($"top_potsdam_{tile}_RGB.tif", 32, 32, 3, (x, y, c) => (byte)(x + y + c));
            folder.Write($"top_potsdam_{tile}_label.tif", 32, 32, 3, (x, _, c) => (byte)(x < 16 || c == 0 ? 255 : 0));
        }

        var facts = Facts(folder);
        Assert.Equal([5], facts.LeftOutOfMeans);
        Assert.Equal(
            "test tiles are measured on full masks: no eroded ones (label_noBoundary) are there; "
            + "means are over 5 of 6 classes, without clutter; overall accuracy and kappa are over all",
            facts.ConventionOf(ConfusionMatrix.Of([.. Enumerable.Range(0, 6).Select(_ => Enumerable.Repeat(1L, 6).ToArray())], [5])));
    }

    [Fact]
    public void Classes_that_a_part_has_not_are_said_to_be_in_the_means_or_not()
    {
        using var folder = new SmallRasters().WithPairs(8);
        var facts = Facts(folder);

        Assert.Equal("means count changed as 0: there are none, and some are answered", facts.ConventionOf(ConfusionMatrix.Of([[5, 1], [0, 0]], [])));
        Assert.Equal(
            "means are taken without changed: there are none, and none is answered", facts.ConventionOf(ConfusionMatrix.Of([[5, 0], [0, 0]], [])));
    }

    [Fact]
    public void Figures_keep_the_convention_by_which_they_were_taken()
    {
        var figures = ClassificationFigures.OfPixels(ConfusionMatrix.Of([[6, 2, 0], [0, 8, 0], [4, 0, 0]], [2]));
        Assert.Equal((0.7, ((12.0 / 18) + (16.0 / 18)) / 2), (figures.OverallAccuracy, figures.MeanF1));
        Assert.Equal([2], figures.LeftOutOfMeans);
        Assert.Equal(figures.MeanIntersectionOverUnion!.Value, figures.By(SelectionFigure.MeanIntersectionOverUnion), 1e-12);
        Assert.Null(ClassificationFigures.OfPixels(new ConfusionMatrix(2)).LeftOutOfMeans);
    }

    [Fact]
    public void Without_a_word_means_are_over_all_classes()
    {
        using var folder = new SmallRasters().WithPairs(8);
        Assert.Null(Facts(folder).ConventionOf(ConfusionMatrix.Of([[5, 1], [2, 3]], [])));
    }

    private static TaskFacts Facts(SmallRasters folder)
    {
        using var data = DenseData.Open(
            new DataOptions { Directory = folder.Root, Size = 16 }, given: null, needsSurvey: false);
        return data.Facts;
    }
}
