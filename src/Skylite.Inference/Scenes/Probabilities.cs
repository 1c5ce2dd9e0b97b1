using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Skylite.Inference.Scenes;

/// <summary>Probabilities from what a network answers.</summary>
public static class Probabilities
{
    private const float Tolerance = 1e-3f;

    /// <summary>The first number that is no probability, or null; what is not a number does not count.</summary>
    /// <param name="answers">Any answers.</param>
    public static float? Outlier(ReadOnlySpan<float> answers)
    {
        foreach (var answer in answers)
        {
            if (answer is < -Tolerance or > 1 + Tolerance)
            {
                return answer;
            }
        }

        return null;
    }

    /// <summary>Whether answers look like probabilities: none outside 0 to 1, and their sum over the classes is one everywhere.</summary>
    /// <param name="answers">Classes × places numbers of one tile.</param>
    /// <param name="classes">Number of classes; with one, numbers from 0 to 1 look like probabilities.</param>
    public static bool Are(ReadOnlySpan<float> answers, int classes)
    {
        var places = answers.Length / classes;
        for (var i = 0; i < places; i++)
        {
            float sum = 0;
            for (var c = 0; c < classes; c++)
            {
                var value = answers[(c * places) + i];
                if (value is not (>= 0 and <= 1 + Tolerance))
                {
                    return false;
                }

                sum += value;
            }

            if (classes > 1 && Math.Abs(sum - 1) > Tolerance)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The probabilities of every class at some neighbouring places.</summary>
    /// <param name="answers">What the network answers: the first place's number of the first output, and all that follow.</param>
    /// <param name="stride">Numbers from one output to the next.</param>
    /// <param name="outputs">As many as classes, or one for the second of two.</param>
    /// <param name="kind">What the numbers are.</param>
    /// <param name="probabilities">Classes × places numbers.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    public static void Of(ReadOnlySpan<float> answers, int stride, int outputs, AnswerKind kind, Span<float> probabilities, int classes)
    {
        var places = probabilities.Length / classes;
        if (outputs < classes)
        {
            Sigmoid(answers[..places], kind, probabilities);
            return;
        }

        if (kind == AnswerKind.Logits)
        {
            Softmax(answers, stride, probabilities, classes);
            return;
        }

        for (var c = 0; c < classes; c++)
        {
            answers.Slice(c * stride, places).CopyTo(probabilities[(c * places)..]);
        }
    }

    /// <summary>The probabilities of every class at all places of a sample.</summary>
    /// <param name="answers">Outputs × places numbers, with as many outputs as classes or one for the second of two.</param>
    /// <param name="kind">What the numbers are.</param>
    /// <param name="probabilities">Classes × places numbers.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    public static void Of(ReadOnlySpan<float> answers, AnswerKind kind, Span<float> probabilities, int classes)
    {
        var places = probabilities.Length / classes;
        Of(answers, places, answers.Length / places, kind, probabilities, classes);
    }

    /// <summary>
    /// Makes probabilities of the answers to some samples where they lie; one output stays one, the probability of the second of two classes.
    /// </summary>
    /// <param name="answers">Samples × outputs × places numbers.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="outputs">Numbers of each place.</param>
    /// <param name="kind">What the numbers are.</param>
    public static void InPlace(Span<float> answers, int samples, int outputs, AnswerKind kind)
    {
        var length = answers.Length / samples;
        for (var start = 0; start < answers.Length && kind == AnswerKind.Logits; start += length)
        {
            var sample = answers.Slice(start, length);
            if (outputs == 1)
            {
                Logistic(sample);
            }
            else
            {
                Softmax(sample, outputs);
            }
        }
    }

    /// <summary>Softmax over the classes, in place.</summary>
    /// <param name="logits">Classes × places numbers.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    public static void Softmax(Span<float> logits, int classes) => Softmax(logits, logits.Length / classes, logits, classes);

    /// <summary>Softmax over the classes at some neighbouring places.</summary>
    /// <param name="logits">The first place's number of the first class, and all that follow.</param>
    /// <param name="stride">Numbers from one class to the next.</param>
    /// <param name="probabilities">Classes × places numbers.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // from the first call on
    public static void Softmax(ReadOnlySpan<float> logits, int stride, Span<float> probabilities, int classes)
    {
        var places = probabilities.Length / classes;
        var lanes = Vector<float>.Count;
        var whole = places - (places % lanes);
        for (var i = 0; i < whole; i += lanes)
        {
            var highest = At(logits, i);
            for (var c = 1; c < classes; c++)
            {
                highest = Vector.Max(highest, At(logits, (c * stride) + i));
            }

            var sum = Vector<float>.Zero;
            for (var c = 0; c < classes; c++)
            {
                var exponential = Exponential(At(logits, (c * stride) + i) - highest);
                sum += exponential;
                exponential.CopyTo(probabilities[((c * places) + i)..]);
            }

            var factor = Vector<float>.One / sum;
            for (var c = 0; c < classes; c++)
            {
                (At(probabilities, (c * places) + i) * factor).CopyTo(probabilities[((c * places) + i)..]);
            }
        }

        for (var i = whole; i < places; i++)
        {
            SoftmaxAt(logits[i..], stride, probabilities[i..], places, classes);
        }
    }

    /// <summary>The probabilities of no and yes from one number for each place.</summary>
    /// <param name="answers">One number for each place: a logit, or a probability of yes.</param>
    /// <param name="kind">Which of both it is.</param>
    /// <param name="both">Twice as many numbers: no, then yes.</param>
    public static void Sigmoid(ReadOnlySpan<float> answers, AnswerKind kind, Span<float> both)
    {
        var no = both[..answers.Length];
        var yes = both[answers.Length..];
        answers.CopyTo(yes);
        if (kind == AnswerKind.Logits)
        {
            Logistic(yes);
        }

        for (var i = 0; i < no.Length; i++)
        {
            no[i] = 1 - yes[i];
        }
    }

    /// <summary>1 / (1 + e^−x), in place.</summary>
    public static void Logistic(Span<float> logits)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        foreach (ref var x in vectors)
        {
            // Of x and −x the exponential that does not overflow.
            var small = Exponential(-Vector.Abs(x));
            x = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), small, Vector<float>.One) / (Vector<float>.One + small);
        }

        foreach (ref var value in logits[(vectors.Length * Vector<float>.Count)..])
        {
            value = 1 / (1 + MathF.Exp(-value));
        }
    }

    // e^x for x of 0 or less, e^−87 for all below: 2^n · e^r with a whole n and r within ± ½ ln 2, where Taylor's series up to the sixth power is exact to a
    // bit or two. ln 2 comes in two parts, of which the first times n is exact. The general exponential of .NET goes through 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exponential(Vector<float> x)
    {
        // A number that is added and taken away leaves a whole number; its lowest bits are that number.
        var magic = new Vector<float>(12582912);
        var bounded = Vector.Max(x, new Vector<float>(-87));
        var shifted = Vector.MultiplyAddEstimate(bounded, new Vector<float>(1.44269504f), magic);
        var n = shifted - magic;
        var r = Vector.MultiplyAddEstimate(n, new Vector<float>(2.12194440e-4f), Vector.MultiplyAddEstimate(n, new Vector<float>(-0.693359375f), bounded));
        var series = new Vector<float>(1f / 720);
        series = Vector.MultiplyAddEstimate(series, r, new Vector<float>(1f / 120));
        series = Vector.MultiplyAddEstimate(series, r, new Vector<float>(1f / 24));
        series = Vector.MultiplyAddEstimate(series, r, new Vector<float>(1f / 6));
        series = Vector.MultiplyAddEstimate(series, r, new Vector<float>(0.5f));
        series = Vector.MultiplyAddEstimate(series, r, Vector<float>.One);
        series = Vector.MultiplyAddEstimate(series, r, Vector<float>.One);
        return Vector.AsVectorSingle(Vector.AsVectorInt32(series) + Vector.ShiftLeft(Vector.AsVectorInt32(shifted), 23));
    }

    private static Vector<float> At(ReadOnlySpan<float> numbers, int place) => new(numbers[place..]);

    private static void SoftmaxAt(ReadOnlySpan<float> logits, int stride, Span<float> probabilities, int places, int classes)
    {
        var highest = float.NegativeInfinity;
        for (var c = 0; c < classes; c++)
        {
            highest = Math.Max(highest, logits[c * stride]);
        }

        float sum = 0;
        for (var c = 0; c < classes; c++)
        {
            var value = MathF.Exp(logits[c * stride] - highest);
            probabilities[c * places] = value;
            sum += value;
        }

        for (var c = 0; c < classes; c++)
        {
            probabilities[c * places] /= sum;
        }
    }
}
