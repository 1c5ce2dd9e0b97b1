using Skylite.Inference.Scenes;

namespace Skylite.Inference;

/// <summary>How a class is chosen: the most probable one, the first where several tie, or of two the second from a probability on.</summary>
/// <param name="Threshold">
/// How probable the second of two classes (change, foreground) must be at least, above 0 and below 1; null takes the most probable class.
/// </param>
public readonly record struct ClassDecision(double? Threshold)
{
    /// <summary>The threshold in the precision of probabilities, so that an answer of 0.7 reaches 0.7.</summary>
    public float? Least => (float?)Threshold;

    /// <summary>Checks the threshold.</summary>
    /// <param name="model">The model's file, for errors.</param>
    /// <param name="classes">Its classes.</param>
    /// <exception cref="ArgumentException">It is no share between 0 and 1, or there are not two classes.</exception>
    public void Require(string model, IReadOnlyList<string> classes)
    {
        if (Threshold is not null and not (> 0 and < 1))
        {
            throw new ArgumentException(Invariant($"--threshold is a probability above 0 and below 1, not {Threshold}."));
        }

        if (Threshold is not null && classes.Count != 2)
        {
            throw new ArgumentException(
                $"--threshold decides between two classes, and '{model}' tells {classes.Count} apart ({string.Join(", ", classes)}). Leave it out.");
        }
    }

    /// <summary>The class of one place.</summary>
    /// <param name="probabilities">One for each class.</param>
    public int Of(ReadOnlySpan<float> probabilities)
    {
        Span<int> chosen = [0];
        Of(probabilities, chosen);
        return chosen[0];
    }

    /// <summary>The class of each of some places.</summary>
    /// <param name="probabilities">Classes × places numbers.</param>
    /// <param name="chosen">The class of each place.</param>
    public void Of(ReadOnlySpan<float> probabilities, Span<int> chosen)
    {
        var places = chosen.Length;
        if (Least is { } least)
        {
            var second = probabilities.Slice(places, places);
            for (var i = 0; i < places; i++)
            {
                chosen[i] = second[i] >= least ? 1 : 0;
            }

            return;
        }

        // Plane by plane, as the numbers lie in memory.
        var best = probabilities[..places].ToArray();
        chosen.Clear();
        for (var c = 1; c * places < probabilities.Length; c++)
        {
            var plane = probabilities.Slice(c * places, places);
            for (var i = 0; i < places; i++)
            {
                if (plane[i] > best[i])
                {
                    (best[i], chosen[i]) = (plane[i], c);
                }
            }
        }
    }

    /// <summary>The class of each of some places by what a network answers.</summary>
    /// <param name="answers">Outputs × places numbers, with as many outputs as classes or one for the second of two.</param>
    /// <param name="kind">What the numbers are.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    /// <param name="chosen">The class of each place.</param>
    public void Of(ReadOnlySpan<float> answers, AnswerKind kind, int classes, Span<int> chosen)
    {
        // The largest number is that of the most probable class, whatever the numbers are.
        if (Threshold is null && answers.Length == classes * chosen.Length)
        {
            Of(answers, chosen);
            return;
        }

        var probabilities = new float[classes * chosen.Length];
        Probabilities.Of(answers, kind, probabilities, classes);
        Of(probabilities, chosen);
    }
}
