using Skylite.Imagery.Synthetic;

namespace Skylite.Tests.Synthetic;

/// <summary>Colour must not give the class away, or learning it would prove nothing.</summary>
public sealed class ColoursDoNotTellTheClassTests
{
    private const int Classes = 7;
    private const int Features = 7;
    private const int TrainPerClass = 40;
    private const int TestPerClass = 30;

    [Fact]
    public void A_linear_classifier_on_means_and_deviations_of_colours_fails()
    {
        var images = new float[Classes * (TrainPerClass + TestPerClass)][];
        Parallel.For(
            0,
            images.Length,
            i => images[i] = Describe(SyntheticScenes.Render(new SyntheticOptions { Seed = 3, Width = 32, Height = 32 }, i % Classes, i / Classes)));
        var train = images[..(Classes * TrainPerClass)];
        Standardise(images, train);

        var weights = Fit(train);

        var accuracy = Accuracy(weights, images[train.Length..]);
        // far above chance (the classes do differ), far below what shapes allow
        Assert.InRange(accuracy, 0.30, 0.65);
    }

    [Fact]
    public void The_linear_classifier_itself_can_learn()
    {
        var random = new SceneRandom(1);
        var blobs = new float[Classes * 40][];
        for (var i = 0; i < blobs.Length; i++)
        {
            blobs[i] = new float[Features];
            blobs[i][i % Classes] = 3 + (0.5f * random.Normal());
            blobs[i][Features - 1] = 1;
        }

        Assert.True(Accuracy(Fit(blobs), blobs) > 0.8);
    }

    private static float[] Describe(SyntheticImage image)
    {
        var row = new float[Features];
        var plane = image.Width * image.Height;
        for (var band = 0; band < 3; band++)
        {
            ReadOnlySpan<byte> pixels = image.Pixels.AsSpan(band * plane, plane);
            double sum = 0;
            double squares = 0;
            foreach (var pixel in pixels)
            {
                sum += pixel;
                squares += pixel * pixel;
            }

            row[band] = (float)(sum / plane);
            row[band + 3] = (float)Math.Sqrt((squares / plane) - (sum / plane * (sum / plane)));
        }

        row[Features - 1] = 1;
        return row;
    }

    private static void Standardise(float[][] all, float[][] train)
    {
        for (var f = 0; f < Features - 1; f++)
        {
            var mean = train.Average(r => r[f]);
            var deviation = MathF.Sqrt(train.Average(r => (r[f] - mean) * (r[f] - mean)));
            foreach (var row in all)
            {
                row[f] = (row[f] - mean) / deviation;
            }
        }
    }

    private static float[,] Fit(float[][] rows)
    {
        var weights = new float[Classes, Features];
        for (var step = 0; step < 400; step++)
        {
            var gradient = new float[Classes, Features];
            for (var i = 0; i < rows.Length; i++)
            {
                var p = Softmax(weights, rows[i]);
                for (var c = 0; c < Classes; c++)
                {
                    var error = (p[c] - (c == i % Classes ? 1 : 0)) / rows.Length;
                    for (var f = 0; f < Features; f++)
                    {
                        gradient[c, f] += error * rows[i][f];
                    }
                }
            }

            for (var c = 0; c < Classes; c++)
            {
                for (var f = 0; f < Features; f++)
                {
                    weights[c, f] -= 1.0f * gradient[c, f];
                }
            }
        }

        return weights;
    }

    private static float[] Softmax(float[,] weights, float[] row)
    {
        var logits = new float[Classes];
        for (var c = 0; c < Classes; c++)
        {
            for (var f = 0; f < Features; f++)
            {
                logits[c] += weights[c, f] * row[f];
            }
        }

        var most = logits.Max();
        float[] powers = [.. logits.Select(l => MathF.Exp(l - most))];
        var sum = powers.Sum();
        return [.. powers.Select(p => p / sum)];
    }

    private static double Accuracy(float[,] weights, float[][] rows)
    {
        var right = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var p = Softmax(weights, rows[i]);
            right += Array.IndexOf(p, p.Max()) == i % Classes ? 1 : 0;
        }

        return right / (double)rows.Length;
    }
}
