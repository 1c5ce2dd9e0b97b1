using Skylite.Native.Torch;
using Skylite.Tests.Native.Torch;
using Skylite.Tests.Native.Training;
using Skylite.Training.Losses;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Dense;

[Collection(TorchAlone.Name)]
public sealed class DenseLossTests
{
    private static readonly double[][] Logits = [[2, -1, 0.5], [0, 0.3, -2], [1, 1, 1], [-1, 2, 0]];
    private static readonly int[] Labels = [0, 2, -100, 1];

    [Fact]
    public void Focal_loss_is_cross_entropy_weighed_by_what_is_missing()
    {
        var expected = Labelled().Average(p => -Math.Pow(1 - p.Probabilities[p.Label], 2) * Math.Log(p.Probabilities[p.Label]));

        Assert.Equal(expected, Compute(new FocalLoss()), 5);
        Assert.Equal(Compute(new CrossEntropyLoss()), Compute(new FocalLoss { Focus = 0 }), 5);
    }

    [Fact]
    public void Classes_weigh_in_focal_and_edge_aware_losses_as_in_cross_entropy()
    {
        float[] weights = [1, 4, 0.5f];
        var expected = Compute(new CrossEntropyLoss { ClassWeights = weights });

        Assert.Equal(expected, Compute(new FocalLoss { Focus = 0, ClassWeights = weights }), 5);
        Assert.NotEqual(Compute(new FocalLoss()), Compute(LossCatalogue.Named("focal", weights)), 3);

        // Without a border's weight every pixel counts as in cross-entropy.
        using var scope = new TensorScope();
        var logits = TorchTensor.From<float>([.. Enumerable.Range(0, 3).SelectMany(c => Logits.Select(l => (float)l[c]))], 1, 3, 2, 2);
        var labels = TorchTensor.From<long>([.. Labels.Select(l => (long)l)], 1, 2, 2);
        var edges = new EdgeAwareLoss { EdgeWeight = 0, ClassWeights = weights }.Compute(logits, new LossTargets(labels));
        Assert.Equal(expected, edges.Item(), 5);
    }

    [Theory]
    [InlineData("dice", true, false, "--balance-classes")]
    [InlineData("lovasz-softmax", true, false, "--balance-classes")]
    [InlineData("focal", false, true, "label smoothing")]
    public void Settings_that_a_loss_does_not_follow_are_refused(string id, bool weighs, bool smooths, string what)
    {
        var refusal = Assert.Throws<ArgumentException>(() => LossCatalogue.Require(id, weighs, smooths, mixes: false));
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        LossCatalogue.Require("cross-entropy+" + id, weighs, smooths, mixes: false);
    }

    [Fact]
    public void Mixed_samples_are_refused_before_training_by_every_loss_that_cannot_learn_from_them()
    {
        foreach (var loss in LossCatalogue.All.Where(l => !l.IsOfFeatures))
        {
            if (loss.MixesLabels)
            {
                LossCatalogue.Require(loss.Id, weighs: false, smooths: false, mixes: true);
                continue;
            }

            var refusal = Assert.Throws<ArgumentException>(() => LossCatalogue.Require("cross-entropy+" + loss.Id, weighs: false, smooths: false, mixes: true));
            Assert.Contains($"'{loss.Id}'", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("--mixup", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.3, 0.7)]
    public void Tversky_loss_weighs_false_alarms_and_misses(double alarms, double misses)
    {
        var pixels = Labelled().ToList();
        var expected = Enumerable.Range(0, 3).Average(c =>
        {
            var hits = pixels.Where(p => p.Label == c).Sum(p => p.Probabilities[c]);
            var wrong = pixels.Where(p => p.Label != c).Sum(p => p.Probabilities[c]);
            var missed = pixels.Where(p => p.Label == c).Sum(p => 1 - p.Probabilities[c]);
            return 1 - ((hits + 1) / (hits + (alarms * wrong) + (misses * missed) + 1));
        });

        Assert.Equal(expected, Compute(new TverskyLoss { FalseAlarms = alarms, Misses = misses }), 5);
        if (alarms == misses)
        {
            Assert.Equal(expected, Compute(new DiceLoss()), 5);
        }
    }

    [Fact]
    public void Lovasz_loss_of_sure_predictions_is_the_jaccard_loss()
    {
        // Predicted 0 0 1 2 against 0 1 1 2: intersections 1, 1, 1, unions 2, 2, 1.
        double[][] sure = [[50, 0, 0], [50, 0, 0], [0, 50, 0], [0, 0, 50]];

        Assert.Equal((0.5 + 0.5 + 0) / 3, Compute(new LovaszSoftmaxLoss(), sure, [0, 1, 1, 2]), 5);
    }

    [Fact]
    public void A_sum_of_losses_is_their_sum() =>
        Assert.Equal(
            Compute(new CrossEntropyLoss()) + Compute(new DiceLoss()),
            Compute(LossCatalogue.Named("cross-entropy+dice")),
            5);

    [Fact]
    public void Losses_are_equal_by_their_settings_whatever_they_were_bound_to()
    {
        var (one, other) = (new DeepSupervisionLoss(new FocalLoss(), new DiceLoss()), new DeepSupervisionLoss(new FocalLoss(), new DiceLoss()));
        one.Bind(Models.Build("unet-plus-plus", new ModelOptions { Classes = 3, WidthMultiplier = 0.25, Height = 16, Width = 16, DeepSupervision = true }));

        Assert.Equal(other, one);
    }

    [Fact]
    public void Parts_of_a_sum_take_factors_and_settings()
    {
        Assert.Equal(Compute(new CrossEntropyLoss()) + (0.5 * Compute(new DiceLoss())), Compute(LossCatalogue.Named("cross-entropy + 0.5*dice")), 5);
        Assert.Equal(Compute(new FocalLoss { Focus = 3 }), Compute(LossCatalogue.Named("focal:gamma=3")), 6);
        Assert.Equal(Compute(new CrossEntropyLoss()), Compute(LossCatalogue.Named("focal:gamma=0")), 5);
        Assert.Equal(2 * Compute(new TverskyLoss { FalseAlarms = 0.5, Misses = 0.25 }), Compute(LossCatalogue.Named("2*tversky:alpha=0.5,beta=0.25")), 5);
        Assert.Equal("2*tversky", LossCatalogue.Named("2*tversky:beta=0.25").Id);
    }

    [Fact]
    public void The_slope_of_a_focal_loss_is_finite_where_the_answer_is_sure()
    {
        using var scope = new TensorScope();
        var logits = TorchTensor.From<float>([20, -20, 1, 0], 2, 2);
        logits.RequiresGrad = true;
        LossCatalogue.Named("focal:gamma=0.5").Compute(logits, Targets([0, 0])).Backward();
        Assert.All(logits.Grad!.ToArray<float>(), slope => Assert.True(float.IsFinite(slope)));
    }

    [Theory]
    [InlineData("focal:gama=3", "gamma")]
    [InlineData("focal:gamma=-1", "0 or more")]
    [InlineData("focal:gamma=NaN", "0 or more")]
    [InlineData("focal:gamma", "focal:gamma=3")]
    [InlineData("edge-aware:sigma=0", "above 0")]
    [InlineData("dice:gamma=2", "no settings")]
    [InlineData("0*dice", "above 0")]
    [InlineData("half*dice", "'half'")]
    [InlineData("0.5*center", "features alone")]
    public void Settings_that_a_loss_cannot_follow_are_refused(string id, string what) =>
        Assert.Contains(what, Assert.Throws<ArgumentException>(() => LossCatalogue.Named(id)).Message, StringComparison.Ordinal);

    public static TheoryData<string, string> SettingsOfLosses
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var loss in LossCatalogue.All)
            {
                foreach (var setting in loss.Settings)
                {
                    rows.Add(loss.Id, setting.Id);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(SettingsOfLosses))]
    public void Every_setting_of_a_loss_holds_what_it_is_set_to(string loss, string setting)
    {
        var all = LossCatalogue.All.Single(l => l.Id == loss).Settings;
        var set = all.Single(s => s.Id == setting).With(0.625);
        foreach (var (before, after) in all.Zip(set.Settings))
        {
            Assert.Equal(before.Id == setting ? 0.625 : before.Value, after.Value);
        }
    }

    [Theory]
    [InlineData("focal")]
    [InlineData("dice")]
    [InlineData("tversky")]
    [InlineData("lovasz-softmax")]
    public void Every_loss_falls_along_its_gradient(string id)
    {
        using var scope = new TensorScope();
        var loss = LossCatalogue.Named(id);
        var values = Logits.SelectMany(l => l).Select(v => (float)v).ToArray();
        var before = double.PositiveInfinity;
        for (var step = 0; step < 20; step++)
        {
            var logits = TorchTensor.From<float>(values, 4, 3);
            logits.RequiresGrad = true;
            var value = loss.Compute(logits, Targets(Labels));
            value.Backward();
            Assert.True(value.Item() < before);
            before = value.Item();
            var slope = logits.Grad!.ToArray<float>();
            values = [.. values.Select((v, i) => v - (0.2f * slope[i]))];
        }
    }

    [Fact]
    public void An_unknown_loss_is_answered_with_the_nearest() =>
        Assert.Contains("dice", Assert.Throws<ArgumentException>(() => LossCatalogue.Named("cross-entropy+dise")).Message, StringComparison.Ordinal);

    private static IEnumerable<(double[] Probabilities, int Label)> Labelled() =>
        Logits.Zip(Labels).Where(p => p.Second >= 0).Select(p =>
        {
            var sum = p.First.Sum(Math.Exp);
            return (p.First.Select(v => Math.Exp(v) / sum).ToArray(), p.Second);
        });

    private static double Compute(ILoss loss) => Compute(loss, Logits, Labels);

    private static double Compute(ILoss loss, double[][] logits, int[] labels)
    {
        using var scope = new TensorScope();
        var tensor = TorchTensor.From<float>([.. logits.SelectMany(l => l).Select(v => (float)v)], logits.Length, 3);
        return loss.Compute(tensor, Targets(labels)).Item();
    }

    private static LossTargets Targets(int[] labels) => new(TorchTensor.From<long>([.. labels.Select(l => (long)l)], labels.Length));
}
