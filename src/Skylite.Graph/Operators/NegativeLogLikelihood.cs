using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>NegativeLogLikelihoodLoss and SoftmaxCrossEntropyLoss: scores [N, C, …], labels [N, …], class weights [C] → loss, and log-probabilities.</summary>
/// <param name="opType">The operator's name.</param>
/// <param name="maxOutputs">How many outputs it can have.</param>
internal sealed class NegativeLogLikelihood(string opType, int maxOutputs) : IOperator
{
    public string OpType => opType;

    public Arity Arity => new(2, 3, 1, maxOutputs);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is { } x && context.ShapeOf(1) is { } labels && x.Rank != labels.Rank + 1)
        {
            throw context.Error("the labels must have one axis less than the scores.");
        }

        context.SetOutput(context.Attributes.Text("reduction", "mean") == "none" ? context.ShapeOf(1) : Shape.Scalar);
        context.SetOutput(1, context.TypeOf(0), context.ShapeOf(0));
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("compares classes with labels");
}
