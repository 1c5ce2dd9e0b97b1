namespace Skylite.Native.Torch;

/// <summary>
/// Steps of optimisers as single operators of the shim: each weight is read and written once, where lists of elementwise operators walk all weights once for
/// each term of the formula. Tensors that do not lie alike in memory, or not on the CPU, are stepped by elementwise operators.
/// </summary>
public static class OptimizerSteps
{
    private static readonly TorchOperator OpSgd = TorchOperator.Find("skylite::sgd_");
    private static readonly TorchOperator OpAdamW = TorchOperator.Find("skylite::adamw_");

    /// <summary>
    /// Stochastic gradient descent with momentum, in PyTorch's form: v ← momentum·v + (g + decay·w);
    /// w ← w − rate·v, or − rate·(g + decay·w + momentum·v) with Nesterov's look ahead.
    /// </summary>
    /// <param name="weights">The tensors to move.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="velocities">What is remembered of earlier steps, 0 before the first.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="decay">Weight decay, as a part of the gradient.</param>
    /// <param name="momentum">Share of the velocity that is kept, 0 to below 1.</param>
    /// <param name="nesterov">Whether to look one step ahead.</param>
    public static void Sgd(
        IReadOnlyList<TorchTensor> weights, IReadOnlyList<TorchTensor> gradients, IReadOnlyList<TorchTensor> velocities, double rate, double decay,
        double momentum, bool nesterov) =>
        OpSgd.CallInPlace(TorchValue.Tensors(weights), TorchValue.Tensors(gradients), TorchValue.Tensors(velocities), rate, decay, momentum, nesterov);

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2).</summary>
    /// <param name="weights">The tensors to move.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="memories">Mean gradients and mean squared gradients, 0 before the first step.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="decay">Weight decay, apart from the gradient.</param>
    /// <param name="betas">Shares of the two means that a step keeps.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="step">Number of the step, from 1.</param>
    public static void AdamW(
        IReadOnlyList<TorchTensor> weights,
        IReadOnlyList<TorchTensor> gradients,
        (IReadOnlyList<TorchTensor> Means, IReadOnlyList<TorchTensor> Squares) memories,
        double rate,
        double decay,
        (double First, double Second) betas,
        double epsilon,
        long step) =>
        OpAdamW.CallInPlace(
            TorchValue.Tensors(weights), TorchValue.Tensors(gradients), TorchValue.Tensors(memories.Means), TorchValue.Tensors(memories.Squares), rate, decay,
            betas.First, betas.Second, epsilon, step);
}
