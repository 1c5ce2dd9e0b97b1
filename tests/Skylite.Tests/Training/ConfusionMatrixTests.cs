using Skylite.Training.Metrics;

namespace Skylite.Tests.Training;

public sealed class ConfusionMatrixTests
{
    // Checked against scikit-learn's formulas by hand: rows are actual classes.
    private static ConfusionMatrix Example()
    {
        var matrix = new ConfusionMatrix(4);
        int[][] counts = [[5, 1, 0, 0], [2, 3, 1, 0], [0, 0, 8, 0], [0, 0, 0, 0]];
        for (var a = 0; a < 4; a++)
        {
            for (var p = 0; p < 4; p++)
            {
                for (var n = 0; n < counts[a][p]; n++)
                {
                    matrix.Add(a, p);
                }
            }
        }

        return matrix;
    }

    [Fact]
    public void Figures_of_the_whole_follow_from_the_counts()
    {
        var matrix = Example();

        Assert.Equal(20, matrix.Total);
        Assert.Equal(0.8, matrix.OverallAccuracy, 1e-12);
        var chance = ((6 * 7) + (6 * 4) + (8 * 9)) / 400.0;
        Assert.Equal((0.8 - chance) / (1 - chance), matrix.Kappa, 1e-12);
    }

    [Fact]
    public void A_class_that_never_occurs_does_not_count_in_means()
    {
        var matrix = Example();

        Assert.Equal(5.0 / 7, matrix.Precision(0), 1e-12);
        Assert.Equal(5.0 / 6, matrix.Recall(0), 1e-12);
        Assert.Equal(10.0 / 13, matrix.F1(0), 1e-12);
        Assert.Equal(0, matrix.F1(3));
        Assert.Equal(((10.0 / 13) + (6.0 / 10) + (16.0 / 17)) / 3, matrix.MeanF1, 1e-12);
        Assert.Equal(((5.0 / 8) + (3.0 / 7) + (8.0 / 9)) / 3, matrix.MeanIntersectionOverUnion, 1e-12);
    }

    [Fact]
    public void A_class_that_is_left_out_of_means_counts_in_all_other_figures()
    {
        var matrix = ConfusionMatrix.Of(Example().ToRows(), [2]);

        Assert.Equal(((10.0 / 13) + (6.0 / 10)) / 2, matrix.MeanF1, 1e-12);
        Assert.Equal(((5.0 / 8) + (3.0 / 7)) / 2, matrix.MeanIntersectionOverUnion, 1e-12);
        Assert.Equal(0.8, matrix.OverallAccuracy, 1e-12);
        Assert.Equal(16.0 / 17, matrix.F1(2), 1e-12);
    }

    [Fact]
    public void Perfect_prediction_has_kappa_one_and_an_empty_matrix_zero()
    {
        var perfect = new ConfusionMatrix(2);
        perfect.Add([0, 1, 1], [0, 1, 1]);

        Assert.Equal(1, perfect.Kappa, 1e-12);
        Assert.Equal(0, new ConfusionMatrix(2).Kappa);
        Assert.Equal(0, new ConfusionMatrix(2).OverallAccuracy);
    }

    [Fact]
    public void Adding_two_matrices_adds_their_counts()
    {
        var sum = Example();
        sum.Add(Example());

        Assert.Equal(40, sum.Total);
        Assert.Equal(10, sum[0, 0]);
        Assert.Equal([10, 2, 0, 0], sum.ToRows()[0]);
    }

    [Fact]
    public void A_class_beyond_the_matrix_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(2).Add(0, 2));
}
