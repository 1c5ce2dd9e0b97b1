using Skylite.Graphs;
using Skylite.Inference.Scenes;
using Skylite.Training;

namespace Skylite.Workbench.Models;

/// <summary>Losses want logits. They look through a Softmax at the very end of a network; probabilities from further back would be taken for logits.</summary>
public static class TrainableAnswers
{
    private const float Smallest = 1e-7f;

    /// <summary>Makes sure that a network that is to be trained answers with logits, or with the Softmax of them.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="file">Its file, for the error.</param>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void Require(Graph graph, string file)
    {
        if (AreProbabilities(graph, out var why))
        {
            throw new InvalidDataException(
                $"'{file}' answers with probabilities ({why}) that no Softmax at its very end makes, and training wants logits. "
                + "Export it without Softmax or Sigmoid, or with Softmax as its last operator.");
        }
    }

    /// <summary>Turns the probabilities that a teacher answers with, such as the mean of several models, into logits: their logarithms.</summary>
    /// <param name="teacher">The teacher; it is changed.</param>
    /// <param name="file">Its file, for the error.</param>
    /// <exception cref="InvalidDataException">It answers with one probability, that of the second of two classes.</exception>
    public static void MakeLogits(Graph teacher, string file)
    {
        if (!AreProbabilities(teacher, out var why))
        {
            return;
        }

        if (Classifier.ClassesOf(teacher) < 2)
        {
            throw new InvalidDataException(
                $"The teacher '{file}' answers with one probability ({why}); a student compares the logits of all classes. Export it without Sigmoid.");
        }

        var answer = teacher.Outputs[0];
        var least = teacher.AddInitializer(teacher.FreshName("least-probability"), Tensor.Scalar(Smallest));
        var logits = teacher.Apply("Log", "logits", teacher.Apply("Max", "probabilities", answer, least));
        (logits.Type, logits.Shape) = (answer.Type, answer.Shape);
        teacher.RemoveOutput(answer);
        teacher.AddOutput(logits);
    }

    private static bool AreProbabilities(Graph graph, out string why)
    {
        (var kind, why) = AnswerKinds.Of(graph);
        return kind == AnswerKind.Probabilities && !Classifier.EndsInSoftmax(graph);
    }
}
